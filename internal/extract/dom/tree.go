package dom

import (
	"errors"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ErrTooLarge says that a page is larger than anything a browser would show.
var ErrTooLarge = errors.New("the page is larger than 1 GB")

// ErrTooComplex says that a page's markup multiplies itself beyond any honest page: its misnested formatting would have
// to be repeated or searched for too many times.
var ErrTooComplex = errors.New("the page's markup is too complex to read: look for formatting elements that are never closed")

// Span is where a node stands in the source, in bytes. For an element, Start and End bound its start tag, and CloseStart
// and CloseEnd its end tag; where the source has no such tag the two are equal and say where it would stand. For any
// other node, Start and End bound it whole.
type Span struct {
	Start, End           int
	CloseStart, CloseEnd int
}

// span is a Span in half the room; a page is much smaller than 2 GB.
type span struct{ start, end, closeStart, closeEnd int32 }

func (s span) wide() Span { return Span{int(s.start), int(s.end), int(s.closeStart), int(s.closeEnd)} }

// HasOpen reports whether the element has a start tag of its own in the source.
func (s Span) HasOpen() bool { return s.End > s.Start }

// HasClose reports whether the element has an end tag in the source.
func (s Span) HasClose() bool { return s.CloseEnd > s.CloseStart }

// Range is a part of the source, in bytes.
type Range struct{ Start, End int }

// Tree is a parsed page.
type Tree struct {
	Doc *html.Node
	Src string

	nodes []*html.Node // in the order of the source
	spans []span       // of nodes
	// more has the further pieces of text nodes that the source has in pieces.
	more  map[*html.Node][]Range
	hint  int
	index map[*html.Node]int
}

// window is how far around the last node asked for the next is looked for first. Walks ask for nodes nearly in the order
// of the source, which saves building the index.
const window = 24

// Span returns where a node of the tree stands; it reports false for nodes that have no place in the source.
func (t *Tree) Span(n *html.Node) (Span, bool) {
	for i := t.hint; i < min(len(t.nodes), t.hint+window); i++ {
		if t.nodes[i] == n {
			t.hint = i
			return t.spans[i].wide(), true
		}
	}
	for i := t.hint - 1; i >= max(0, t.hint-window); i-- {
		if t.nodes[i] == n {
			t.hint = i
			return t.spans[i].wide(), true
		}
	}
	if t.index == nil {
		t.index = make(map[*html.Node]int, len(t.nodes))
		for i, n := range t.nodes {
			t.index[n] = i
		}
	}
	i, ok := t.index[n]
	if !ok {
		return Span{}, false
	}
	t.hint = i
	return t.spans[i].wide(), true
}

// Pieces returns the parts of the source that a text node's text was made of, in the order of the text: one, and for few
// texts more.
func (t *Tree) Pieces(n *html.Node) (first Range, more []Range) {
	s, _ := t.Span(n)
	if len(t.more) > 0 {
		more = t.more[n]
	}
	return Range{s.Start, s.End}, more
}

// Parse reads a page as a browser does that runs no scripts. src is UTF-8 without a byte order mark. The errors are
// [ErrTooLarge] and [ErrTooComplex]; as in browsers, elements nested deeper than 512 become siblings in the tree.
func Parse(src string) (*Tree, error) {
	if len(src) > 1<<30 {
		return nil, ErrTooLarge
	}
	b := newBuilder(src)
	for {
		b.z.next(&b.next)
		if !b.feed(&b.next) {
			break
		}
		if b.work > b.budget {
			return nil, ErrTooComplex
		}
	}
	b.finish()
	return b.tree, nil
}

// Attr is where an attribute stands in the source.
type Attr struct {
	Name  Range
	Value Range // without the quotes; empty where there is none
	End   int   // after the closing quote
	Quote byte  // 0 where the value has no quotes
}

// Attr finds an attribute in an element's start tag by the name that the parsed element has for it.
func (t *Tree) Attr(s Span, key string) (Attr, bool) {
	if !s.HasOpen() {
		return Attr{}, false
	}
	src := t.Src[:s.End]
	for i := t.TagNameEnd(s); i < len(src) && src[i] != '>'; {
		var a rawAttr
		a, i = scanAttr(src, i)
		if a.nameEnd > 0 && attrName(src[a.nameStart:a.nameEnd]) == lowerASCII(key) {
			return Attr{Range{a.nameStart, a.nameEnd}, Range{a.valueStart, a.valueEnd}, a.end, a.quote}, true
		}
	}
	return Attr{}, false
}

// TagNameEnd returns where the name of an element's start tag ends, and a new attribute may be put.
func (t *Tree) TagNameEnd(s Span) int {
	i := s.Start + 1
	for i < s.End && !IsSpace(t.Src[i]) && t.Src[i] != '/' && t.Src[i] != '>' {
		i++
	}
	return i
}

// open is an element on the stack of open elements.
type open struct {
	*html.Node
	i int // in Tree.nodes
}

// format is an entry of the list of active formatting elements; its element is nil for a marker.
type format struct {
	open
	tag token // the start tag that it was made of, for clones
}

type builder struct {
	z     tokenizer
	tree  *Tree
	slab  []html.Node
	attr  []html.Attribute // of the tag at hand
	attrs []html.Attribute // for elements, to cut from

	stack    []open
	counts   [256]int // open HTML elements by the slot of their names: what isn't open needs no search
	active   []format
	mode     mode
	original mode
	template []mode

	head, form *html.Node
	formOpen   open
	foster     bool
	framesetOK bool
	quirks     bool
	skipLF     bool
	pending    []token // table text
	tok        *token
	next       token // what tok points to, but for made-up ones

	textNode  *html.Node // whose text is in textBuf
	textIndex int
	textBuf   []byte

	work, budget int
}

// slot gives a name a place in a small table; names may share one.
func slot(a atom.Atom) uint8 { return uint8(a>>8) ^ uint8(a>>17) }

func newBuilder(src string) *builder {
	b := &builder{
		z:          tokenizer{src: src},
		tree:       &Tree{Src: src, Doc: &html.Node{Type: html.DocumentNode}, more: map[*html.Node][]Range{}},
		framesetOK: true,
		budget:     64*len(src) + 1<<22,
	}
	guess := len(src)/12 + 16
	b.tree.nodes = make([]*html.Node, 0, guess)
	b.tree.spans = make([]span, 0, guess)
	b.z.foreign = func() bool {
		n := b.current()
		return n != nil && n.Namespace != ""
	}
	return b
}

// maxDepth is where browsers stop nesting.
const maxDepth = 512

func (b *builder) current() *html.Node {
	if len(b.stack) == 0 {
		return nil
	}
	return b.stack[len(b.stack)-1].Node
}

func (b *builder) newNode(n html.Node, start, end int) open {
	if len(b.slab) == 0 {
		b.slab = make([]html.Node, min(max(len(b.tree.nodes), 16), 512))
	}
	p := &b.slab[0]
	b.slab = b.slab[1:]
	p.Type, p.DataAtom, p.Data, p.Namespace, p.Attr = n.Type, n.DataAtom, n.Data, n.Namespace, n.Attr
	b.tree.nodes = append(b.tree.nodes, p)
	b.tree.spans = append(b.tree.spans, span{int32(start), int32(end), int32(end), int32(end)})
	b.work += 16
	return open{p, len(b.tree.nodes) - 1}
}

// place is the standard's appropriate place for inserting a node, with foster parenting and the browsers' limit of depth.
func (b *builder) place() (parent, before *html.Node) {
	parent = b.current()
	if parent == nil {
		return b.tree.Doc, nil
	}
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
		n := b.stack[i].Node
		if n.Namespace != "" {
			continue
		}
		switch n.DataAtom {
		case atom.Template:
			return n, nil
		case atom.Table:
			if n.Parent != nil {
				return n.Parent, n
			}
			return b.stack[i-1].Node, nil
		}
	}
	return b.stack[0].Node, nil
}

func (b *builder) add(o open) {
	parent, before := b.place()
	parent.InsertBefore(o.Node, before)
}

func (b *builder) push(o open) {
	b.stack = append(b.stack, o)
	if o.Namespace == "" {
		b.counts[slot(o.DataAtom)]++
	}
}

// element makes an element of a start tag, inserts it and opens it.
func (b *builder) element(t *token) open { return b.elementNS(t, "") }

func (b *builder) elementNS(t *token, ns string) open {
	n := html.Node{Type: html.ElementNode, Data: t.name, DataAtom: t.atom, Namespace: ns}
	if t.attrs > 0 && t.attrs < t.end-1 {
		n.Attr = b.attributes(t)
	}
	if ns != "" {
		adjustForeign(&n)
	}
	o := b.newNode(n, t.start, t.end)
	b.add(o)
	b.push(o)
	return o
}

// attributes decodes a tag's attributes into a slice cut from a larger one.
func (b *builder) attributes(t *token) []html.Attribute {
	b.attr = appendAttributes(b.attr[:0], b.z.src[:t.end], t.attrs)
	n := len(b.attr)
	if n > len(b.attrs) {
		b.attrs = make([]html.Attribute, max(n, min(len(b.tree.nodes)/2+16, 512)))
	}
	attrs := b.attrs[:n:n]
	b.attrs = b.attrs[n:]
	copy(attrs, b.attr)
	return attrs
}

// implied makes an element that the source has no tag for.
func (b *builder) implied(a atom.Atom) open {
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

func (b *builder) closed(o open) {
	if o.Namespace == "" {
		b.counts[slot(o.DataAtom)]--
	}
	s := &b.tree.spans[o.i]
	if at := int32(b.tok.start); at >= s.end && s.closeStart == s.closeEnd {
		s.closeStart, s.closeEnd = at, at
	}
}

// endTagOf notes that the current token is the end tag of o, if it is.
func (b *builder) endTagOf(o open) {
	if s := &b.tree.spans[o.i]; b.tok.kind == endTag && b.tok.start >= int(s.end) {
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
	b.closed(b.stack[i])
	b.stack = append(b.stack[:i], b.stack[i+1:]...)
}

func (b *builder) depthOf(n *html.Node) int {
	for i := len(b.stack) - 1; i >= 0; i-- {
		b.work++
		if b.stack[i].Node == n {
			return i
		}
	}
	return -1
}

func (b *builder) finish() {
	b.flushText()
	end := token{start: len(b.z.src), end: len(b.z.src)}
	b.tok = &end
	for len(b.stack) > 0 {
		b.pop()
	}
}

func (b *builder) addComment(t *token, parent *html.Node) {
	o := b.newNode(html.Node{Type: html.CommentNode, Data: noNull(t.data)}, t.start, t.end)
	if parent != nil {
		parent.AppendChild(o.Node)
		return
	}
	b.add(o)
}
