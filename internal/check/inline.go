package check

import (
	"html"
	"regexp"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ParseInline reads a source and its target with HTML markup in them into fragments that share codes: a tag of the
// target is the source's code when it is written exactly so. Codes with other attributes are codes of their own, so a
// changed link shows as one code lost and one invented.
func ParseInline(source, target string) (s, t l10n.Fragment, codes []l10n.Code) {
	p := &inlineParser{byText: map[string][]l10n.CodeID{}}
	s = p.parse(source, false)
	return s, p.parse(target, true), p.codes
}

var inlineTag = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>`)

type inlineParser struct {
	codes  []l10n.Code
	byText map[string][]l10n.CodeID
}

func (p *inlineParser) parse(text string, target bool) l10n.Fragment {
	var f l10n.Fragment
	addText := func(s string) {
		if s != "" {
			f = append(f, l10n.Part{Kind: l10n.Text, Text: html.UnescapeString(s)})
		}
	}
	var open []l10n.CodeID // of this text, not yet closed
	used := map[l10n.CodeID]bool{}
	closed := map[l10n.CodeID]bool{}
	at := 0
	for _, m := range inlineTag.FindAllStringIndex(text, -1) {
		addText(text[at:m[0]])
		tag := text[m[0]:m[1]]
		at = m[1]
		name := tagName(tag)
		switch {
		case strings.HasPrefix(tag, "</"):
			id := p.closing(name, &open, closed, target)
			closed[id] = true
			f = append(f, l10n.Part{Kind: l10n.Close, ID: id})
		case strings.HasSuffix(tag, "/>") || voidElement(name):
			f = append(f, l10n.Part{Kind: l10n.Empty, ID: p.code(tag, name, false, target, used)})
		default:
			id := p.code(tag, name, true, target, used)
			open = append(open, id)
			f = append(f, l10n.Part{Kind: l10n.Open, ID: id})
		}
	}
	addText(text[at:])
	return f
}

// code finds the code of a tag, or makes one.
func (p *inlineParser) code(tag, name string, paired, target bool, used map[l10n.CodeID]bool) l10n.CodeID {
	if target {
		for _, id := range p.byText[tag] {
			if !used[id] {
				used[id] = true
				return id
			}
		}
	}
	id := l10n.CodeID(len(p.codes) + 1)
	p.codes = append(p.codes, l10n.Code{ID: id, Name: name, Paired: paired, Open: tag})
	if !target {
		p.byText[tag] = append(p.byText[tag], id)
	}
	used[id] = true
	return id
}

// closing finds what a closing tag closes: the innermost open code of its name, or else one of its name that is not yet
// open, so that the check of codes sees it close before it opens.
func (p *inlineParser) closing(name string, open *[]l10n.CodeID, closed map[l10n.CodeID]bool, target bool) l10n.CodeID {
	for i := len(*open) - 1; i >= 0; i-- {
		if id := (*open)[i]; p.codes[id-1].Name == name {
			*open = append((*open)[:i:i], (*open)[i+1:]...)
			return id
		}
	}
	for _, c := range p.codes {
		if target && c.Name == name && c.Paired && !closed[c.ID] {
			return c.ID
		}
	}
	id := l10n.CodeID(len(p.codes) + 1)
	p.codes = append(p.codes, l10n.Code{ID: id, Name: name, Paired: true, Close: "</" + name + ">"})
	return id
}

func tagName(tag string) string {
	tag = strings.Trim(tag, "</>")
	if i := strings.IndexAny(tag, " \t\n/"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

func voidElement(name string) bool {
	switch name {
	case "br", "img", "wbr", "hr", "input", "area", "base", "col", "embed", "link", "meta", "source", "track":
		return true
	}
	return false
}
