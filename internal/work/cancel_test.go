package work_test

import (
	"context"
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ends notes what was ended.
type ends struct{ what []string }

func (e *ends) CancelRun(_ context.Context, r l10n.RunID) error {
	e.what = append(e.what, string(r))
	return nil
}

func (e *ends) CancelDocument(_ context.Context, d l10n.DocumentID) error {
	e.what = append(e.what, string(d))
	return nil
}

func (e *ends) CancelTranslation(_ context.Context, k l10n.TranslationKey) error {
	e.what = append(e.what, string(k.Document)+"/"+string(k.Locale))
	return nil
}

// TestCancel holds that who ended work, and why, stands in the records, and that what has ended is left alone.
func TestCancel(t *testing.T) {
	h, end := newHouse(t), &ends{}
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r", Stage: l10n.StageReview}
	c := l10n.Cancellation{Run: "r", Document: key.Document, Locale: key.Locale, By: "Ana", Comment: " "}
	if err := h.Cancel(t.Context(), c, end); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("without a reason: %v", err)
	}
	c.Comment = "It was called off."
	other := c
	other.Run = "r2"
	if err := h.Cancel(t.Context(), other, end); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("of another run: %v", err)
	}
	h.must(h.Cancel(t.Context(), c, end))
	if got := h.translations[key].Cancelled; got == nil || got.Comment != c.Comment || got.By != "Ana" {
		t.Errorf("the record says %+v", got)
	}
	done := h.translations[key]
	done.Stage = l10n.StagePublished
	h.translations[key] = done
	if err := h.Cancel(t.Context(), c, end); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("of what is published: %v", err)
	}
	h.runs["r"] = l10n.Run{ID: "r", Status: l10n.RunRunning}
	run := l10n.Cancellation{Run: "r", By: "Ana", Comment: "All of it."}
	h.must(h.Cancel(t.Context(), run, end))
	if got := h.runs["r"].Cancelled; got == nil || got.Comment != "All of it." {
		t.Errorf("the run's record says %+v", got)
	}
	h.runs["r"] = l10n.Run{ID: "r", Status: l10n.RunCompleted}
	if err := h.Cancel(t.Context(), run, end); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("of a run that is over: %v", err)
	}
	if want := []string{string(key.Document) + "/es", "r"}; len(end.what) != 2 || end.what[0] != want[0] || end.what[1] != want[1] {
		t.Errorf("ended %v, want %v", end.what, want)
	}
}
