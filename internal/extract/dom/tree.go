package dom

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ErrTooLarge says that a page is larger than anything a browser would show. Another try gives the same.
var ErrTooLarge = fmt.Errorf("%w: the page is larger than 1 GB", l10n.ErrPage)

// ErrTooComplex says that a page's markup multiplies itself beyond any honest page: its misnested formatting would
// have to be repeated or searched for too many times. The errors that wrap it say where. Another try gives the same.
var ErrTooComplex = fmt.Errorf("%w: its markup is too complex to read", l10n.ErrPage)

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
		return nil, b.tooComplex()
	}
	return b.tree, nil
}

// tooComplex says where in the page the work ended, and what was open there.
func (b *builder) tooComplex() error {
	at := min(b.next.start, len(b.z.src))
	line, column := Position(b.z.src, at)
	open := ""
	if n := len(b.active.entries); n > 0 {
		for i := n - 1; i >= 0 && open == ""; i-- {
			if e := b.active.entries[i]; e.node != nil {
				l, _ := Position(b.z.src, int(e.span.start))
				open = fmt.Sprintf("; <%s> of line %d is still open", e.Data, l)
			}
		}
	} else if n := b.current(); n != nil {
		l, _ := Position(b.z.src, int(n.span.start))
		open = fmt.Sprintf("; <%s> of line %d is still open", n.Data, l)
	}
	return fmt.Errorf("%w: line %d, column %d, at %q%s: close formatting elements such as <b>, <i> and <a> where they end",
		ErrTooComplex, line, column, excerpt(b.z.src[at:]), open)
}

// Position returns the line and the column of a place, both from 1, in characters.
func Position(src string, at int) (line, column int) {
	before := src[:at]
	last := strings.LastIndexByte(before, '\n') + 1
	return strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[last:]) + 1
}

// excerpt is the beginning of a stretch of the page, for people.
func excerpt(s string) string {
	n := 0
	for i := range s {
		if n++; n > 40 {
			return s[:i]
		}
	}
	return s
}
