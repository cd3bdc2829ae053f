package dom

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

type builder struct {
	z     tokenizer
	tree  *Tree
	attr  []html.Attribute // of the tag at hand
	attrs []html.Attribute // for elements, to cut from

	stack    []*node // of open elements
	counts   openCounts
	active   formatting
	mode     mode
	original mode
	template []mode

	head, form *node
	foster     bool
	framesetOK bool
	quirks     bool
	skipLF     bool
	pending    []token // table text
	tok        *token
	next       token // what tok points to, but for made-up ones

	joined   map[*html.Node][]byte     // texts that come in pieces
	attrKeys map[*node]map[string]bool // of elements that repeated tags give attributes to

	work, budget int
	moved        int // how often elements were taken from amid the stack, or moved in the tree
}

func newBuilder(src string) *builder {
	b := &builder{
		z:          tokenizer{src: src},
		tree:       &Tree{Src: src, Doc: &html.Node{Type: html.DocumentNode}, more: map[*html.Node][]Range{}},
		framesetOK: true,
		budget:     32*len(src) + 1<<22, // honest pages take 2 to 5 for a byte, the worst that is linear 16
	}
	b.tree.nodes.grow(strings.Count(src, "<") + 8)
	b.z.foreign = func() bool {
		n := b.current()
		return n != nil && n.Namespace != ""
	}
	return b
}

const (
	maxDepth = 512 // where browsers stop nesting
	// mostDepth is how deep a tree may be that misnested markup deepened further, so that it can be walked by recursion.
	mostDepth = 8 * maxDepth
)

// deepest returns the depth of the tree.
func (b *builder) deepest() (deepest int) {
	depth := 0
	for n := b.tree.Doc; n != nil; n = n.NextSibling {
		for ; n.FirstChild != nil; n = n.FirstChild {
			depth++
		}
		deepest = max(deepest, depth)
		for ; n.NextSibling == nil && n.Parent != nil; n = n.Parent {
			depth--
		}
	}
	return deepest
}

// build reads the source. It gives up and reports false where that would take too much work.
func (b *builder) build() bool {
	for more := true; more; {
		b.z.next(&b.next)
		if b.next.kind == endOfFile {
			b.tree.cuts = b.cuts()
		}
		more = b.feed(&b.next)
		if b.work > b.budget {
			return false
		}
	}
	b.finish()
	// Each move may make the tree a little deeper than the stack.
	return b.moved <= maxDepth || b.deepest() <= mostDepth
}

func (b *builder) current() *node {
	if len(b.stack) == 0 {
		return nil
	}
	return b.stack[len(b.stack)-1]
}

func (b *builder) newNode(kind html.NodeType, data string, start, end int) *node {
	n := b.tree.nodes.add()
	n.Type, n.Data = kind, data
	n.span = span{int32(start), int32(end), int32(end), int32(end)}
	b.work += 16
	return n
}

// place is the standard's appropriate place for inserting a node, with foster parenting and the browsers' limit of depth.
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

func (b *builder) add(n *node) {
	parent, before := b.place()
	parent.InsertBefore(&n.Node, before)
}

func (b *builder) push(n *node) {
	b.stack = append(b.stack, n)
	b.opened(n)
}

// opened notes that an element is on the stack.
func (b *builder) opened(n *node) {
	n.onStack = true
	b.counts.add(n, 1)
}

// element makes an element of a start tag, inserts it and opens it.
func (b *builder) element(t *token) *node { return b.elementNS(t, "") }

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
	b.attr = appendAttributes(b.attr[:0], b.z.src[:t.end], t.attrs)
	n := len(b.attr)
	if n > len(b.attrs) {
		b.attrs = make([]html.Attribute, max(n, min(b.tree.nodes.count/2+16, 512)))
	}
	attrs := b.attrs[:n:n]
	b.attrs = b.attrs[n:]
	copy(attrs, b.attr)
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

func (b *builder) finish() {
	for n, text := range b.joined {
		n.Data = string(text)
	}
	end := token{start: len(b.z.src), end: len(b.z.src)}
	b.tok = &end
	for len(b.stack) > 0 {
		b.pop()
	}
}

// cuts finds where that begins which the source's end breaks off: open elements whose content is raw text or takes no
// markup as it is, and what the tokenizer was reading.
func (b *builder) cuts() []int {
	var at []int
	for i, o := range b.stack {
		if b.mode == inText && i == len(b.stack)-1 || o.Namespace != "" || closed(o.DataAtom) {
			at = append(at, int(o.span.start))
		}
	}
	if b.z.broken > 0 {
		at = append(at, b.z.broken-1)
	}
	return at
}

// closed reports whether an element's content takes no markup as it stands: it is dropped, moved elsewhere, or not shown.
func closed(a atom.Atom) bool {
	switch a {
	case atom.Plaintext, atom.Select, atom.Table, atom.Template, atom.Noscript, atom.Frameset:
		return true
	}
	return false
}

func (b *builder) addComment(t *token, parent *html.Node) {
	o := b.newNode(html.CommentNode, noNull(t.data), t.start, t.end)
	if parent != nil {
		parent.AppendChild(&o.Node)
		return
	}
	b.add(o)
}
