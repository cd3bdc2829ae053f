package memory

import (
	"regexp"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// codeReader turns TMX's native codes into codes with numbers that source and target share.
type codeReader struct {
	omegaT bool
	known  map[string][]l10n.CodeID // key → the source's codes of that key, in order
	last   l10n.CodeID
}

func newCodeReader(omegaT bool) *codeReader {
	return &codeReader{omegaT: omegaT, known: map[string][]l10n.CodeID{}}
}

// omegaTTag is how OmegaT writes a code in a segment's text.
var omegaTTag = regexp.MustCompile(`<(/?)([a-z]+[0-9]+)(/?)>`)

// split makes parts of OmegaT's tags; other tools' texts stay whole.
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

// keys are what a code may be recognized by in the other language, the surest first.
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
			c.known[k] = append(c.known[k], c.last)
		}
		return c.last
	})
}

func (c *codeReader) target(seg tmxSeg) l10n.Fragment {
	used := map[l10n.CodeID]bool{}
	return c.fragment(seg, map[string]l10n.CodeID{}, func(p tmxPart) l10n.CodeID {
		for _, k := range p.keys() {
			for _, id := range c.known[k] {
				if !used[id] {
					used[id] = true
					return id
				}
			}
		}
		c.last++
		return c.last
	})
}

// fragment builds a fragment, asking for a number at every code that begins something; a close takes its open's.
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

// nativeOf is what a code of ours shows as its native markup in other tools.
func nativeOf(p l10n.Part) string { return l10n.Fragment{p}.String() }

func codeNumber(p l10n.Part) string { return strconv.Itoa(int(p.ID)) }
