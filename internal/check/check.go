package check

import (
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Severities: from WarnSeverity on an issue is worth a person's time; below it is a hint of style. From
// [l10n.BlockingSeverity] on it stops an approval.
const (
	blocking     = l10n.BlockingSeverity
	serious      = 70
	warning      = 60
	hint         = 30
	WarnSeverity = 50
)

// Pair is a segment with its target.
type Pair struct {
	Unit           *l10n.Unit // nil where none is known
	Segment        l10n.SegmentID
	Source, Target l10n.Fragment
	SourceLang     l10n.Locale
	Locale         l10n.Locale
	// Terms are those that the source may contain; a term that it does not contain is not asked for.
	Terms []l10n.Term
	// Words are right although the dictionary of the locale does not have them.
	Words []*WordList
}

// Speller knows the words of languages. It is safe for concurrent use.
type Speller interface {
	// Knows reports whether there is a dictionary for the locale.
	Knows(l l10n.Locale) bool
	// Misspelled returns those of the words that the dictionary has not, in their order.
	Misspelled(l l10n.Locale, words []string) []string
}

// Options choose what a checker does.
type Options struct {
	// Disabled are checks that are left out.
	Disabled []l10n.CheckName
	// Severities replace those of the table; 0 leaves a check out.
	Severities map[l10n.CheckName]int
	// Speller is nil where no spelling is checked.
	Speller Speller
	// Words are right in every pair, although the dictionary does not have them.
	Words *WordList
}

// Check is one line of the table.
type Check struct {
	Name     l10n.CheckName
	Type     l10n.IssueType
	Severity int
	// Doc says what the check finds, for people.
	Doc string
	// Firm says that nobody may overrule the check: what it finds would break the page, or leave a hole in it.
	Firm bool

	segment  func(*inspection)                    // of one segment, or nil
	document func(*Checker, Check, []*inspection) // comparing segments, or nil
}

// IsFirm reports whether a check is one that nobody may overrule. A check that the table doesn't have is none.
func IsFirm(name l10n.CheckName) bool {
	return slices.ContainsFunc(Checks(), func(c Check) bool { return c.Name == name && c.Firm })
}

// Checker runs checks. It is safe for concurrent use.
type Checker struct {
	checks  []Check
	speller Speller
	words   *WordList
}

// New returns a checker with all checks of [Checks] but those that the options leave out.
func New(o Options) *Checker {
	c := &Checker{speller: o.Speller, words: o.Words}
	for _, ck := range Checks() {
		if s, ok := o.Severities[ck.Name]; ok {
			ck.Severity = s
		}
		if ck.Severity > 0 && !slices.Contains(o.Disabled, ck.Name) {
			c.checks = append(c.checks, ck)
		}
	}
	return c
}

// Spells reports whether the checker asks a dictionary for words of a locale.
func (c *Checker) Spells(l l10n.Locale) bool {
	spelling := slices.ContainsFunc(c.checks, func(ck Check) bool { return ck.Name == SpellingCheck })
	return spelling && c.speller != nil && c.speller.Knows(l)
}

// Segment returns the issues of one pair, the gravest first.
func (c *Checker) Segment(p Pair) []l10n.Issue { return c.inspect(context.Background(), p).sorted() }

// SegmentContext is [Checker.Segment], which ends with the context's error soon after the context does.
func (c *Checker) SegmentContext(ctx context.Context, p Pair) ([]l10n.Issue, error) {
	l := c.inspect(ctx, p)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return l.sorted(), nil
}

// inspect runs the checks of one segment, as many as the context leaves time for.
func (c *Checker) inspect(ctx context.Context, p Pair) *inspection {
	l := newInspection(ctx, c, p)
	for i := range c.checks {
		if l.ended() {
			break
		}
		if ck := &c.checks[i]; ck.segment != nil && !l.done {
			l.check = ck
			l.run(ck.segment)
		}
	}
	return l
}

// Document returns the issues of every pair, in the pairs' order: those of each by itself, and those that only show
// when the pairs are compared.
func (c *Checker) Document(ps []Pair) [][]l10n.Issue {
	all, _ := c.DocumentContext(context.Background(), ps)
	return all
}

// DocumentContext is [Checker.Document], which ends with the context's error soon after the context does.
func (c *Checker) DocumentContext(ctx context.Context, ps []Pair) ([][]l10n.Issue, error) {
	looks := make([]*inspection, len(ps))
	for i, p := range ps {
		looks[i] = c.inspect(ctx, p)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	c.compare(looks)
	out := make([][]l10n.Issue, len(ps))
	for i, l := range looks {
		out[i] = l.sorted()
	}
	return out, nil
}
