package its

import (
	"errors"
	"fmt"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ErrTooComplex says that the ITS markup of a page asks for more work than its size lets any honest page ask for. Another
// try gives the same.
var ErrTooComplex = fmt.Errorf("the ITS rules are too complex: %w", l10n.ErrPage)

// Budget is the work that a page's ITS rules and annotations may ask for, counted in steps: nodes visited, characters
// read, characters handed on to texts. A page and the pages in its frames share one.
type Budget struct {
	// Where says in which line of the page an element stands; nil where nobody knows.
	Where func(*html.Node) string

	left  int
	files int        // that were read
	at    string     // what the work is for, which the error names
	by    *html.Node // the element that asks for it
	err   error
}

// NewBudget returns the budget of a page of so many bytes. The base lets small pages have rules at all; it takes well
// below a second. Real rules take one to three steps a node.
func NewBudget(size int) *Budget { return &Budget{left: 1<<21 + 16*size} }

// Spend takes steps off the budget, and reports whether any are left.
func (b *Budget) Spend(steps int) bool {
	if b.left -= steps; b.left < 0 && b.err == nil {
		line := ""
		if b.Where != nil && b.by != nil {
			line = b.Where(b.by)
		}
		b.err = fmt.Errorf("%w; the work ended at %s%s; simplify or remove it", ErrTooComplex, b.at, line)
	}
	return b.left >= 0
}

// SpendAt is Spend for work that an element or a rule asks for, which the error names.
func (b *Budget) SpendAt(at string, by *html.Node, steps int) bool {
	b.at, b.by = at, by
	return b.Spend(steps)
}

// maxFiles bounds how many files one page, with the pages in its frames, makes us read.
const maxFiles = 32

// File takes one file off the budget, and reports whether it may be read.
func (b *Budget) File() bool {
	b.files++
	return b.files <= maxFiles
}

// Err returns nil, or that the budget is spent.
func (b *Budget) Err() error { return b.err }

// errUnknownFunction is about expressions that the XPath library knows beyond XPath 1.0, whose work can't be counted.
var errUnknownFunction = errors.New("ITS rules are written in XPath 1.0, which has none of matches, replace and string-join")

// maxExpression is how long a selector or an expression may be, in bytes.
const maxExpression = 4096

// maxFaults is how many faults of its rules a page is told.
const maxFaults = 100
