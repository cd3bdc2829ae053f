package dom

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (b *builder) inBody(t *token) bool {
	switch t.kind {
	case text:
		if strings.Trim(b.z.src[t.start:t.end], "\x00") == "" {
			return true
		}
		b.reconstruct()
		if b.framesetOK && !b.isSpace(t) {
			b.framesetOK = false
		}
		if t.raw { // of a plaintext element
			b.insertText(t, replaceNulls)
		} else {
			b.insertText(t, dropNulls)
		}
	case comment:
		b.addComment(t, nil)
	case startTag:
		return b.bodyStart(t)
	case endTag:
		return b.bodyEnd(t)
	case endOfFile:
		if len(b.template) > 0 {
			return b.inTemplate(t)
		}
	}
	return true
}

func (b *builder) bodyStart(t *token) bool {
	switch t.atom {
	case atom.Html:
		if len(b.template) == 0 {
			b.mergeAttrs(b.stack[0].Node, t)
		}
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta, atom.Noframes, atom.Script, atom.Style,
		atom.Template, atom.Title:
		return b.inHead(t)
	case atom.Body:
		if len(b.stack) > 1 && b.stack[1].DataAtom == atom.Body && len(b.template) == 0 {
			b.framesetOK = false
			b.mergeAttrs(b.stack[1].Node, t)
		}
	case atom.Frameset:
		b.lateFrameset(t)
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir,
		atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup,
		atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Search, atom.Section, atom.Summary, atom.Ul:
		b.closeP()
		b.element(t)
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		b.closeP()
		if b.is(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6) {
			b.pop()
		}
		b.element(t)
	case atom.Pre, atom.Listing:
		b.closeP()
		b.element(t)
		b.skipLF, b.framesetOK = true, false
	case atom.Form:
		b.startForm(t)
	case atom.Li:
		b.listItem(t, atom.Li)
	case atom.Dd, atom.Dt:
		b.listItem(t, atom.Dd, atom.Dt)
	case atom.Plaintext:
		b.closeP()
		b.element(t)
		b.z.mode = plaintext
	case atom.Button:
		if i := b.inScope(defaultScope, atom.Button); i >= 0 {
			b.popImplied()
			b.popInScope(defaultScope, atom.Button)
		}
		b.reconstruct()
		b.element(t)
		b.framesetOK = false
	default:
		return b.bodyInline(t)
	}
	return true
}

func (b *builder) bodyInline(t *token) bool {
	switch t.atom {
	case atom.A:
		b.startAnchor(t)
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong,
		atom.Tt, atom.U:
		b.reconstruct()
		b.addFormatting(b.element(t), *t)
	case atom.Nobr:
		b.reconstruct()
		if b.inScope(defaultScope, atom.Nobr) >= 0 {
			b.adopt(t)
			b.reconstruct()
		}
		b.addFormatting(b.element(t), *t)
	case atom.Applet, atom.Marquee, atom.Object:
		b.reconstruct()
		b.element(t)
		b.addMarker()
		b.framesetOK = false
	case atom.Table:
		if !b.quirks {
			b.closeP()
		}
		b.element(t)
		b.framesetOK = false
		b.mode = inTable
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr:
		b.reconstruct()
		b.void(t)
		b.framesetOK = false
	case atom.Input:
		b.popInScope(defaultScope, atom.Select)
		b.reconstruct()
		b.void(t)
		if !b.hidden(t) {
			b.framesetOK = false
		}
	case atom.Param, atom.Source, atom.Track:
		b.void(t)
	case atom.Hr:
		b.closeP()
		if b.inScope(defaultScope, atom.Select) >= 0 {
			b.popImplied()
		}
		b.void(t)
		b.framesetOK = false
	case atom.Image:
		t.name, t.atom = "img", atom.Img
		return false
	default:
		return b.bodyRest(t)
	}
	return true
}

func (b *builder) bodyRest(t *token) bool {
	switch t.atom {
	case atom.Textarea:
		b.setRaw(t, rcdata)
		b.skipLF, b.framesetOK = true, false
	case atom.Xmp:
		b.closeP()
		b.reconstruct()
		b.framesetOK = false
		b.setRaw(t, rawtext)
	case atom.Iframe:
		b.framesetOK = false
		b.setRaw(t, rawtext)
	case atom.Noembed:
		b.setRaw(t, rawtext)
	case atom.Select:
		if b.popInScope(defaultScope, atom.Select) {
			return true
		}
		b.reconstruct()
		b.element(t)
		b.framesetOK = false
	case atom.Option, atom.Optgroup:
		b.startOption(t)
	case atom.Rb, atom.Rtc:
		if b.inScope(defaultScope, atom.Ruby) >= 0 {
			b.popImplied()
		}
		b.element(t)
	case atom.Rp, atom.Rt:
		if b.inScope(defaultScope, atom.Ruby) >= 0 {
			b.popImplied(atom.Rtc)
		}
		b.element(t)
	case atom.Math, atom.Svg:
		b.reconstruct()
		b.elementNS(t, t.name)
		if t.selfClose {
			b.pop()
		}
	case atom.Caption, atom.Col, atom.Colgroup, atom.Frame, atom.Head, atom.Tbody, atom.Td, atom.Tfoot, atom.Th,
		atom.Thead, atom.Tr:
	default:
		b.reconstruct()
		b.element(t)
	}
	return true
}

// mergeAttrs adds the attributes that a repeated html or body tag has and the element has not.
func (b *builder) mergeAttrs(n *html.Node, t *token) {
	for _, a := range attributes(b.z.src[:t.end], t.attrs) {
		if !hasAttr(n, a.Key) {
			n.Attr = append(n.Attr, a)
		}
	}
	b.work += len(n.Attr) * 8
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func (b *builder) hidden(t *token) bool {
	for _, a := range attributes(b.z.src[:t.end], t.attrs) {
		if a.Key == "type" {
			return strings.EqualFold(a.Val, "hidden")
		}
	}
	return false
}

func (b *builder) lateFrameset(t *token) {
	if !b.framesetOK || len(b.stack) < 2 || b.stack[1].DataAtom != atom.Body {
		return
	}
	if body := b.stack[1].Node; body.Parent != nil {
		body.Parent.RemoveChild(body)
	}
	for len(b.stack) > 1 {
		b.pop()
	}
	b.element(t)
	b.mode = inFrameset
}

func (b *builder) startForm(t *token) {
	inTemplate := len(b.template) > 0
	if b.form != nil && !inTemplate {
		return
	}
	b.closeP()
	o := b.element(t)
	if !inTemplate {
		b.form = o.Node
	}
}

// listItem opens a list item and closes the one before it.
func (b *builder) listItem(t *token, names ...atom.Atom) {
	b.framesetOK = false
	open := 0
	for _, a := range names {
		open += b.counts[slot(a)]
	}
	for i := len(b.stack) - 1; i >= 0 && open > 0; i-- {
		b.work++
		n := b.stack[i].Node
		if n.Namespace == "" && contains(names, n.DataAtom) {
			b.popImplied(n.DataAtom)
			b.popTo(i)
			break
		}
		if special(n) && !(n.Namespace == "" && (n.DataAtom == atom.Address || n.DataAtom == atom.Div || n.DataAtom == atom.P)) {
			break
		}
	}
	b.closeP()
	b.element(t)
}

func contains(names []atom.Atom, a atom.Atom) bool {
	for _, n := range names {
		if n == a {
			return true
		}
	}
	return false
}

// startAnchor opens a link; one still open is closed first, for links do not nest.
func (b *builder) startAnchor(t *token) {
	for i := len(b.active) - 1; i >= 0 && b.active[i].Node != nil; i-- {
		b.work++
		if n := b.active[i].Node; n.DataAtom == atom.A {
			b.adopt(t)
			if at := b.activeIndex(n); at >= 0 {
				b.active = append(b.active[:at], b.active[at+1:]...)
			}
			if at := b.depthOf(n); at >= 0 {
				b.removeOpen(at)
			}
			break
		}
	}
	b.reconstruct()
	b.addFormatting(b.element(t), *t)
}

func (b *builder) startOption(t *token) {
	switch {
	case b.inScope(defaultScope, atom.Select) < 0:
		if b.is(atom.Option) {
			b.pop()
		}
	case t.atom == atom.Option:
		b.popImplied(atom.Optgroup)
	default:
		b.popImplied()
	}
	b.reconstruct()
	b.element(t)
}
