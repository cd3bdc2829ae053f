package dom

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// place returns the standard's appropriate place for inserting a node: before a node of a parent, or at the parent's
// end where before is nil. It heeds foster parenting and the browsers' limit of depth.
func (b *builder) place() (parent, before *html.Node) {
	n := b.current()
	if n == nil {
		return b.tree.Doc, nil
	}
	parent = &n.Node
	if b.foster && parent.Namespace == "" {
		switch parent.DataAtom {
		case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
			return b.fosterPlace()
		}
	}
	if len(b.stack) > maxDepth && parent.Parent != nil {
		parent = parent.Parent
	}
	return parent, nil
}

// fosterPlace returns the place for what may not stand in a table: before the table.
func (b *builder) fosterPlace() (parent, before *html.Node) {
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		n := b.stack[i]
		if n.Namespace != "" {
			continue
		}
		switch n.DataAtom {
		case atom.Template:
			return &n.Node, nil
		case atom.Table:
			if n.Parent != nil {
				return n.Parent, &n.Node
			}
			return &b.stack[i-1].Node, nil
		}
	}
	return &b.stack[0].Node, nil
}

// add inserts a node at the appropriate place.
func (b *builder) add(n *node) {
	parent, before := b.place()
	parent.InsertBefore(&n.Node, before)
}

// addComment inserts a comment at the end of a parent, or at the appropriate place where that is nil.
func (b *builder) addComment(t *token, parent *html.Node) {
	o := b.newNode(html.CommentNode, noNull(t.data), t.start, t.end)
	if parent != nil {
		parent.AppendChild(&o.Node)
		return
	}
	b.add(o)
}

// element makes an element of a start tag, inserts it and opens it.
func (b *builder) element(t *token) *node { return b.elementNS(t, "") }

// elementNS is element for a namespace: "", "svg" or "math".
func (b *builder) elementNS(t *token, ns string) *node {
	o := b.newNode(html.ElementNode, t.name, t.start, t.end)
	o.DataAtom, o.Namespace = t.atom, ns
	if t.attrs > 0 && t.attrs < t.end-1 {
		o.Attr = b.attributes(t)
	}
	if ns != "" {
		adjustForeign(&o.Node)
	}
	b.add(o)
	b.push(o)
	return o
}

// attributes decodes a tag's attributes into a slice cut from a larger one.
func (b *builder) attributes(t *token) []html.Attribute {
	b.tag = appendAttributes(b.tag[:0], b.z.src[:t.end], t.attrs)
	n := len(b.tag)
	if n > len(b.attrs) {
		b.attrs = make([]html.Attribute, max(n, min(b.tree.nodes.count/2+16, 512)))
	}
	attrs := b.attrs[:n:n]
	b.attrs = b.attrs[n:]
	copy(attrs, b.tag)
	return attrs
}

// implied makes an element that the source has no tag for.
func (b *builder) implied(a atom.Atom) *node {
	t := token{kind: startTag, start: b.tok.start, end: b.tok.start, name: a.String(), atom: a}
	return b.element(&t)
}

// void inserts an element without content.
func (b *builder) void(t *token) {
	b.element(t)
	b.pop()
}
