package dom

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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
	if body := &b.stack[1].Node; body.Parent != nil {
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
		b.form = o
	}
}

// listItem opens a list item and closes the one before it.
func (b *builder) listItem(t *token, names ...atom.Atom) {
	b.framesetOK = false
	open := int32(0)
	for _, a := range names {
		open += b.counts[slot(a)]
	}
	for i := len(b.stack) - 1; i >= 0 && open > 0; i-- {
		b.work++
		n := b.stack[i]
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
	for i := len(b.active) - 1; i >= 0 && b.active[i] != nil; i-- {
		b.work++
		if n := b.active[i]; n.DataAtom == atom.A {
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
	b.addFormatting(b.element(t))
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
