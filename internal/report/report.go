// Package report tells what was done and what it took: words by where their translations came from, how much people changed
// of what engines had, how long each step took, what an approved sentence cost, and what checks and reviewers found.
//
// It counts facts that the records have kept since they keep them, and invents none. There is no figure by person: a report
// is of texts and steps, and nobody's performance is measured.
package report

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Facts are what the records have kept of the work that was done.
type Facts interface {
	// CountDrafted counts the segments that were drafted, and CountApproved those whose texts were approved.
	CountDrafted(context.Context, l10n.MeasureFilter) ([]l10n.DraftCount, error)
	CountApproved(context.Context, l10n.MeasureFilter) ([]l10n.DraftCount, error)
	CountChecks(context.Context, l10n.MeasureFilter) ([]l10n.CheckCount, error)
	// StepTimes are of the steps that have ended, and Touches are what people did, in the order of time.
	StepTimes(context.Context, l10n.MeasureFilter, func(l10n.StepTime)) error
	Touches(context.Context, l10n.MeasureFilter, func(l10n.Touch)) error
	Spendings(context.Context, l10n.MeasureFilter) ([]l10n.Spent, error)
}

// Kept says what there are facts of.
type Kept interface {
	Measured(context.Context) (l10n.Measured, error)
}

// Remarks are errors that people and machines found in texts.
type Remarks interface {
	EachFinding(ctx context.Context, f l10n.RemarkFilter, each func(a l10n.Annotation, people bool)) error
}

// Dismissals are issues of checks that people overruled.
type Dismissals interface {
	AllDismissals(context.Context, l10n.SiteName) ([]l10n.Dismissal, error)
}

// Service makes reports.
type Service struct {
	Facts      Facts
	Kept       Kept
	Remarks    Remarks
	Dismissals Dismissals
	// CalendarOf returns the working hours of a locale's people; nil is round the clock.
	CalendarOf func(l10n.Locale) *calendar.Calendar
	// Price is that of a million characters of an engine, as it is set today; 0 is not known.
	Price func(l10n.ProviderName) float64
}

// By says into which groups the rows of a report are put.
type By struct{ Site, Locale, Month, Run bool }

// ByAll has a row for each site, locale, month and run.
var ByAll = By{true, true, true, true}

// Groupings are the names of groups, as ParseBy reads them.
var Groupings = []string{"locale", "month", "run", "site"}

// ParseBy reads names of groups: "locale,month". Nothing is one group of all.
func ParseBy(s string) (by By, err error) {
	for name := range strings.SplitSeq(s, ",") {
		switch strings.TrimSpace(name) {
		case "":
		case "site":
			by.Site = true
		case "locale":
			by.Locale = true
		case "month":
			by.Month = true
		case "run":
			by.Run = true
		default:
			return by, fmt.Errorf("%q is none of %s", name, strings.Join(Groupings, ", "))
		}
	}
	return by, nil
}

// of is the group that a fact is in.
func (b By) of(s l10n.Scope) l10n.Scope {
	if !b.Site {
		s.Site = ""
	}
	if !b.Locale {
		s.Locale = ""
	}
	if !b.Month {
		s.Month = ""
	}
	if !b.Run {
		s.Run = ""
	}
	return s
}

// columns are those that name a group.
func (b By) columns() (cs []Column) {
	for _, c := range []struct {
		has bool
		Column
	}{{b.Site, Column{"site", Name}}, {b.Locale, Column{"locale", Locale}}, {b.Month, Column{"month", Month}}, {b.Run, Column{"run", Name}}} {
		if c.has {
			cs = append(cs, c.Column)
		}
	}
	return cs
}

// cells are the cells of the columns that name a group.
func (b By) cells(s l10n.Scope) (cs []Cell) {
	if b.Site {
		cs = append(cs, Cell{Text: string(s.Site)})
	}
	if b.Locale {
		cs = append(cs, Cell{Text: string(s.Locale)})
	}
	if b.Month {
		cs = append(cs, Cell{Text: s.Month})
	}
	if b.Run {
		cs = append(cs, Cell{Text: string(s.Run)})
	}
	return cs
}

// Tables are all tables of a report, in the order in which they are shown.
func (s *Service) Tables(ctx context.Context, f l10n.MeasureFilter, by By) ([]Table, error) {
	var all []Table
	for _, make := range []func(context.Context, l10n.MeasureFilter, By) (Table, error){
		s.words, s.engines, s.steps, s.minutes, s.money, s.checks, s.remarks,
	} {
		t, err := make(ctx, f, by)
		if err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// Measured says since when facts are kept, and of which sites and locales there are some.
func (s *Service) Measured(ctx context.Context) (l10n.Measured, error) { return s.Kept.Measured(ctx) }

// sums adds up figures by group and by one thing more, and has them in their order.
type sums[K comparable, V any] struct {
	keys []K
	of   map[K]*V
}

func (s *sums[K, V]) at(k K) *V {
	if s.of == nil {
		s.of = map[K]*V{}
	}
	if s.of[k] == nil {
		s.of[k] = new(V)
		s.keys = append(s.keys, k)
	}
	return s.of[k]
}

// row is what a row of a report is of: a group, and within it one thing.
type row struct {
	l10n.Scope
	thing string
}

// inOrder sorts rows by their group, the latest month first, and then by the thing.
func inOrder(rows []row, things func(a, b string) int) {
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(compareScopes(a.Scope, b.Scope), things(a.thing, b.thing))
	})
}

func compareScopes(a, b l10n.Scope) int {
	return cmp.Or(cmp.Compare(a.Site, b.Site), cmp.Compare(a.Locale, b.Locale), cmp.Compare(b.Month, a.Month), cmp.Compare(a.Run, b.Run))
}

// within reports whether a filter selects a time.
func within(f l10n.MeasureFilter, t time.Time) bool {
	return !t.Before(f.Since) && (f.Until.IsZero() || t.Before(f.Until))
}

// month is how a month is written.
func month(t time.Time) string { return t.UTC().Format("2006-01") }
