package dom

import (
	"hash/maphash"
	"slices"

	"golang.org/x/net/html/atom"
)

// formatting is the standard's list of active formatting elements: those that blocks interrupt and that are opened
// again after them.
type formatting struct {
	entries []formatEntry
	markers int
	seed    maphash.Seed
	alike   map[uint64]int // how many entries have a likeness
}

// formatEntry is an element, or a marker where the element is nil.
type formatEntry struct {
	*node
	// likeness is the same for elements of the same name and attributes that no marker separates.
	likeness uint64
}

func (f *formatting) addMarker() {
	f.entries = append(f.entries, formatEntry{})
	f.markers++
}

func (f *formatting) clearToMarker() {
	for len(f.entries) > 0 {
		last := f.entries[len(f.entries)-1]
		f.entries = f.entries[:len(f.entries)-1]
		if last.node == nil {
			f.markers--
			return
		}
		f.alike[last.likeness]--
	}
}

// add puts an element on the list. No more than three elements may be alike: a fourth takes the earliest off.
func (f *formatting) add(n *node) (work int) {
	e := formatEntry{n, f.likenessOf(n)}
	if f.alike[e.likeness] >= 3 {
		earliest, found := len(f.entries), 0
		for found < 3 {
			earliest--
			if f.entries[earliest].likeness == e.likeness {
				found++
			}
		}
		work = len(f.entries) - earliest
		f.remove(earliest)
	}
	f.entries = append(f.entries, e)
	f.alike[e.likeness]++
	return work + len(n.Attr)
}

func (f *formatting) likenessOf(n *node) uint64 {
	if f.alike == nil {
		f.alike, f.seed = map[uint64]int{}, maphash.MakeSeed()
	}
	likeness := maphash.String(f.seed, n.Data) + uint64(f.markers)
	for i := range n.Attr {
		var h maphash.Hash
		h.SetSeed(f.seed)
		_, _ = h.WriteString(n.Attr[i].Key)
		_ = h.WriteByte(0)
		_, _ = h.WriteString(n.Attr[i].Val)
		likeness += h.Sum64() // in any order
	}
	return likeness
}

func (f *formatting) remove(i int) {
	f.alike[f.entries[i].likeness]--
	f.entries = slices.Delete(f.entries, i, i+1)
}

// move replaces the entry at from by n, which is like it, and puts it at to.
func (f *formatting) move(from, to int, n *node) {
	e := formatEntry{n, f.entries[from].likeness}
	f.entries = slices.Delete(f.entries, from, from+1)
	if from < to {
		to--
	}
	f.entries = slices.Insert(f.entries, min(to, len(f.entries)), e)
}

// clone makes the element of a formatting entry once more. It has no tag of its own in the source.
func (b *builder) clone(n *node) *node {
	o := b.newNode(n.Type, n.Data, b.tok.start, b.tok.start)
	o.DataAtom, o.Namespace, o.Attr = n.DataAtom, n.Namespace, slices.Clone(n.Attr)
	b.work += len(o.Attr)
	return o
}

// startFormatting opens a formatting element.
func (b *builder) startFormatting(t *token) {
	b.work += b.active.add(b.element(t))
}

// reconstruct opens again the formatting elements that a block closed.
func (b *builder) reconstruct() {
	entries := b.active.entries
	i := len(entries)
	for i > 0 && entries[i-1].node != nil && !entries[i-1].onStack {
		b.work++
		i--
	}
	for ; i < len(entries); i++ {
		o := b.clone(entries[i].node)
		b.add(o)
		b.push(o)
		entries[i].node = o
	}
}

// activeIndex returns where an element is on the list of active formatting elements, or -1.
func (b *builder) activeIndex(n *node) int {
	for i := len(b.active.entries) - 1; i >= 0; i-- {
		b.work++
		if b.active.entries[i].node == n {
			return i
		}
	}
	return -1
}

// lastActive returns where the last element of a name is on the list of active formatting elements, after the last
// marker, or -1.
func (b *builder) lastActive(name string) int {
	for i := len(b.active.entries) - 1; i >= 0 && b.active.entries[i].node != nil; i-- {
		b.work++
		if n := b.active.entries[i].node; n.Data == name && n.Namespace == "" {
			return i
		}
	}
	return -1
}

// removeActive takes an entry off the list of active formatting elements.
func (b *builder) removeActive(i int) {
	b.work += len(b.active.entries) - i
	b.active.remove(i)
}

// adopt is the standard's adoption agency algorithm, for the end tag of a formatting element.
func (b *builder) adopt(t *token) {
	if n := b.current(); n.Namespace == "" && n.Data == t.name && b.activeIndex(n) < 0 {
		b.popTo(len(b.stack) - 1)
		return
	}
	for range 8 {
		f := b.lastActive(t.name)
		if f < 0 {
			b.otherEndTag(t)
			return
		}
		depth := b.depthOf(b.active.entries[f].node)
		if depth < 0 {
			b.removeActive(f)
			return
		}
		if !b.reachable(depth) {
			return
		}
		furthest := b.furthestBlock(depth)
		if furthest < 0 {
			b.popTo(depth)
			b.removeActive(f)
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

// rearrange is the inner part of the adoption agency. It moves what the formatting element wrongly spans: f is where
// that is among the active ones, and depth where it is on the stack; furthest is where the block within it is.
func (b *builder) rearrange(f, depth, furthest int) {
	element, block := b.active.entries[f].node, b.stack[furthest]
	b.moved++
	bookmark := f
	last := block
	above := slices.Clone(b.stack[depth+1 : furthest])
	b.work += len(above)
	for n, i := 1, len(above)-1; i >= 0; n, i = n+1, i-1 {
		node := above[i]
		a := b.activeIndex(node)
		if n > 3 && a >= 0 {
			b.removeActive(a)
			if a < bookmark {
				bookmark--
			}
			a = -1
		}
		if a < 0 {
			b.removeOpen(b.depthOf(node))
			continue
		}
		o := b.clone(node)
		b.replaceOpen(node, o)
		b.active.entries[a].node = o
		if last == block {
			bookmark = a + 1
		}
		detach(last)
		o.AppendChild(&last.Node)
		last = o
	}
	detach(last)
	b.placeIn(depth-1, last)
	o := b.clone(element)
	for c := block.FirstChild; c != nil; c = block.FirstChild {
		b.work++
		block.RemoveChild(c)
		o.AppendChild(c)
	}
	block.AppendChild(&o.Node)
	b.active.move(b.activeIndex(element), bookmark, o)
	b.endTagOf(element)
	b.removeOpen(b.depthOf(element))
	b.insertOpen(b.depthOf(block)+1, o)
}

// placeIn inserts n into the element at a depth, by foster parenting where that is a part of a table, and within the
// browsers' limit of depth.
func (b *builder) placeIn(depth int, n *node) {
	ancestor := &b.stack[depth].Node
	if ancestor.Namespace == "" {
		switch ancestor.DataAtom {
		case atom.Table, atom.Tbody, atom.Tfoot, atom.Thead, atom.Tr:
			parent, before := b.fosterPlace()
			parent.InsertBefore(&n.Node, before)
			return
		}
	}
	if depth >= maxDepth && ancestor.Parent != nil {
		ancestor = ancestor.Parent
	}
	ancestor.AppendChild(&n.Node)
}

func detach(n *node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(&n.Node)
	}
}
