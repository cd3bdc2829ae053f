package dom

import (
	"context"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// builder makes a tree of tokens. It is the standard's tree construction, and its fields have the standard's names.
type builder struct {
	z     tokenizer
	tree  *Tree
	tag   []html.Attribute // the attributes of the current tag, in memory that is used again
	attrs []html.Attribute // memory for the attributes of elements to come

	stack    []*node // of open elements
	counts   openCounts
	active   formatting
	mode     mode
	original mode   // the mode to return to after raw text and table text
	template []mode // the stack of template insertion modes

	head, form *node
	foster     bool // foster parenting is enabled
	framesetOK bool
	quirks     bool
	skipLF     bool    // a line feed that comes next is dropped
	pending    []token // pending table character tokens
	tok        *token  // the current token
	next       token   // the token that the tokenizer read last

	joined   map[*html.Node][]byte     // texts that come in pieces
	attrKeys map[*node]map[string]bool // of elements that repeated tags give attributes to

	ctx    context.Context // nil where nobody waits
	work   int             // steps taken
	budget int             // steps after which the page is refused
	moved  int             // how often elements were taken from the middle of the stack, or moved in the tree
}

func newBuilder(src string) *builder {
	b := &builder{
		z:          tokenizer{src: src},
		tree:       &Tree{Src: src, Doc: &html.Node{Type: html.DocumentNode}, more: map[*html.Node][]Range{}},
		framesetOK: true,
		budget:     32*len(src) + 1<<22, // real pages take 2 to 5 steps a byte, and the worst of TestGrowth 16
	}
	b.tree.nodes.grow(strings.Count(src, "<") + 8)
	b.z.foreign = func() bool {
		n := b.current()
		return n != nil && n.Namespace != ""
	}
	return b
}

const (
	// maxDepth is where browsers stop nesting.
	maxDepth = 512
	// mostDepth is how deep a tree may be. Misnested markup may make it deeper than maxDepth. The bound lets others walk
	// a tree by recursion.
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
	asked := 0 // at how many steps the context was asked last
	for more := true; more; {
		if b.ctx != nil && b.work-asked > 1<<16 {
			if asked = b.work; b.ctx.Err() != nil {
				return false
			}
		}
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

// newNode makes a node that stands at a place in the source.
func (b *builder) newNode(kind html.NodeType, data string, start, end int) *node {
	n := b.tree.nodes.add()
	n.Type, n.Data = kind, data
	n.span = span{int32(start), int32(end), int32(end), int32(end)}
	b.work += 16
	return n
}

// finish closes what is open at the end of the source.
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

// cuts returns the beginnings of what the end of the source breaks off: of open elements whose content is raw text, or
// in which markup would not stay as it is, and of what the tokenizer was reading.
func (b *builder) cuts() []int {
	var at []int
	for i, o := range b.stack {
		if b.mode == inText && i == len(b.stack)-1 || o.Namespace != "" || refusesMarkup(o.DataAtom) {
			at = append(at, int(o.span.start))
		}
	}
	if b.z.broken > 0 {
		at = append(at, b.z.broken-1)
	}
	return at
}

// refusesMarkup reports whether an element drops markup in it, moves it elsewhere, or does not show it.
func refusesMarkup(a atom.Atom) bool {
	switch a {
	case atom.Plaintext, atom.Select, atom.Table, atom.Template, atom.Noscript, atom.Frameset:
		return true
	}
	return false
}
