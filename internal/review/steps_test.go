package review_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

func TestReviewSteps(t *testing.T) {
	r := review.NewReview(nil, false)
	if r.Step() != "review" || !r.Last() {
		t.Fatalf("no steps must mean one: %+v", r)
	}
	for _, d := range []l10n.Decision{
		{Kind: l10n.Approve, Step: "review", By: "m"},
		{ID: "1", Kind: l10n.Approve, Step: "review"},
		{ID: "1", Kind: l10n.Approve, Step: "other", By: "m"},
		{ID: "1", Kind: l10n.RequestChanges, Step: "review", By: "m", Comment: " "},
		{ID: "1", Kind: "publish", Step: "review", By: "m"},
	} {
		if err := r.Allows(d); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%+v: %v", d, err)
		}
	}
	d := l10n.Decision{ID: "1", Kind: l10n.Approve, Step: "review", By: "m"}
	if err := r.Allows(d); err != nil {
		t.Fatal(err)
	}
	r.Apply(d)
	if !r.Done() || r.Step() != "" {
		t.Errorf("after the last approval: %+v", r)
	}
	d.ID = "2"
	if err := r.Allows(d); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "every step") {
		t.Errorf("after the end: %v", err)
	}
}

func TestFourEyes(t *testing.T) {
	steps := []l10n.StepName{"review", "sign-off"}
	first := l10n.Decision{ID: "1", Kind: l10n.Approve, Step: "review", By: "maria"}
	for _, fourEyes := range []bool{true, false} {
		r := review.NewReview(steps, fourEyes)
		if r.Last() {
			t.Error("the first of two steps is not the last")
		}
		r.Apply(first)
		if !r.Last() || r.Done() {
			t.Errorf("%+v", r)
		}
		again := l10n.Decision{ID: "2", Kind: l10n.Approve, Step: "sign-off", By: "maria"}
		if err := r.Allows(again); errors.Is(err, l10n.ErrRefused) != fourEyes {
			t.Errorf("four eyes %v: %v", fourEyes, err)
		}
		again.By = "ivan"
		if err := r.Allows(again); err != nil {
			t.Error(err)
		}
		again.By, again.Kind, again.Comment = "maria", l10n.RequestChanges, "the date"
		if err := r.Allows(again); err != nil {
			t.Errorf("who approved may still ask for changes: %v", err)
		}
	}
}

func TestAnotherRoundForgetsApprovals(t *testing.T) {
	r := review.NewReview([]l10n.StepName{"review", "sign-off"}, true)
	r.Apply(l10n.Decision{ID: "1", Kind: l10n.Reassign, Step: "review", By: "maria", To: "ivan"})
	if r.Assignee != "ivan" || r.Step() != "review" {
		t.Errorf("%+v", r)
	}
	r.Apply(l10n.Decision{ID: "2", Kind: l10n.Approve, Step: "review", By: "ivan"})
	if r.Assignee != "" || len(r.Approvals) != 1 {
		t.Errorf("%+v", r)
	}
	r.Apply(l10n.Decision{ID: "3", Kind: l10n.Reassign, Step: "sign-off", By: "maria", To: "ana"})
	r.Apply(l10n.Decision{ID: "4", Kind: l10n.RequestChanges, Step: "sign-off", By: "maria", Comment: "the date"})
	if r.Step() != "review" || r.Round != 2 || r.Assignee != "" || len(r.Approvals) != 0 {
		t.Errorf("%+v", r)
	}
	if err := r.Allows(l10n.Decision{ID: "5", Kind: l10n.Approve, Step: "review", By: "ivan"}); err != nil {
		t.Errorf("an approval of the earlier round does not count: %v", err)
	}
}

// TestFourEyesSeeThroughSpelling holds that nobody is two people by the spelling of their name.
func TestFourEyesSeeThroughSpelling(t *testing.T) {
	for by, ok := range map[l10n.UserID]bool{
		"ana": false, "Ana": false, "ANA": false, " ana": false, "Ａｎａ": false, "a\u200bna": false, "anna": true, "Bo": true,
	} {
		r := review.NewReview([]l10n.StepName{"translate", "review"}, true)
		r.Apply(l10n.Decision{ID: "1", Kind: l10n.Approve, Step: "translate", By: "ana"})
		err := r.Allows(l10n.Decision{ID: "2", Kind: l10n.Approve, Step: "review", By: by})
		if (err == nil) != ok || err != nil && !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%q after ana: %v", by, err)
		}
	}
}
