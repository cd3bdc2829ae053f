package work_test

import (
	"errors"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// TestForgedInputs gives services what a workflow of a stranger could: refs that are there, in places where they don't
// belong.
func TestForgedInputs(t *testing.T) {
	tries := 0
	refused := func(what string, err error) {
		t.Helper()
		tries++
		if !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%s: %v", what, err)
		}
	}
	h := newHouse(t)
	x, _ := h.extracted()
	good := work.Opening{Run: "r1", Plan: "plan", Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton}
	for what, change := range map[string]func(*work.Opening){
		"another document's translation": func(o *work.Opening) { o.Key.Document = "other" },
		"another page's skeleton":        func(o *work.Opening) { o.Skeleton = l10n.NewRef([]byte("evil")) },
		"no skeleton":                    func(o *work.Opening) { o.Skeleton = "" },
	} {
		in := good
		change(&in)
		_, err := h.Draft(t.Context(), in, plan("es"))
		refused(what, err)
	}
	if len(h.translations) != 0 {
		t.Errorf("a refused draft has a record: %+v", h.translations)
	}
	d, err := h.Draft(t.Context(), good, plan("es"))
	h.must(err)
	_, err = h.Check(t.Context(), d.Draft, h.other(), work.Sent{})
	refused("the draft of another extraction", err)

	for _, stage := range []l10n.Stage{l10n.StageApproved, l10n.StagePublished, l10n.StageReview, ""} {
		refused("an end that is "+string(stage), h.End(t.Context(), key, "r1", stage, ""))
	}
	h.must(h.End(t.Context(), key, "r1", l10n.StageFailed, "why"))

	h.source.listed = []string{address}
	brief, err := h.OpenRun(t.Context(), "r1", "plan", plan("es"))
	h.must(err)
	docs, err := h.DocumentsOf(t.Context(), brief.List)
	if h.must(err); !docs[doc] || docs["evil"] || !docs[l10n.EarlierDocumentID(address)] {
		t.Errorf("the run's pages are %v", docs)
	}
	if brief.List == "" || h.runs["r1"].List != brief.List {
		t.Errorf("the run does not know its pages: %+v", h.runs["r1"])
	}

	h.must(h.NoteRun(t.Context(), work.Standing{Run: "r1", Status: l10n.RunCompleted, Published: 1}))
	h.must(h.NoteRun(t.Context(), work.Standing{Run: "r1", Status: l10n.RunRunning}))
	if r := h.runs["r1"]; r.Status != l10n.RunCompleted || r.Published != 1 || time.Since(r.EndedAt) > time.Minute {
		t.Errorf("a run that has ended goes on: %+v", r)
	}
	t.Logf("attack: %d tries of inputs that don't belong together", tries)
}

// other is the extraction of the same page by another version of the program.
func (h *house) other() l10n.Ref {
	_, e := h.extracted()
	e.Title = "another"
	return h.put(e)
}
