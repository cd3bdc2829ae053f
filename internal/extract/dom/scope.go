package dom

import (
	"golang.org/x/net/html/atom"
)

type scope uint8

const (
	defaultScope scope = iota
	listScope
	buttonScope
	tableScope
)

// stops reports whether an element bounds a scope.
func stops(n *node, s scope) bool {
	switch n.Namespace {
	case "math":
		return s != tableScope && mathTextPoint(n) || s != tableScope && n.Data == "annotation-xml"
	case "svg":
		return s != tableScope && svgTextPoint(n)
	}
	switch n.DataAtom {
	case atom.Html, atom.Table, atom.Template:
		return true
	case atom.Applet, atom.Caption, atom.Td, atom.Th, atom.Marquee, atom.Object, atom.Select:
		return s != tableScope
	case atom.Ol, atom.Ul:
		return s == listScope
	case atom.Button:
		return s == buttonScope
	}
	return false
}

// inScope returns the depth of the innermost open element of one of the names that is in scope, or -1.
func (b *builder) inScope(s scope, names ...atom.Atom) int {
	if !b.counts.mayHave(names...) {
		return -1
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		n := b.stack[i]
		if n.Namespace == "" {
			for _, a := range names {
				if n.DataAtom == a {
					return i
				}
			}
		}
		if stops(n, s) {
			return -1
		}
	}
	return -1
}

// popInScope closes elements up to and with the innermost of the name, and reports whether it was in scope.
func (b *builder) popInScope(s scope, names ...atom.Atom) bool {
	i := b.inScope(s, names...)
	if i >= 0 {
		b.popTo(i)
	}
	return i >= 0
}

func (b *builder) is(names ...atom.Atom) bool {
	n := b.current()
	if n == nil || n.Namespace != "" {
		return false
	}
	for _, a := range names {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

func (b *builder) closeP() {
	if i := b.inScope(buttonScope, atom.P); i >= 0 {
		b.popImplied(atom.P)
		b.popTo(b.inScope(buttonScope, atom.P))
	}
}

func special(n *node) bool {
	switch n.Namespace {
	case "math":
		return mathTextPoint(n) || n.Data == "annotation-xml"
	case "svg":
		return svgTextPoint(n)
	}
	switch n.DataAtom {
	case atom.Address, atom.Applet, atom.Area, atom.Article, atom.Aside, atom.Base, atom.Basefont, atom.Bgsound,
		atom.Blockquote, atom.Body, atom.Br, atom.Button, atom.Caption, atom.Center, atom.Col, atom.Colgroup, atom.Dd,
		atom.Details, atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Embed, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.Frame, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
		atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Iframe, atom.Img, atom.Input, atom.Keygen,
		atom.Li, atom.Link, atom.Listing, atom.Main, atom.Marquee, atom.Menu, atom.Meta, atom.Nav, atom.Noembed,
		atom.Noframes, atom.Noscript, atom.Object, atom.Ol, atom.P, atom.Param, atom.Plaintext, atom.Pre, atom.Script,
		atom.Search, atom.Section, atom.Select, atom.Source, atom.Style, atom.Summary, atom.Table, atom.Tbody, atom.Td,
		atom.Template, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Title, atom.Tr, atom.Track, atom.Ul,
		atom.Wbr, atom.Xmp:
		return true
	}
	return false
}
