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

// figures writes numbers and dates in the locale's notation: those whose markup says their value (data with value, a
// property of microdata with content), and texts that are nothing but amounts, such as the cells "12,500", "45.3 %" and
// "1,300 km". A bare decimal such as 3.10 is an amount where its column says so. The values for machines stay, or are added where only the text had them.
func (l *localizer) figures() {
	done := map[*html.Node]bool{}
	l.doc.Find("data[value], [itemprop][content]").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		switch {
		case n.DataAtom == atom.Meta, n.DataAtom == atom.Time, n.DataAtom == atom.Link:
			return
		case untranslated(n), !l.inSourceLang(s), n.DataAtom != atom.Data && n.FirstChild != nil && labelledAsCode(n.FirstChild):
			return
		}
		value, ok := attr(s, "value")
		if n.DataAtom != atom.Data || !ok {
			value, _ = attr(s, "content")
		}
		if text, ok := l.localizedValue(strings.TrimSpace(s.Text()), value); ok && !l.translated(n) {
			l.rewritten[n] = true
			l.edit.SetText(innermost(n), text)
			l.note(n, s.Text(), text)
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

// translated reports whether some text in an element is translated.
func (l *localizer) translated(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && l.edit.Translated(c) {
			return true
		}
	}
	return false
}

// localizedValue writes a text in the locale's notation, where it is the date or the number that value says.
func (l *localizer) localizedValue(text, value string) (string, bool) {
	if t, skeleton, ok := format.ReadTime(l.SourceLang, text, value); ok {
		if !l.format.CanWrite(skeleton) {
			return "", false
		}
		return l.format.Format(t, skeleton), true
	}
	v, ok := format.ReadNumber(l.SourceLang, text, value)
	return l.format.Value(v), ok
}

// figuresIn localizes the text nodes below an element. lang is the source's language where the text is in it, or empty.
func (l *localizer) figuresIn(n *html.Node, done map[*html.Node]bool, lang l10n.Locale) {
	for c := range n.ChildNodes() {
		switch c.Type {
		case html.TextNode:
			if lang != "" && !l.kept[c] {
				l.figuresOf(c)
			}
		case html.ElementNode:
			if done[c] || l.kept[c] || skipsFigures(c) || untranslated(c) {
				continue
			}
			inner := lang
			for _, a := range c.Attr {
				if a.Key == "lang" && a.Namespace == "" {
					inner = ""
					if l.isSourceLang(a.Val) {
						inner = l.SourceLang
					}
				}
			}
			l.figuresIn(c, done, inner)
		}
	}
}

// skipsFigures reports whether figures in an element stay: because its text is not in the page's language, such as
// code, or because another function localizes it.
func skipsFigures(n *html.Node) bool {
	if n.Namespace != "" {
		return true
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Textarea, atom.Code, atom.Pre, atom.Kbd, atom.Samp,
		atom.Var,
		atom.Time, atom.Input, atom.Select, atom.Iframe, atom.Object, atom.Address, atom.Sup, atom.Sub:
		return true
	}
	return false
}

// maxFigures is longer than any text that has only figures, in bytes.
const maxFigures = 100

// figuresOf localizes a text node that has only figures.
func (l *localizer) figuresOf(n *html.Node) {
	if len(n.Data) > maxFigures || !strings.ContainsFunc(n.Data, unicode.IsDigit) {
		return
	}
	text := strings.TrimSpace(n.Data)
	write := l.format.Figures
	if l.inAmounts(n) {
		write = l.format.Amounts
	}
	next, ok := write(l.SourceLang, text)
	if !ok || !standsAlone(n) || labelledAsCode(n) || !l.edit.ReplaceText(n, strings.Replace(n.Data, text, next, 1)) {
		return
	}
	l.note(n.Parent, text, next)
	l.figuresNow[n] = next
	// Machines could read the source's text as the value of a property of microdata.
	p := n.Parent
	if hasAttr(p, "itemprop") && !hasAttr(p, "content") && p.FirstChild == n && n.NextSibling == nil {
		if vs := format.Find(l.SourceLang, text); len(vs) == 1 && vs[0].Machine() != "" {
			l.edit.SetAttr(p, "content", vs[0].Machine())
		}
	}
}

// standsAlone reports whether no other text touches a text node on its line. In <b>1</b>,300 two nodes are one number.
func standsAlone(n *html.Node) bool {
	spaceBefore := n.Data != strings.TrimLeftFunc(n.Data, unicode.IsSpace)
	spaceAfter := n.Data != strings.TrimRightFunc(n.Data, unicode.IsSpace)
	return spaceBefore && spaceAfter || !isInlineText(n.PrevSibling) && (!isInlineText(n.NextSibling) || isNote(n.NextSibling))
}

// isNote reports whether an element is a raised reference to a note, as in $40,266<sup>[6]</sup>. A figure without
// brackets may be a power.
func isNote(n *html.Node) bool {
	if n.DataAtom != atom.Sup {
		return false
	}
	text := textOf(n)
	return strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]")
}

// isInlineText reports whether a node is an inline element with content.
func isInlineText(n *html.Node) bool {
	if n == nil || n.Type != html.ElementNode || n.Namespace != "" || n.DataAtom == atom.Br || isBlock(n) {
		return false
	}
	return n.FirstChild != nil && strings.TrimSpace(n.FirstChild.Data) != ""
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.P, atom.Ul, atom.Ol, atom.Table, atom.Dl, atom.Section, atom.Article, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Figure, atom.Blockquote:
		return true
	}
	return false
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return true
		}
	}
	return false
}

// labelledAsCode reports whether the headers of a table's cell, the term of a description, or the name of a property of
// microdata say that a figure is no amount.
func labelledAsCode(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range p.Attr {
			if a.Key == "itemprop" && isCodeLabel(camelCase.ReplaceAllString(a.Val, " $0")) {
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

// camelCase matches a word of a name such as "softwareVersion".
var camelCase = regexp.MustCompile(`[A-Z][a-z]*`)

// cellLabelled checks the header of a cell's row, and that of its column, which is in the table's first row.
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
	if len(heads) <= column || heads[column].DataAtom != atom.Th {
		return false
	}
	return isCodeLabel(goquery.NewDocumentFromNode(heads[column]).Text())
}

// firstRow returns the cells of a table's first row.
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
