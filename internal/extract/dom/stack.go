package dom

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// current returns the innermost open element, or nil.
func (b *builder) current() *node {
	if len(b.stack) == 0 {
		return nil
	}
	return b.stack[len(b.stack)-1]
}

// push puts an element onto the stack of open elements.
func (b *builder) push(n *node) {
	b.stack = append(b.stack, n)
	b.opened(n)
}

// opened notes that an element is on the stack.
func (b *builder) opened(n *node) {
	n.onStack = true
	b.counts.add(n, 1)
}

// pop closes the current element where the current token begins.
func (b *builder) pop() {
	o := b.stack[len(b.stack)-1]
	b.stack = b.stack[:len(b.stack)-1]
	b.closed(o)
}

// closed notes that an element is not on the stack any more.
func (b *builder) closed(n *node) {
	n.onStack = false
	b.counts.add(n, -1)
	s := &n.span
	if at := int32(b.tok.start); at >= s.end && s.closeStart == s.closeEnd {
		s.closeStart, s.closeEnd = at, at
	}
}

// endTagOf notes that the current token is the end tag of n, if it is one.
func (b *builder) endTagOf(n *node) {
	if s := &n.span; b.tok.kind == endTag && b.tok.start >= int(s.end) {
		s.closeStart, s.closeEnd = int32(b.tok.start), int32(b.tok.end)
	}
}

// popTo closes elements up to and with the one at depth i, whose end tag the current token may be.
func (b *builder) popTo(i int) {
	o := b.stack[i]
	for len(b.stack) > i {
		b.pop()
	}
	if b.tok.kind == endTag && b.tok.name == lowerASCII(o.Data) {
		b.endTagOf(o)
	}
}

// removeOpen takes the element at depth i from the stack.
func (b *builder) removeOpen(i int) {
	b.work += len(b.stack) - i
	b.moved++
	b.closed(b.stack[i])
	b.stack = append(b.stack[:i], b.stack[i+1:]...)
}

// replaceOpen puts one element onto the stack in place of another.
func (b *builder) replaceOpen(old, n *node) {
	at := b.depthOf(old)
	b.closed(old)
	b.stack[at] = n
	b.opened(n)
}

// insertOpen puts an element onto the stack at a depth.
func (b *builder) insertOpen(i int, n *node) {
	b.work += len(b.stack) - i
	b.stack = slices.Insert(b.stack, i, n)
	b.opened(n)
}

// depthOf returns where an element is on the stack, or -1.
func (b *builder) depthOf(n *node) int {
	if !n.onStack {
		return -1
	}
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		if b.stack[i] == n {
			return i
		}
	}
	return -1
}

// popImplied generates implied end tags, except for elements of the names.
func (b *builder) popImplied(but ...atom.Atom) {
	for b.is(atom.Dd, atom.Dt, atom.Li, atom.Optgroup, atom.Option, atom.P, atom.Rb, atom.Rp, atom.Rt, atom.Rtc) {
		if b.is(but...) {
			return
		}
		b.pop()
	}
}

// popImpliedThoroughly generates all implied end tags thoroughly, as the end of a template does.
func (b *builder) popImpliedThoroughly() {
	for b.is(atom.Caption, atom.Colgroup, atom.Dd, atom.Dt, atom.Li, atom.Optgroup, atom.Option, atom.P, atom.Rb,
		atom.Rp, atom.Rt, atom.Rtc, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr) {
		b.pop()
	}
}

// clearTo closes elements up to one of the names, html or template.
func (b *builder) clearTo(names ...atom.Atom) {
	for len(b.stack) > 1 && !b.is(names...) && !b.is(atom.Html, atom.Template) {
		b.pop()
	}
}

// openCounts has the numbers of open elements by their names. A name that is not open needs no search on the stack.
// Each name has a slot in a small table, and several names may share one: a count above 0 only says that it may be
// open.
type openCounts struct{ html, foreign [256]int32 }

func slot(a atom.Atom, name string) uint8 {
	if a != 0 {
		return uint8(a>>8) ^ uint8(a>>17)
	}
	h := uint32(0)
	for i := range len(name) {
		h = h*31 + uint32(name[i]|0x20) // in any case: SVG's names have capitals
	}
	return uint8(h>>8) ^ uint8(h)
}

func (c *openCounts) add(n *node, delta int32) {
	i := slot(n.DataAtom, n.Data)
	if n.Namespace == "" {
		c.html[i] += delta
	} else {
		c.foreign[i] += delta
	}
}

// mayHave reports whether an HTML element of one of the names may be open.
func (c *openCounts) mayHave(names ...atom.Atom) bool {
	for _, a := range names {
		if c.html[slot(a, "")] > 0 {
			return true
		}
	}
	return false
}
