package localize

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// figures writes anew, in the locale's notation, the numbers and dates whose markup says what they are (data with a value, a
// property of microdata with its content), and the texts that are nothing but figures: cells such as "12,500",
// "45.3 %" and "1,300 km". What machines read stays as it is, or is added where the text alone said it.
func (l *localizer) figures() {
	done := map[*html.Node]bool{}
	l.doc.Find("data[value], [itemprop][content]").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if n.DataAtom == atom.Meta || n.DataAtom == atom.Time || n.DataAtom == atom.Link || untranslated(n) || !l.inSourceLang(s) {
			return
		}
		value, ok := attr(s, "value")
		if n.DataAtom != atom.Data || !ok {
			value, _ = attr(s, "content")
		}
		if text, ok := l.written(strings.TrimSpace(s.Text()), value); ok && !l.translated(n) {
			l.edit.SetText(holder(n), text)
			done[n] = true
		}
	})
	body := l.doc.Find("body")
	if body.Length() == 0 {
		return
	}
	lang := l.SourceLang
	if own, ok := body.Closest("[lang]").Attr("lang"); ok && !l.isSourceLang(own) {
		lang = ""
	}
	l.figuresIn(body.Get(0), done, lang)
}

// translated reports whether a text below an element is for translation.
func (l *localizer) translated(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && l.edit.Translated(c) {
			return true
		}
	}
	return false
}

// written writes the text of an element that a value says too.
func (l *localizer) written(text, value string) (string, bool) {
	if t, skeleton, ok := format.ReadTime(l.SourceLang, text, value); ok {
		return l.format.Format(t, skeleton), true
	}
	v, ok := format.ReadNumber(l.SourceLang, text, value)
	return l.format.Value(v), ok
}

// figuresIn goes through the text nodes below an element. lang is the source's while that is the text's, else empty.
func (l *localizer) figuresIn(n *html.Node, done map[*html.Node]bool, lang l10n.Locale) {
	for c := range n.ChildNodes() {
		switch c.Type {
		case html.TextNode:
			if lang != "" {
				l.figuresOf(c)
			}
		case html.ElementNode:
			if done[c] || notText(c) || untranslated(c) {
				continue
			}
			inner := lang
			for _, a := range c.Attr {
				if a.Key == "lang" && a.Namespace == "" {
					if inner = ""; l.isSourceLang(a.Val) {
						inner = l.SourceLang
					}
				}
			}
			l.figuresIn(c, done, inner)
		}
	}
}

// notText are elements whose text is no text of the page's language, or is written elsewhere.
func notText(n *html.Node) bool {
	if n.Namespace != "" {
		return true
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Textarea, atom.Code, atom.Pre, atom.Kbd, atom.Samp, atom.Var,
		atom.Time, atom.Input, atom.Select, atom.Iframe, atom.Object, atom.Address, atom.Sup, atom.Sub:
		return true
	}
	return false
}

// maxFigures is more than any text of figures alone.
const maxFigures = 100

func (l *localizer) figuresOf(n *html.Node) {
	if len(n.Data) > maxFigures || !strings.ContainsFunc(n.Data, unicode.IsDigit) {
		return
	}
	text := strings.TrimSpace(n.Data)
	next, ok := l.format.Figures(l.SourceLang, text)
	if !ok || !alone(n) || labelled(n) || !l.edit.ReplaceText(n, strings.Replace(n.Data, text, next, 1)) {
		return
	}
	// The text was what machines read of a property of microdata.
	p := n.Parent
	if has(p, "itemprop") && !has(p, "content") && p.FirstChild == n && n.NextSibling == nil {
		if vs := format.Find(l.SourceLang, text); len(vs) == 1 && vs[0].Machine() != "" {
			l.edit.SetAttr(p, "content", vs[0].Machine())
		}
	}
}

// alone reports whether no other text touches a text node on its line: <b>1</b>,300 is one number in two nodes.
func alone(n *html.Node) bool {
	touches := func(m *html.Node) bool {
		return m != nil && m.Type == html.ElementNode && m.Namespace == "" && m.DataAtom != atom.Br && m.FirstChild != nil && !blockish(m) &&
			strings.TrimSpace(m.FirstChild.Data) != ""
	}
	return n.Data != strings.TrimLeftFunc(n.Data, unicode.IsSpace) && n.Data != strings.TrimRightFunc(n.Data, unicode.IsSpace) ||
		!touches(n.PrevSibling) && !touches(n.NextSibling)
}

func blockish(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.P, atom.Ul, atom.Ol, atom.Table, atom.Dl, atom.Section, atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figure, atom.Blockquote:
		return true
	}
	return false
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return true
		}
	}
	return false
}

// labelled reports whether a cell's headers, a description's term, or the name of a property of microdata say that the
// figures are no amounts.
func labelled(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range p.Attr {
			if a.Key == "itemprop" && isCodeLabel(camel.ReplaceAllString(a.Val, " $0")) {
				return true
			}
		}
		switch p.DataAtom {
		case atom.Td, atom.Th:
			return cellLabelled(p)
		case atom.Dd:
			for d := p.PrevSibling; d != nil; d = d.PrevSibling {
				if d.DataAtom == atom.Dt {
					return isCodeLabel(goquery.NewDocumentFromNode(d).Text())
				}
			}
			return false
		case atom.Body, atom.Table, atom.Dl:
			return false
		}
	}
	return false
}

var camel = regexp.MustCompile(`[A-Z][a-z]*`)

// cellLabelled looks at the header of a cell's column, which stands in the table's first row, and at that of its row.
func cellLabelled(cell *html.Node) bool {
	column := 0
	for c := cell.PrevSibling; c != nil; c = c.PrevSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			column++
			if c.DataAtom == atom.Th && isCodeLabel(goquery.NewDocumentFromNode(c).Text()) {
				return true
			}
		}
	}
	table := cell.Parent
	for table != nil && table.DataAtom != atom.Table {
		table = table.Parent
	}
	if table == nil {
		return false
	}
	heads := firstRow(table)
	return len(heads) > column && heads[column].DataAtom == atom.Th && isCodeLabel(goquery.NewDocumentFromNode(heads[column]).Text())
}

// firstRow are the cells of a table's first row.
func firstRow(table *html.Node) []*html.Node {
	for n := range table.Descendants() {
		if n.DataAtom != atom.Tr {
			continue
		}
		var cells []*html.Node
		for c := range n.ChildNodes() {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, c)
			}
		}
		return cells
	}
	return nil
}
