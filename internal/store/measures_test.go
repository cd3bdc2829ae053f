package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// measures holds what is kept of the way of a translation: what was drafted, how much of it was changed at last, and how long
// each step took.
func measures(t *testing.T, s *store.Store) {
	ctx := t.Context()
	const site = "measured-site"
	k := l10n.TranslationKey{Document: "measured-1", Locale: "es"}
	tr, err := s.OpenTranslation(ctx, k, func(tr *l10n.Translation) error {
		tr.Run, tr.Site, tr.Stage, tr.Round = "measured-run", site, l10n.StageCheck, 1
		return nil
	})
	must(t, err)
	draft := []string{"Uno.", "Dos <1>y</1> medio.", "", "Cuatro."}
	put := func(state l10n.State, d *l10n.Decision, change func(*l10n.Translation), texts ...string) {
		t.Helper()
		made := func() (ts []l10n.Target) {
			for i, text := range texts {
				ts = append(ts, l10n.Target{Segment: l10n.SegmentID(fmt.Sprint("u.", i+1)), Text: l10n.ParseFragment(text), State: state, Version: 1})
			}
			return ts
		}
		if d != nil {
			must(t, s.RecordDecision(ctx, k, *d, func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
				copy(ts, made())
				change(tr)
				return nil, nil
			}))
			return
		}
		_, _, err := s.UpdateTargets(ctx, k, func(tr *l10n.Translation, _ []l10n.Target) ([]l10n.Target, error) {
			change(tr)
			return made(), nil
		})
		must(t, err)
	}
	put(l10n.Translated, nil, func(*l10n.Translation) {}, draft...)
	var ds []l10n.Drafted
	for i, text := range draft {
		ds = append(ds, l10n.Drafted{Segment: l10n.SegmentID(fmt.Sprint("u.", i+1)), Class: l10n.MatchEngine, Engine: "echo", Words: 2, Characters: 10,
			Text: l10n.ParseFragment(text)})
	}
	ds[0].Class, ds[0].Engine, ds[0].Score = l10n.MatchFuzzy, "", 91
	ds[1].Checks, ds[3].Checks = []l10n.CheckName{"numbers", "case", "numbers"}, []l10n.CheckName{"numbers"}
	ds[2].Class, ds[2].Engine = l10n.MatchNone, ""
	for range 2 {
		must(t, s.RecordDrafted(ctx, tr, ds))
	}
	opens := func(step l10n.StepName, round int) func(*l10n.Translation) {
		return func(tr *l10n.Translation) {
			tr.Stage, tr.Step, tr.Round, tr.WaitsSince = l10n.StageReview, step, round, time.Now().UTC()
		}
	}
	closes := func(stage l10n.Stage) func(*l10n.Translation) {
		return func(tr *l10n.Translation) { tr.Stage, tr.Step = stage, "" }
	}
	final := []string{"Uno.", "Dos <1>y</1> media.", "Tres.", "Cuatro."}
	put(l10n.Translated, nil, opens("translate", 1), draft...)
	must(t, s.RecordAssessment(ctx, k, l10n.Assessment{ID: "a1", Run: "measured-run", Step: "translate"}, func(_ l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		return []l10n.Verdict{{Segment: "u.1", Step: "translate", Outcome: l10n.Pass, Assessment: "a1", By: l10n.Reviewer{Kind: "person", ID: "maria"}}}, nil
	}))
	put(l10n.Reviewed, &l10n.Decision{ID: "d1", Kind: l10n.RequestChanges}, closes(l10n.StageReview), draft...)
	put(l10n.Reviewed, nil, opens("translate", 2), draft...)
	put(l10n.Final, &l10n.Decision{ID: "d2", Kind: l10n.Approve}, closes(l10n.StageApproved), final...)

	f := l10n.MeasureFilter{Site: site, Since: time.Now().Add(-time.Hour), Until: time.Now().Add(time.Hour)}
	counts, err := s.CountDrafted(ctx, f)
	must(t, err)
	var got []string
	for _, c := range counts {
		got = append(got, fmt.Sprintf("%s %d %s %d %d %d", c.Class, c.Score, c.Engine, c.Segments, c.Words, c.Untouched))
	}
	if want := []string{"engine 0 echo 2 4 1", "fuzzy 85  1 2 1", "none 0  1 2 0"}; !slices.Equal(got, want) {
		t.Errorf("drafted: %q, want %q", got, want)
	}
	got = nil
	counts, err = s.CountApproved(ctx, f)
	must(t, err)
	for _, c := range counts {
		got = append(got, fmt.Sprintf("%s of %d: %d untouched, %d of %d", c.Class, c.Segments, c.Untouched, c.Changed, c.Length))
	}
	if want := []string{"engine of 2: 1 untouched, 1 of 26", "fuzzy of 1: 1 untouched, 0 of 4", "none of 1: 0 untouched, 5 of 0"}; !slices.Equal(got, want) {
		t.Errorf("approved: %q, want %q", got, want)
	}
	checks, err := s.CountChecks(ctx, f)
	must(t, err)
	if len(checks) != 2 || checks[0].Check != "case" || checks[0].Segments != 1 || checks[1].Segments != 2 {
		t.Errorf("checks: %+v", checks)
	}
	got = nil
	must(t, s.StepTimes(ctx, f, func(st l10n.StepTime) {
		got = append(got, fmt.Sprintf("%s %d %s %s %t %t", st.Step, st.Round, st.End, st.Kind, st.Began.IsZero(), !st.Ended.Before(st.Opened)))
	}))
	if want := []string{"translate 1 sent-back person false true", "translate 2 done person true true"}; !slices.Equal(got, want) {
		t.Errorf("steps: %q, want %q", got, want)
	}
	touched := 0
	must(t, s.Touches(ctx, f, func(l10n.Touch) { touched++ }))
	if touched != 1 {
		t.Errorf("%d acts of people", touched)
	}
	must(t, s.Spend(ctx, "echo", "measured-run", time.Now().UTC().Format("2006-01"), 40))
	spent, err := s.Spendings(ctx, f)
	must(t, err)
	if len(spent) != 1 || spent[0].Site != site || spent[0].Characters != 40 || spent[0].Engine != "echo" {
		t.Errorf("spent: %+v", spent)
	}
	f.Locale = "fr"
	if counts, err := s.CountDrafted(ctx, f); err != nil || len(counts) != 0 {
		t.Errorf("of another locale: %+v, %v", counts, err)
	}
	if m, err := s.Measured(ctx); err != nil || time.Since(m.Since) > time.Hour || !slices.Contains(m.Sites, site) || !slices.Contains(m.Locales, "es") {
		t.Errorf("%+v, %v", m, err)
	}
}
