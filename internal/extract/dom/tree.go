package dom

import (
	"errors"
	"sync"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
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
	// cuts are where that begins which the end of the source breaks off: a tag, a comment, an element of raw text, a table, a
	// drawing. What is put behind would be swallowed or moved.
	cuts []int

	// chunks hold the nodes in the order of the source: there are no pointers to follow, and nothing moves when more come.
	chunks []*chunk
	nodes  int
	// more has the further pieces of text nodes that the source has in pieces.
	more  map[*html.Node][]Range
	hint  int
	index map[*html.Node]int
}

// node is a node of the tree and where it stands.
type node struct {
	html.Node
	span span
}

type chunk [256]node

// maxSpare is how many chunks of a tree are kept: a large page is rare, and to clear its memory takes as long as to have
// it collected.
const maxSpare = 64

// spare holds chunks of trees that were released, for trees to come.
var spare = sync.Pool{New: func() any { return new(chunk) }}

func (t *Tree) at(i int) *node {
	return &t.chunks[uint(i)/uint(len(chunk{}))][uint(i)%uint(len(chunk{}))]
}

// grow adds a node to the tree.
func (t *Tree) grow() *node {
	if t.nodes == len(t.chunks)*len(chunk{}) {
		t.chunks = append(t.chunks, spare.Get().(*chunk))
	}
	t.nodes++
	return t.at(t.nodes - 1)
}

// Release gives the tree's memory back for other trees. Neither the tree nor any of its nodes may be used afterwards;
// their names, texts and attributes may.
func (t *Tree) Release() {
	for i, c := range t.chunks[:min(len(t.chunks), maxSpare)] {
		clear(c[:min(len(c), t.nodes-i*len(c))])
		spare.Put(c)
	}
	*t = Tree{}
}

// window is how far around the last node asked for the next is looked for first. Walks ask for nodes nearly in the order
// of the source, which saves building the index.
const window = 24

// Span returns where a node of the tree stands; it reports false for nodes that have no place in the source.
func (t *Tree) Span(n *html.Node) (Span, bool) {
	for i := t.hint; i < min(t.nodes, t.hint+window); i++ {
		if m := t.at(i); &m.Node == n {
			t.hint = i
			return m.span.wide(), true
		}
	}
	for i := t.hint - 1; i >= max(0, t.hint-window); i-- {
		if m := t.at(i); &m.Node == n {
			t.hint = i
			return m.span.wide(), true
		}
	}
	if t.index == nil {
		t.index = make(map[*html.Node]int, t.nodes)
		for i := range t.nodes {
			t.index[&t.at(i).Node] = i
		}
	}
	i, ok := t.index[n]
	if !ok {
		return Span{}, false
	}
	t.hint = i
	return t.at(i).span.wide(), true
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
		if b.next.kind == endOfFile {
			b.tree.cuts = b.cuts()
		}
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

// Uncut returns where markup for an element is to be put that would go to at: there, or before what the source's end breaks
// off within the element.
func (t *Tree) Uncut(s Span, at int) int {
	for _, c := range t.cuts {
		if c < at && (c > s.Start || !s.HasOpen()) {
			return c
		}
	}
	return at
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
	for i < s.End && !ascii.IsSpace(t.Src[i]) && t.Src[i] != '/' && t.Src[i] != '>' {
		i++
	}
	return i
}
