package overview

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestRunAsMatrix holds that a run is shown as documents by locales, each with its state and who is asked.
func TestRunAsMatrix(t *testing.T) {
	r := newRecords()
	plan := r.put(t, l10n.Plan{Review: []l10n.ReviewStep{{Name: "review", Who: []l10n.UserID{"Ana", "Luis"}}}})
	r.runs["run-1"] = l10n.Run{ID: "run-1", Locales: []l10n.Locale{"es", "ar"}, Documents: 5}
	set := func(stage l10n.Stage) func(*l10n.Translation) {
		return func(t *l10n.Translation) { t.Stage, t.Step = stage, "" }
	}
	r.waits("a", "es", func(t *l10n.Translation) { t.Plan = plan })
	r.waits("a", "ar", set(l10n.StageFailed))
	r.waits("a", "ru", set(l10n.StageParked)) // added by another run
	r.waits("b", "es", func(t *l10n.Translation) { t.StepKind = l10n.StepModel })
	r.waits("b", "ar", set(l10n.StagePublished))
	r.waits("c", "es", set(l10n.StageApproved))
	r.waits("other", "es", func(t *l10n.Translation) { t.Run = "run-2" })
	r.pages = []l10n.PublishedPage{{Document: "b", Locale: "ar", URL: "https://x.test/ar/b"}}
	run, m, err := r.service().Run(t.Context(), "run-1", MatrixFilter{})
	if err != nil || run.ID != "run-1" {
		t.Fatal(run, err)
	}
	if !slices.Equal(m.Locales, []l10n.Locale{"es", "ar", "ru"}) || m.Documents != 3 || m.NotBegun != 2 || m.All != 3 || m.Sum() != 6 {
		t.Errorf("locales %v, %d documents, %d not begun, %d selected, %d translations", m.Locales, m.Documents, m.NotBegun, m.All, m.Sum())
	}
	want := map[State]int{WithPeople: 1, Failed: 1, WithEngines: 1, WithMachines: 1, Published: 1, Ready: 1}
	if fmt.Sprint(m.Totals) != fmt.Sprint(want) || m.Counts["ar"][Failed] != 1 {
		t.Errorf("states %v, want %v; Arabic %v", m.Totals, want, m.Counts["ar"])
	}
	a := m.Rows[0].Cells["es"]
	if a.State != WithPeople || !slices.Equal(a.Who, []l10n.UserID{"Ana", "Luis"}) || !a.Since.Equal(noon.Add(-time.Hour)) {
		t.Errorf("a in Spanish: %s, %v, since %s", a.State, a.Who, a.Since)
	}
	if b := m.Rows[1].Cells["ar"]; b.Page == nil || b.Page.URL != "https://x.test/ar/b" || m.Rows[1].Cells["es"].State != WithMachines {
		t.Errorf("b: %+v", m.Rows[1].Cells)
	}
	for want, f := range map[string]MatrixFilter{
		"[a]": {State: Failed}, "[c]": {Offset: 2, Limit: 1}, "[b]": {State: WithMachines}, "[]": {State: Failed, Locale: "es"}, "[a b]": {Locale: "ar"},
	} {
		_, m, err := r.service().Run(t.Context(), "run-1", f)
		var docs []l10n.DocumentID
		for _, row := range m.Rows {
			docs = append(docs, row.Document)
		}
		if err != nil || fmt.Sprint(docs) != want {
			t.Errorf("%+v selects %v, want %s (%v)", f, docs, want, err)
		}
	}
	if _, _, err := r.service().Run(t.Context(), "run-1", MatrixFilter{State: "odd"}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("an unknown state: %v", err)
	}
	if _, _, err := r.service().Run(t.Context(), "run-9", MatrixFilter{}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("an unknown run: %v", err)
	}
}

func TestEveryStageHasAState(t *testing.T) {
	for _, stage := range []l10n.Stage{l10n.StageTranslate, l10n.StageParked, l10n.StageCheck, l10n.StageReview, l10n.StageApproved,
		l10n.StagePublished, l10n.StageHeld, l10n.StageWithdrawn, l10n.StageFailed, l10n.StageCancelled, l10n.StageSuperseded} {
		state := stateOf(stage, false)
		if !slices.Contains(States, state) {
			t.Errorf("%s has the state %q", stage, state)
		}
		var f l10n.TranslationFilter
		if !state.filter(&f) || !slices.Contains(f.Stages, stage) {
			t.Errorf("the filter of %s selects %v, and not %s", state, f.Stages, stage)
		}
	}
}
