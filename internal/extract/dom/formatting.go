package dom

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func (b *builder) addMarker() { b.active = append(b.active, nil) }

func (b *builder) clearToMarker() {
	for len(b.active) > 0 {
		last := b.active[len(b.active)-1]
		b.active = b.active[:len(b.active)-1]
		if last == nil {
			return
		}
	}
}

// addFormatting puts an element on the list of active formatting elements, of which no more than three may be alike.
func (b *builder) addFormatting(n *node) {
	alike, first := 0, -1
	for i := len(b.active) - 1; i >= 0 && b.active[i] != nil; i-- {
		b.work++
		if sameElement(b.active[i], n) {
			alike++
			first = i
		}
	}
	if alike >= 3 {
		b.active = slices.Delete(b.active, first, first+1)
	}
	b.active = append(b.active, n)
}

func sameElement(x, y *node) bool {
	if x.Data != y.Data || x.Namespace != y.Namespace || len(x.Attr) != len(y.Attr) {
		return false
	}
	for _, a := range x.Attr {
		if !slices.Contains(y.Attr, a) {
			return false
		}
	}
	return true
}

// clone makes the element of a formatting entry once more; it has no tag of its own in the source.
func (b *builder) clone(f *node) *node {
	o := b.newNode(html.ElementNode, f.Data, b.tok.start, b.tok.start)
	o.DataAtom, o.Namespace, o.Attr = f.DataAtom, f.Namespace, slices.Clone(f.Attr)
	b.work += len(o.Attr)
	return o
}

// reconstruct opens again the formatting elements that a block closed.
func (b *builder) reconstruct() {
	i := len(b.active) - 1
	if i < 0 || b.active[i] == nil || b.active[i].onOpen {
		return
	}
	for i > 0 && b.active[i-1] != nil && !b.active[i-1].onOpen {
		b.work++
		i--
	}
	for ; i < len(b.active); i++ {
		o := b.clone(b.active[i])
		b.add(o)
		b.push(o)
		b.active[i] = o
	}
}

func (b *builder) activeIndex(n *node) int {
	for i := len(b.active) - 1; i >= 0; i-- {
		b.work++
		if b.active[i] == n {
			return i
		}
	}
	return -1
}

// adopt is the standard's adoption agency algorithm, for the end tag of a formatting element.
func (b *builder) adopt(t *token) {
	if n := b.current(); n.Namespace == "" && n.Data == t.name && b.activeIndex(n) < 0 {
		b.popTo(len(b.stack) - 1)
		return
	}
	for range 8 {
		f := -1
		for i := len(b.active) - 1; i >= 0 && b.active[i] != nil; i-- {
			if b.active[i].Data == t.name && b.active[i].Namespace == "" {
				f = i
				break
			}
		}
		if f < 0 {
			b.otherEndTag(t)
			return
		}
		element := b.active[f]
		depth := b.depthOf(element)
		if depth < 0 {
			b.active = slices.Delete(b.active, f, f+1)
			return
		}
		if !b.reachable(depth) {
			return
		}
		furthest := b.furthestBlock(depth)
		if furthest < 0 {
			b.popTo(depth)
			b.active = slices.Delete(b.active, f, f+1)
			return
		}
		b.rearrange(f, depth, furthest)
	}
}

// reachable reports whether the element at that depth is in scope.
func (b *builder) reachable(depth int) bool {
	for i := len(b.stack) - 1; i > depth; i-- {
		b.work++
		if stops(b.stack[i], defaultScope) {
			return false
		}
	}
	return true
}

func (b *builder) furthestBlock(depth int) int {
	for i := depth + 1; i < len(b.stack); i++ {
		b.work++
		if special(b.stack[i]) {
			return i
		}
	}
	return -1
}

// rearrange is the inner part of the adoption agency: it moves what the formatting element at depth wrongly spans.
func (b *builder) rearrange(f, depth, furthest int) {
	formatting, block, ancestor := b.active[f], b.stack[furthest], b.stack[depth-1]
	bookmark := f
	last := block
	above := slices.Clone(b.stack[depth+1 : furthest])
	b.work += len(b.stack)
	for n, i := 1, len(above)-1; i >= 0; n, i = n+1, i-1 {
		node := above[i]
		a := b.activeIndex(node)
		if n > 3 && a >= 0 {
			b.active = slices.Delete(b.active, a, a+1)
			if a < bookmark {
				bookmark--
			}
			a = -1
		}
		if a < 0 {
			b.removeOpen(b.depthOf(node))
			continue
		}
		o := b.clone(b.active[a])
		at := b.depthOf(node)
		b.closed(b.stack[at])
		b.stack[at] = o
		b.opened(o)
		b.active[a] = o
		if last == block {
			bookmark = a + 1
		}
		detach(last)
		o.AppendChild(&last.Node)
		last = o
	}
	detach(last)
	b.placeAt(ancestor, last)
	o := b.clone(formatting)
	for c := block.FirstChild; c != nil; c = block.FirstChild {
		b.work++
		block.RemoveChild(c)
		o.AppendChild(c)
	}
	block.AppendChild(&o.Node)
	b.moveActive(formatting, o, bookmark)
	at := b.depthOf(formatting)
	b.endTagOf(formatting)
	b.removeOpen(at)
	b.stack = slices.Insert(b.stack, b.depthOf(block)+1, o)
	b.opened(o)
}

// moveActive replaces a formatting entry by its clone at the bookmark.
func (b *builder) moveActive(f, o *node, bookmark int) {
	at := b.activeIndex(f)
	b.active = slices.Delete(b.active, at, at+1)
	if at < bookmark {
		bookmark--
	}
	b.active = slices.Insert(b.active, min(bookmark, len(b.active)), o)
}

// placeAt inserts n into an ancestor, by foster parenting where that is a part of a table.
func (b *builder) placeAt(ancestor, n *node) {
	if ancestor.Namespace == "" {
		switch ancestor.DataAtom {
		case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
			parent, before := b.fosterPlace()
			parent.InsertBefore(&n.Node, before)
			return
		}
	}
	ancestor.AppendChild(&n.Node)
}

func detach(n *node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(&n.Node)
	}
}
