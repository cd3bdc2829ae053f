package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// metaPlaces are where a page declares its encoding: in meta elements, and in an XML declaration.
type metaPlaces struct {
	wrong    []metaPlace
	found    bool
	insert   int    // where a declaration may be put; -1 for nowhere
	declared string // the first that a page has, of a meta element before one of an XML declaration
}

type metaPlace struct {
	start, end int
	text       string
}

// mended returns what makes the page's own word on its encoding true, for it leaves as UTF-8.
func (m *metaPlaces) mended() []splice {
	var out []splice
	for _, w := range m.wrong {
		out = append(out, splice{start: w.start, end: w.end, text: w.text, place: inAttr})
	}
	return out
}

// missing reports whether the page declares no encoding, and has a place where it could.
func (m *metaPlaces) missing() bool { return !m.found && m.insert >= 0 }

// added declares the encoding of a page that does not, which matters once it has more than ASCII: nobody knows which
// header it will be sent with.
func (m *metaPlaces) added() splice {
	return splice{start: m.insert, end: m.insert, text: `<meta charset="utf-8">`, rank: firstInHead}
}

// declarations finds a page's declarations of its encoding.
func declarations(tree *dom.Tree) metaPlaces {
	m := metaPlaces{insert: -1}
	for c := tree.Doc.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		for head := c.FirstChild; head != nil; head = head.NextSibling {
			if head.DataAtom != atom.Head {
				continue
			}
			if s, ok := tree.Span(head); ok {
				m.insert = tree.Uncut(s, s.End)
			}
			m.metas(tree, head)
		}
	}
	m.xml(tree.Src)
	return m
}

func (m *metaPlaces) metas(tree *dom.Tree, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == atom.Meta {
			m.metaElement(tree, c)
		} else if c.DataAtom == atom.Noscript {
			m.metas(tree, c)
		}
	}
}

func (m *metaPlaces) metaElement(tree *dom.Tree, n *html.Node) {
	s, _ := tree.Span(n)
	if v, ok := attr(n, "charset"); ok {
		m.declare(ascii.TrimSpace(v))
		if !strings.EqualFold(ascii.TrimSpace(v), "utf-8") {
			m.replace(tree, s, "charset", "utf-8")
		}
		return
	}
	equiv, _ := attr(n, "http-equiv")
	content, _ := attr(n, "content")
	if !strings.EqualFold(ascii.TrimSpace(equiv), "content-type") {
		return
	}
	i := strings.Index(ascii.ToLower(content), "charset")
	if i < 0 {
		return
	}
	rest := strings.TrimLeft(content[i+len("charset"):], ascii.Space)
	value, ok := strings.CutPrefix(rest, "=")
	if !ok {
		return
	}
	value = strings.Trim(ascii.TrimSpace(value), `"'`)
	name, after := value, ""
	if j := strings.IndexAny(value, ";\"'"+ascii.Space); j >= 0 {
		name, after = value[:j], value[j:]
	}
	m.declare(name)
	if !strings.EqualFold(name, "utf-8") {
		m.replace(tree, s, "content", content[:i]+"charset=utf-8"+after)
	}
}

func (m *metaPlaces) declare(name string) {
	m.found = true
	if m.declared == "" {
		m.declared = name
	}
}

func (m *metaPlaces) replace(tree *dom.Tree, s dom.Span, key, value string) {
	if at, ok := tree.Attr(s, key); ok {
		if at.Value.Start == at.Name.End { // an attribute without a value
			m.wrong = append(m.wrong, metaPlace{at.Name.End, at.End, `="` + escape(value, inAttr, '"') + `"`})
			return
		}
		m.wrong = append(m.wrong, metaPlace{at.Value.Start, at.Value.End, quoted(value, at.Quote)})
	}
}

// xml finds the encoding in an XML declaration, which pages that serve as XHTML too begin with.
func (m *metaPlaces) xml(src string) {
	if !strings.HasPrefix(src, "<?xml") {
		return
	}
	end := strings.IndexByte(src, '>')
	if end < 0 {
		return
	}
	i := strings.Index(src[:end], "encoding=")
	if i < 0 {
		return
	}
	i += len("encoding=")
	if q := src[i]; q == '"' || q == '\'' {
		n := strings.IndexByte(src[i+1:end], q)
		if n < 0 {
			return
		}
		if m.declared == "" {
			m.declared = src[i+1 : i+1+n]
		}
		if !strings.EqualFold(src[i+1:i+1+n], "utf-8") {
			m.wrong = append(m.wrong, metaPlace{i + 1, i + 1 + n, "UTF-8"})
		}
	}
}
