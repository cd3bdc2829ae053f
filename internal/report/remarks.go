package report

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// checks says in how many drafted segments each check found something, and how often people overruled it.
func (s *Service) checks(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "checks", Columns: append(by.columns(), Column{"check", Check}, Column{"found", Count}, Column{"foundShare", Share},
		Column{"overruled", Count})}
	counts, err := s.Facts.CountChecks(ctx, f)
	if err != nil {
		return t, err
	}
	drafted, err := s.Facts.CountDrafted(ctx, f)
	if err != nil {
		return t, err
	}
	segments := map[l10n.Scope]int{}
	for _, c := range drafted {
		segments[by.of(c.Scope)] += c.Segments
	}
	var all sums[row, struct{ found, overruled int }]
	for _, c := range counts {
		all.at(row{by.of(c.Scope), string(c.Check)}).found += c.Segments
	}
	if f.Run == "" && !by.Run { // an overruled issue may stand through many runs
		ds, err := s.Dismissals.AllDismissals(ctx, f.Site)
		if err != nil {
			return t, err
		}
		for _, d := range ds {
			if within(f, d.At) && (f.Locale == "" || d.Locale == f.Locale) {
				all.at(row{by.of(l10n.Scope{Site: d.Site, Locale: d.Locale, Month: month(d.At)}), string(d.Check)}).overruled++
			}
		}
	}
	inOrder(all.keys, cmp.Compare[string])
	for _, k := range all.keys {
		n := all.of[k]
		overruled := number(n.overruled)
		overruled.None = f.Run != "" || by.Run
		t.Rows = append(t.Rows, append(by.cells(k.Scope), Cell{Text: k.thing}, number(n.found), ratio(n.found, segments[k.Scope]), overruled))
	}
	return t, nil
}

// remarks counts the errors that people marked and that other reviewers found, by MQM's categories and severities.
func (s *Service) remarks(ctx context.Context, f l10n.MeasureFilter, by By) (Table, error) {
	t := Table{ID: "remarks", Columns: append(by.columns(), Column{"category", Category}, Column{"severity", Severity}, Column{"people", Count},
		Column{"machines", Count})}
	type kind struct {
		l10n.Scope
		category l10n.Category
		severity l10n.RemarkSeverity
	}
	var all sums[kind, struct{ people, machines int }]
	filter := l10n.RemarkFilter{Site: f.Site, Locale: f.Locale, Run: f.Run, Since: f.Since}
	err := s.Remarks.EachFinding(ctx, filter, func(a l10n.Annotation, people bool) {
		if !within(f, a.At) {
			return
		}
		n := all.at(kind{by.of(l10n.Scope{Site: a.Site, Locale: a.Locale, Month: month(a.At), Run: a.Run}), a.Remark.Category, a.Remark.Severity})
		if people {
			n.people++
			return
		}
		n.machines++
	})
	if err != nil {
		return t, err
	}
	slices.SortFunc(all.keys, func(a, b kind) int {
		return cmp.Or(compareScopes(a.Scope, b.Scope), cmp.Compare(slices.Index(l10n.Categories, a.category), slices.Index(l10n.Categories, b.category)),
			cmp.Compare(slices.Index(l10n.RemarkSeverities, b.severity), slices.Index(l10n.RemarkSeverities, a.severity)))
	})
	for _, k := range all.keys {
		t.Rows = append(t.Rows, append(by.cells(k.Scope), Cell{Text: string(k.category)}, Cell{Text: string(k.severity)},
			number(all.of[k].people), number(all.of[k].machines)))
	}
	return t, nil
}
