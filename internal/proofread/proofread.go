// Package proofread checks translations with the terms that their sources hold, by the settings of each site and
// locale.
package proofread

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// Dismissals are the words of people who overruled checks.
type Dismissals interface {
	// Dismissals returns those in force in a locale, the oldest first: of texts on the documents, and of sentences on the
	// whole site.
	Dismissals(ctx context.Context, site l10n.SiteName, locale l10n.Locale, docs ...l10n.DocumentID) ([]l10n.Dismissal, error)
}

// Words are the words that people have added to a site's own dictionary.
type Words interface {
	// SiteWords returns those of a language that nobody has taken back.
	SiteWords(ctx context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error)
}

// Proofreader checks targets. It is safe for concurrent use.
type Proofreader struct {
	// Dismissals are heeded: an issue that a person has dismissed for the very texts says so. Nil is for none.
	Dismissals Dismissals
	// Words are no misspellings on their site. Nil is for none.
	Words Words

	terms    *termbase.Base
	options  func(l10n.SiteName, l10n.Locale) check.Options
	checkers sync.Map // *check.Checker by pair
	termed   sync.Map // *check.WordList of the glossary by locale
}

// pair is a site with a locale.
type pair struct {
	site   l10n.SiteName
	locale l10n.Locale
}

// New returns a proofreader. terms is nil for none. options are asked once for each site and locale; nil means that
// every check runs with its own severity, and spelling is not checked.
func New(terms *termbase.Base, options func(l10n.SiteName, l10n.Locale) check.Options) *Proofreader {
	if options == nil {
		options = func(l10n.SiteName, l10n.Locale) check.Options { return check.Options{} }
	}
	return &Proofreader{terms: terms, options: options}
}

// checker returns the checker of a site and a locale.
func (p *Proofreader) checker(site l10n.SiteName, locale l10n.Locale) *check.Checker {
	of := pair{site, locale}
	c, ok := p.checkers.Load(of)
	if !ok {
		c, _ = p.checkers.LoadOrStore(of, check.New(p.options(site, locale)))
	}
	return c.(*check.Checker)
}

// TermsIn returns the terms that stand in a text, for checks and for engines that take them: each once, however often it
// stands there.
func (p *Proofreader) TermsIn(source, target l10n.Locale, text string) []l10n.Term {
	if p.terms == nil {
		return nil
	}
	var terms []l10n.Term
	type name struct{ id, source string }
	seen := map[name]bool{}
	for _, hit := range p.terms.Find(source, target, text) {
		if n := (name{hit.Term.ID, hit.Term.Source}); !seen[n] {
			seen[n] = true
			terms = append(terms, hit.Term)
		}
	}
	return terms
}

func (p *Proofreader) pair(e *l10n.Extraction, locale l10n.Locale, at l10n.Place, target l10n.Fragment,
	words []*check.WordList) check.Pair {
	return check.Pair{
		Unit: at.Unit, Segment: at.Segment.ID, Source: at.Segment.Source, Target: target, SourceLang: e.SourceLang(at.Unit),
		Locale: locale,
		Terms:  p.TermsIn(e.SourceLang(at.Unit), locale, at.Segment.Source.Text()),
		Words:  words,
	}
}

// Check returns the issues of one segment's target, by the settings of a site; those that a person has dismissed say so. An
// unknown segment has none. It ends with the context's error soon after the context does.
func (p *Proofreader) Check(ctx context.Context, site l10n.SiteName, e *l10n.Extraction, locale l10n.Locale, seg l10n.SegmentID,
	target l10n.Fragment) ([]l10n.Issue, error) {
	for _, at := range e.Places() {
		if at.Segment.ID != seg {
			continue
		}
		words, err := p.words(ctx, site, locale)
		if err != nil {
			return nil, err
		}
		issues, err := p.checker(site, locale).SegmentContext(ctx, p.pair(e, locale, at, target, words))
		if err != nil || len(issues) == 0 {
			return nil, err
		}
		dismissed, err := p.dismissed(ctx, site, e, locale)
		return l10n.MarkDismissed(issues, dismissed, at.Segment.Hash(), target.Hash()), err
	}
	return nil, nil
}

// dismissed returns the dismissals that may be about texts of a page.
func (p *Proofreader) dismissed(ctx context.Context, site l10n.SiteName, e *l10n.Extraction,
	locale l10n.Locale) ([]l10n.Dismissal, error) {
	if p.Dismissals == nil {
		return nil, nil
	}
	docs := []l10n.DocumentID{e.Document.ID}
	if e.Document.Was != "" {
		docs = append(docs, e.Document.Was)
	}
	return p.Dismissals.Dismissals(ctx, site, locale, docs...)
}

// CheckAll checks all targets of a document, one a segment and in the same order, and writes the issues into them. It
// ends with the context's error soon after the context does.
func (p *Proofreader) CheckAll(ctx context.Context, site l10n.SiteName, e *l10n.Extraction, locale l10n.Locale,
	ts []l10n.Target) error {
	words, err := p.words(ctx, site, locale)
	if err != nil {
		return err
	}
	var pairs []check.Pair
	for i, at := range e.Places() {
		if err := ctx.Err(); err != nil {
			return err
		}
		pairs = append(pairs, p.pair(e, locale, at, ts[i].Text, words))
	}
	all, err := p.checker(site, locale).DocumentContext(ctx, pairs)
	if err != nil {
		return err
	}
	dismissed, err := p.dismissed(ctx, site, e, locale)
	if err != nil {
		return err
	}
	for i, issues := range all {
		ts[i].SetIssues(l10n.MarkDismissed(issues, dismissed, pairs[i].Source.Hash(), pairs[i].Target.Hash()))
	}
	return nil
}

// Consistency returns a function that writes into all targets of a document, one a segment and in the same order, what only
// shows when they are compared, in the place of what was found so before. The function does no I/O.
func (p *Proofreader) Consistency(ctx context.Context, site l10n.SiteName, e *l10n.Extraction,
	locale l10n.Locale) (func([]l10n.Target), error) {
	dismissed, err := p.dismissed(ctx, site, e, locale)
	if err != nil {
		return nil, err
	}
	return func(ts []l10n.Target) {
		var pairs []check.Pair
		for i, at := range e.Places() {
			if i >= len(ts) || ts[i].Segment != at.Segment.ID {
				return // the targets are of another source
			}
			pairs = append(pairs, check.Pair{Unit: at.Unit, Segment: at.Segment.ID, Source: at.Segment.Source, Target: ts[i].Text,
				SourceLang: e.SourceLang(at.Unit), Locale: locale})
		}
		for i, found := range p.checker(site, locale).Consistency(pairs) {
			own := func(i l10n.Issue) bool { return !check.Compares(i.Check) }
			all := ts[i].AllIssues()
			if len(found) == 0 && !slices.ContainsFunc(all, func(i l10n.Issue) bool { return !own(i) }) {
				continue
			}
			all = slices.DeleteFunc(slices.Clone(all), func(i l10n.Issue) bool { return !own(i) })
			all = append(all, l10n.MarkDismissed(found, dismissed, pairs[i].Source.Hash(), pairs[i].Target.Hash())...)
			slices.SortStableFunc(all, func(a, b l10n.Issue) int { return cmp.Compare(b.Severity, a.Severity) })
			ts[i].SetIssues(all)
		}
	}, nil
}
