package dom

import (
	"context"
	"errors"

	"golang.org/x/net/html"
)

// ErrTooLarge says that a page is larger than anything a browser would show.
var ErrTooLarge = errors.New("the page is larger than 1 GB")

// ErrTooComplex says that a page's markup multiplies itself beyond any honest page: its misnested formatting would
// have to be repeated or searched for too many times.
var ErrTooComplex = errors.New(
	"the page's markup is too complex to read: look for formatting elements that are never closed")

const maxSize = 1 << 30

// Tree is a parsed page. Its methods only read, so several goroutines may use one tree at once.
type Tree struct {
	Doc *html.Node
	Src string

	nodes nodes
	// more has the further pieces of text nodes that the source has in pieces.
	more map[*html.Node][]Range
	// cuts are where that begins which the end of the source breaks off: a tag, a comment, an element of raw text, a
	// table, a drawing. What is put behind would be swallowed or moved.
	cuts []int
}

// Parse reads a page as a browser does that runs no scripts. src is UTF-8 without a byte order mark. The errors are
// [ErrTooLarge] and [ErrTooComplex]. As in browsers, elements nested deeper than 512 become siblings in the tree.
func Parse(src string) (*Tree, error) { return ParseContext(context.Background(), src) }

// ParseContext is [Parse], which ends with the context's error soon after the context does.
func ParseContext(ctx context.Context, src string) (*Tree, error) {
	if len(src) > maxSize {
		return nil, ErrTooLarge
	}
	b := newBuilder(src)
	b.ctx = ctx
	if !b.build() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return nil, ErrTooComplex
	}
	return b.tree, nil
}
