package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// flush makes units of a run of text and inline nodes that are all children of n.
func (x *extractor) flush(n *html.Node, run []*html.Node, st state) {
	if len(run) == 0 {
		return
	}
	if !st.inRoot || st.stays() || st.formula {
		x.outside(run, st)
		return
	}
	for len(run) > 0 {
		k := paragraph(run)
		x.text(n, run[:k], st)
		run = run[k:]
	}
}

// outside looks for what is for translation in nodes that are not: inside a root or translate="yes".
func (x *extractor) outside(run []*html.Node, st state) {
	for _, c := range run {
		if c.Type == html.ElementNode {
			x.nested(c, st)
		}
	}
}

// nested goes into an inline element as into a text of its own.
func (x *extractor) nested(n *html.Node, st state) {
	cst, ok := x.enter(n, st)
	if !ok {
		return
	}
	x.attributes(n, cst)
	if n.DataAtom == atom.Script {
		x.script(n, cst)
	}
	if x.flow(n) != unspoken {
		x.block(n, cst)
	}
}

// paragraph returns the length of the run's first paragraph: two or more br elements in a row end it.
func paragraph(run []*html.Node) int {
	breaks := 0
	for i, n := range run {
		switch {
		case n.Type == html.ElementNode && n.DataAtom == atom.Br:
			breaks++
		case n.Type == html.TextNode && isBlank(n.Data), n.Type == html.CommentNode:
		default:
			if breaks > 1 && i > 0 {
				return i
			}
			breaks = 0
		}
	}
	return len(run)
}

// text makes a unit of a run, or one of each of its links and buttons where it has nothing else.
func (x *extractor) text(n *html.Node, run []*html.Node, st state) {
	if parts := x.separate(n, run); parts != nil {
		for _, c := range parts {
			x.text(n, []*html.Node{c}, st)
		}
		return
	}
	first := len(x.subs)
	x.items, x.codes = x.items[:0], x.codes[:0]
	c := collector{x: x, place: inContent, pos: -1}
	if st.pre {
		c.place = inPre
	}
	for _, m := range run {
		c.node(m, st)
	}
	x.items = x.formulas(x.items)
	if worthwhile(x.items) {
		u := textUnit{element: n.Data, place: c.place, state: st}
		if c.fixed {
			for i := range x.items {
				x.items[i].fixed = true
			}
		}
		if c.lines {
			x.softBreaks(n)
		}
		x.emit(n, u, x.items)
	}
	for i := first; i < len(x.subs); i++ {
		x.goInto(x.subs[i]) // which takes off what it puts on
	}
	x.subs = x.subs[:first]
}

// goInto goes through the attributes, and the content if it is no part of the text, of an element in a text.
func (x *extractor) goInto(s sub) {
	if s.content {
		x.nested(s.node, s.state)
	} else if st, ok := x.enter(s.node, s.state); ok {
		x.attributes(s.node, st)
	}
}

// softBreaks marks the line breaks that a sentence goes on after: those in headings, and those before a small letter.
func (x *extractor) softBreaks(n *html.Node) {
	after := rune(0) // the first character after the items looked at, from the end
	for i := len(x.items) - 1; i >= 0; i-- {
		it := &x.items[i]
		if it.kind == l10n.Empty && x.codes[it.code].Name == "br" {
			it.soft = isHeading(n) > 0 || unicode.IsLower(after)
		}
		if t := strings.TrimLeft(it.text, " \t\n\r\f\u00a0"); t != "" {
			after, _ = utf8.DecodeRuneInString(t)
		}
	}
}

// separate returns the links and buttons of a run that holds nothing but them, as menus and toolbars do: to a reader
// each is a text of its own. In paragraphs and headings they are words of one text.
func (x *extractor) separate(n *html.Node, run []*html.Node) []*html.Node {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Summary, atom.Caption, atom.Figcaption, atom.Title:
		return nil
	}
	parts := 0
	for _, c := range run {
		switch {
		case c.Type == html.CommentNode, c.Type == html.TextNode && isBlank(c.Data):
		case c.Type != html.ElementNode:
			return nil
		case c.DataAtom == atom.A || c.DataAtom == atom.Button || c.DataAtom == atom.Label:
			parts++
		case x.flow(c) == inline && c.FirstChild != nil:
			return nil
		}
	}
	if parts < 2 {
		return nil
	}
	var out []*html.Node
	for _, c := range run {
		if c.Type == html.ElementNode {
			out = append(out, c)
		}
	}
	return out
}
