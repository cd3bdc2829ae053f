package dom

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// mergeAttrs adds the attributes that a repeated html or body tag has and the element has not.
func (b *builder) mergeAttrs(n *node, t *token) {
	keys := b.attrKeys[n]
	if keys == nil {
		keys = map[string]bool{}
		for _, a := range n.Attr {
			keys[a.Key] = true
		}
		if b.attrKeys == nil {
			b.attrKeys = map[*node]map[string]bool{}
		}
		b.attrKeys[n] = keys
	}
	for _, a := range attributes(b.z.src[:t.end], t.attrs) {
		b.work++
		if !keys[a.Key] {
			keys[a.Key] = true
			n.Attr = append(n.Attr, a)
		}
	}
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
	open := b.counts.mayHave(names...)
	for i := len(b.stack) - 1; i >= 0 && open; i-- {
		b.work++
		n := b.stack[i]
		if n.Namespace == "" && contains(names, n.DataAtom) {
			b.popImplied(n.DataAtom)
			b.popTo(i)
			break
		}
		transparent := n.Namespace == "" && (n.DataAtom == atom.Address || n.DataAtom == atom.Div || n.DataAtom == atom.P)
		if special(n) && !transparent {
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
	if i := b.lastActive("a"); i >= 0 {
		n := b.active.entries[i].node
		b.adopt(t)
		if at := b.activeIndex(n); at >= 0 {
			b.removeActive(at)
		}
		if at := b.depthOf(n); at >= 0 {
			b.removeOpen(at)
		}
	}
	b.reconstruct()
	b.startFormatting(t)
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
