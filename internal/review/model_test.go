package review_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// judging passes what holds no "x", and notes how much it was asked at once.
type judging struct{ asked []int }

func (j *judging) Assess(_ context.Context, t assess.Task) (assess.Answer, error) {
	j.asked = append(j.asked, len(t.Segments))
	a := assess.Answer{Task: t.ID, TargetHash: t.TargetHash, Reviewer: l10n.Reviewer{ID: "judge", Version: "1"}, Dropped: 1}
	for _, s := range t.Segments {
		said := assess.Said{ID: s.ID, TargetHash: s.TargetHash, Verdict: l10n.Pass}
		if strings.Contains(s.Target, "x") {
			said.Verdict = l10n.Changes
			said.Issues = []l10n.Remark{{Category: l10n.CategoryAccuracy, Severity: l10n.Major, TargetSpan: "x"}}
		}
		a.Segments = append(a.Segments, said)
	}
	return a, nil
}

// TestAModelSelectsWhatPeopleLookAt asks it in bounded batches, and people about what it does not pass.
func TestAModelSelectsWhatPeopleLookAt(t *testing.T) {
	d := newDesk(t)
	step := l10n.ReviewStep{Name: "estimate", Kind: l10n.StepModel, Use: "judge", Pass: 85}
	var texts []string
	for i := range 130 {
		texts = append(texts, fmt.Sprintf("frase %d%s", i, strings.Repeat("x", (i+1)%13/12)))
	}
	d.planned(l10n.Plan{Review: []l10n.ReviewStep{step, {Name: "review"}}}, texts...)
	d.begin(key, "estimate", "", 1)
	if _, err := d.Assess(t.Context(), key, "estimate", 0); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), `"judge"`) {
		t.Errorf("without engines: %v", err)
	}
	j := &judging{}
	var opened l10n.ReviewStep
	d.Judge = func(s l10n.ReviewStep) (assess.Assessor, error) {
		opened = s
		return j, nil
	}
	d.machines("estimate")
	if opened.Use != "judge" || opened.Pass != 85 || fmt.Sprint(j.asked) != "[60 60 10]" {
		t.Errorf("%+v was asked %v", opened, j.asked)
	}
	out := d.begin(key, "review", "", 1)
	if out.Asked != 10 {
		t.Errorf("people are asked about %d segments, want the 10 with a fault", out.Asked)
	}
	for _, v := range d.verdicts {
		if v.Step == "estimate" && (v.By.Kind != "model" || v.By.ID != "judge" || (v.Outcome == l10n.Changes) != (len(v.Remarks) == 1)) {
			t.Errorf("%+v", v)
		}
	}
	if again, err := d.Assess(t.Context(), key, "estimate", 0); err != nil || again.Next != 0 || len(j.asked) != 3 {
		t.Errorf("what was said is not asked again: %+v, %v, %v", again, err, j.asked)
	}
}
