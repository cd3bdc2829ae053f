package work_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

func TestARun(t *testing.T) {
	h := newHouse(t)
	h.source.listed = []string{"http://site.test/a", "http://site.test/b", "http://site.test/c"}
	p := plan("es", "fr")
	brief, err := h.OpenRun(t.Context(), "r1", "plan", p)
	h.must(err)
	want := l10n.Run{ID: "r1", Site: "news", Plan: "plan", Locales: p.Locales, RequestedBy: "editor", Reason: "asked", Status: l10n.RunRunning, Documents: 3, List: brief.List}
	if diff := cmp.Diff(want, h.runs["r1"], cmpopts.IgnoreFields(l10n.Run{}, "StartedAt")); diff != "" || brief.Documents != 3 {
		t.Errorf("%d pages, %s", brief.Documents, diff)
	}
	started := h.runs["r1"].StartedAt
	if time.Since(started) > time.Minute {
		t.Errorf("started %s", started)
	}
	for _, c := range []struct {
		offset, limit int
		want          []string
	}{{0, 2, h.source.listed[:2]}, {2, 2, h.source.listed[2:]}, {1, 9, h.source.listed[1:]}, {3, 2, []string{}}, {9, 2, []string{}}} {
		if got, err := h.List(t.Context(), brief.List, c.offset, c.limit); err != nil || !cmp.Equal(got, c.want) {
			t.Errorf("%+v: %v %v", c, got, err)
		}
	}
	h.must(h.NoteRun(t.Context(), work.Standing{Run: "r1", Status: l10n.RunRunning, Published: 1}))
	if r := h.runs["r1"]; r.Published != 1 || !r.EndedAt.IsZero() || r.Site != "news" || !r.StartedAt.Equal(started) {
		t.Errorf("%+v", r)
	}
	_, err = h.OpenRun(t.Context(), "r1", "plan", p) // a retry
	h.must(err)
	if r := h.runs["r1"]; !r.StartedAt.Equal(started) {
		t.Errorf("a retry has it start anew: %+v", r)
	}
	h.must(h.NoteRun(t.Context(), work.Standing{Run: "r1", Status: l10n.RunFailed, Published: 2, Ended: 4, Comment: "why"}))
	if r := h.runs["r1"]; r.Status != l10n.RunFailed || r.Published != 2 || r.Ended != 4 || r.Comment != "why" || time.Since(r.EndedAt) > time.Minute {
		t.Errorf("%+v", r)
	}
	h.must(h.NoteRun(t.Context(), work.Standing{Run: "r2", Status: l10n.RunCancelled}))
	if r := h.runs["r2"]; r.ID != "r2" || r.StartedAt.IsZero() || r.EndedAt.IsZero() {
		t.Errorf("a run that never opened: %+v", r)
	}
}

// TestWorkflowsAreToldOfThePlan holds that whatever a plan and a brief both have is the same in the two. A rule that is
// in the plan and not in the brief is not in force.
func TestWorkflowsAreToldOfThePlan(t *testing.T) {
	h := newHouse(t)
	h.source.listed = []string{address}
	p := plan("es", "fr")
	p.FourEyes, p.RemindAfter, p.Together, p.Desk = true, time.Hour, true, "https://desk.test"
	p.Patience = l10n.Patience{Attempts: 3}
	p.Review = []l10n.ReviewStep{{Name: "review", Kind: l10n.StepPerson}}
	p.Pending = map[l10n.Locale]l10n.Pending{"fr": l10n.OmitPending}
	p.Embargo, p.AsPublished = &l10n.Embargo{Hold: true}, true
	brief, err := h.OpenRun(t.Context(), "r1", "plan", p)
	h.must(err)
	got, want := reflect.ValueOf(brief), reflect.ValueOf(p)
	for field := range got.Type().Fields() {
		in := want.FieldByName(field.Name)
		if !in.IsValid() || in.Type() != field.Type {
			continue
		}
		if in.IsZero() {
			t.Errorf("this test gives the plan no %s", field.Name)
		}
		if of := got.FieldByIndex(field.Index); !reflect.DeepEqual(of.Interface(), in.Interface()) {
			t.Errorf("%s is %v in the brief and %v in the plan", field.Name, of, in)
		}
	}
}

func TestARunWithoutPages(t *testing.T) {
	h := newHouse(t)
	h.source.listed = nil
	if _, err := h.OpenRun(t.Context(), "r1", "plan", plan("es")); !errors.Is(err, l10n.ErrRefused) || len(h.runs) != 0 {
		t.Errorf("%v %+v", err, h.runs)
	}
	down := errors.New("down")
	h.source.err = down
	if _, err := h.OpenRun(t.Context(), "r1", "plan", plan("es")); !errors.Is(err, down) {
		t.Error(err)
	}
	h.source.err, h.source.listed = nil, []string{address}
	for _, method := range []string{"Put", "UpdateRun"} {
		h.broken = map[string]error{method: down}
		if _, err := h.OpenRun(t.Context(), "r1", "plan", plan("es")); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
	if err := h.NoteRun(t.Context(), work.Standing{Run: "r1"}); !errors.Is(err, down) {
		t.Error(err)
	}
	if _, err := h.List(t.Context(), "none", 0, 1); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}
