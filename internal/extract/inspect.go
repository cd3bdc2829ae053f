package extract

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/extract/its"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// InspectITS writes the values of an ITS data category for every element and attribute of a page, in the format of the
// ITS test suite. It returns the faults of the page's rules, of which the rest counts nevertheless.
func InspectITS(w io.Writer, page []byte, opt Options, category string) (faults []error, err error) {
	src, _ := decode(page, opt.ContentType)
	tree, err := dom.Parse(src)
	if err != nil {
		return nil, err
	}
	budget := its.NewBudget(len(src))
	a := its.New(tree.Doc, opt.Load, budget)
	r, ok := a.Evaluate(its.Category(category))
	if !ok {
		return nil, fmt.Errorf("%q is no data category of ITS; there are: %s", category, strings.Join(its.Names(), ", "))
	}
	if err := budget.Err(); err != nil {
		return nil, err
	}
	b := bufio.NewWriter(w)
	if err := r.Print(b); err != nil {
		return nil, err
	}
	return a.Errors, b.Flush()
}

// InspectTree writes a page's tree with what becomes of each part: the units with their numbers, what is a code in a
// unit, and what is left alone and why.
func InspectTree(w io.Writer, page []byte, opt Options) error {
	x := &extractor{ctx: context.Background(), opt: opt, ids: map[uint64]int{}, trace: map[*html.Node]*told{}}
	src, charset := decode(page, opt.ContentType)
	if err := x.page(src, &Skeleton{src: src, charset: charset}); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	x.printTree(b, x.tree.Doc, 0)
	return b.Flush()
}

func (x *extractor) printTree(w *bufio.Writer, n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		pad := strings.Repeat("  ", depth)
		switch c.Type {
		case html.TextNode:
			if t := ascii.CollapseSpace(c.Data); t != "" {
				_, _ = fmt.Fprintf(w, "%s%q\n", pad, shorten(t, 60))
			}
		case html.ElementNode:
			_, _ = fmt.Fprintf(w, "%s<%s>", pad, c.Data)
			if why := x.trace[c]; why != nil {
				for _, s := range why.lines {
					_, _ = fmt.Fprintf(w, "  %s", s)
				}
			}
			_, _ = w.WriteString("\n")
		}
		x.printTree(w, c, depth+1)
	}
}

func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// tell notes what became of a node, for people who ask.
func (x *extractor) tell(n *html.Node, format string, args ...any) {
	if x.trace == nil {
		return
	}
	t := x.trace[n]
	if t == nil {
		t = &told{seen: map[string]bool{}}
		x.trace[n] = t
	}
	if s := fmt.Sprintf(format, args...); !t.seen[s] {
		t.seen[s] = true
		t.lines = append(t.lines, s)
	}
}

// told is what became of a node, each line once.
type told struct {
	lines []string
	seen  map[string]bool
}

// tellUnit notes a unit that was made of a node's content or attribute.
func (x *extractor) tellUnit(n *html.Node, u *l10n.Unit) {
	if x.trace == nil {
		return
	}
	what := "text"
	if u.Attribute != "" {
		what = "@" + u.Attribute
	}
	x.tell(n, "[%s %s: %s]", what, u.ID, english.Count(len(u.Segments), "segment"))
}
