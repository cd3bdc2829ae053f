package memory

import (
	"regexp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// codeReader reads the codes of a unit's source and then of its target, and gives codes that belong together the same
// number.
type codeReader struct {
	omegaT      bool
	sourceCodes map[string][]l10n.CodeID // key → the source's codes of that key, in order
	last        l10n.CodeID
}

func newCodeReader(omegaT bool) *codeReader {
	return &codeReader{omegaT: omegaT, sourceCodes: map[string][]l10n.CodeID{}}
}

// omegaTTag matches OmegaT's codes, which stand in the segment's text: <g1>, </g1>, <x2/>.
var omegaTTag = regexp.MustCompile(`<(/?)([a-z]+[0-9]+)(/?)>`)

// split makes codes of the tags in OmegaT's texts. Texts of other tools stay whole.
func (c *codeReader) split(seg tmxSeg) tmxSeg {
	if !c.omegaT {
		return seg
	}
	var out tmxSeg
	for _, p := range seg {
		at := 0
		if p.element == "" {
			for _, m := range omegaTTag.FindAllStringSubmatchIndex(p.text, -1) {
				out = append(out, tmxPart{text: p.text[at:m[0]]})
				code := tmxPart{kind: l10n.Open, element: "bpt", i: p.text[m[4]:m[5]]}
				switch {
				case m[3] > m[2]:
					code.kind, code.element = l10n.Close, "ept"
				case m[7] > m[6]:
					code = tmxPart{kind: l10n.Empty, element: "ph", x: code.i}
				}
				out = append(out, code)
				at = m[1]
			}
		}
		p.text = p.text[at:]
		out = append(out, p)
	}
	return out
}

// keys are the values by which a code of the target is matched to one of the source, the most certain first.
func (p tmxPart) keys() []string {
	kind := "ph"
	if p.kind != l10n.Empty {
		kind = "pair"
	}
	var ks []string
	if p.x != "" {
		ks = append(ks, kind+" x "+p.x)
	}
	if p.i != "" {
		ks = append(ks, kind+" i "+p.i)
	}
	if p.text != "" && p.kind == l10n.Empty {
		ks = append(ks, kind+" text "+p.text)
	}
	return append(ks, kind+" any")
}

func (c *codeReader) source(seg tmxSeg) l10n.Fragment {
	open := map[string]l10n.CodeID{}
	return c.fragment(seg, open, func(p tmxPart) l10n.CodeID {
		c.last++
		for _, k := range p.keys() {
			c.sourceCodes[k] = append(c.sourceCodes[k], c.last)
		}
		return c.last
	})
}

func (c *codeReader) target(seg tmxSeg) l10n.Fragment {
	used := map[l10n.CodeID]bool{}
	next := map[string]int{} // by key: the first of the source's codes that may not be used yet
	return c.fragment(seg, map[string]l10n.CodeID{}, func(p tmxPart) l10n.CodeID {
		for _, k := range p.keys() {
			ids := c.sourceCodes[k]
			i := next[k]
			for i < len(ids) && used[ids[i]] {
				i++
			}
			if next[k] = i; i < len(ids) {
				used[ids[i]] = true
				return ids[i]
			}
		}
		c.last++
		return c.last
	})
}

// fragment builds a fragment. It calls number for every code but those that close an open one, which take its number.
func (c *codeReader) fragment(seg tmxSeg, open map[string]l10n.CodeID, number func(tmxPart) l10n.CodeID) l10n.Fragment {
	var f l10n.Fragment
	for _, p := range c.split(seg) {
		if p.element == "" {
			if p.text != "" {
				f = append(f, l10n.Part{Kind: l10n.Text, Text: p.text})
			}
			continue
		}
		pair := p.i
		if p.element == "it" || pair == "" {
			pair = "x" + p.x
		}
		id, ok := open[pair]
		if p.kind != l10n.Close || !ok {
			id = number(p)
		}
		if p.kind == l10n.Open {
			open[pair] = id
		}
		f = append(f, l10n.Part{Kind: p.kind, ID: id})
	}
	return f
}
