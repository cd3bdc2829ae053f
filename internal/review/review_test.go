package review_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

func waiting() (*l10n.Translation, []l10n.Target) {
	return &l10n.Translation{Step: "review", Stage: l10n.StageReview, Round: 1}, []l10n.Target{
		{Segment: "u.1", Text: l10n.TextFragment("uno"), State: l10n.Translated},
		{Segment: "u.2", Text: l10n.TextFragment("dos"), State: l10n.Reviewed},
	}
}

func TestAnApprovalIsBoundToWhatWasSeen(t *testing.T) {
	_, ts := waiting()
	seen := l10n.TargetsHash(ts)
	for name, c := range map[string]struct {
		d    l10n.Decision
		want error
	}{
		"as shown":         {l10n.Decision{SourceHash: "s", TargetHash: seen}, nil},
		"whatever stands":  {l10n.Decision{}, nil},
		"another text":     {l10n.Decision{SourceHash: "s", TargetHash: "else"}, l10n.ErrConflict},
		"another source":   {l10n.Decision{SourceHash: "else", TargetHash: seen}, l10n.ErrConflict},
		"another step":     {l10n.Decision{Step: "sign-off"}, l10n.ErrRefused},
		"unknown decision": {l10n.Decision{Kind: "publish"}, l10n.ErrRefused},
	} {
		tr, ts := waiting()
		if c.d.Step == "" {
			c.d.Step = "review"
		}
		if c.d.Kind == "" {
			c.d.Kind = l10n.Approve
		}
		if err := review.Apply(tr, ts, c.d, "s", true); !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestApprovingAdvances(t *testing.T) {
	tr, ts := waiting()
	d := l10n.Decision{Kind: l10n.Approve, Step: "review"}
	if err := review.Apply(tr, ts, d, "s", false); err != nil || ts[0].State != l10n.Reviewed || tr.Stage != l10n.StageReview || tr.Step != "" {
		t.Errorf("%v %+v %+v", err, tr, ts)
	}
	tr.Step = "review"
	if err := review.Apply(tr, ts, d, "s", true); err != nil || ts[1].State != l10n.Final || tr.Stage != l10n.StageApproved {
		t.Errorf("%v %+v %+v", err, tr, ts)
	}
}

func TestWhatCannotBeApproved(t *testing.T) {
	d := l10n.Decision{Kind: l10n.Approve, Step: "review"}
	tr, ts := waiting()
	ts[0].Text, ts[0].State = nil, l10n.Initial
	if err := review.Apply(tr, ts, d, "s", true); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "1 of 2") {
		t.Error(err)
	}
	tr, ts = waiting()
	ts[1].Issues = []l10n.Issue{{Severity: l10n.BlockingSeverity}}
	if err := review.Apply(tr, ts, d, "s", true); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
	ts[1].Issues[0].Severity--
	if err := review.Apply(tr, ts, d, "s", true); err != nil {
		t.Errorf("a remark must not stop an approval: %v", err)
	}
}

func TestSendingBack(t *testing.T) {
	tr, ts := waiting()
	d := l10n.Decision{Kind: l10n.RequestChanges, Step: "review", Comment: "the date"}
	if err := review.Apply(tr, ts, d, "s", true); err != nil || tr.Round != 2 || tr.Comment != "the date" || ts[1].State != l10n.Translated {
		t.Errorf("%v %+v %+v", err, tr, ts)
	}
}

func TestReassigning(t *testing.T) {
	tr, ts := waiting()
	if err := review.Apply(tr, ts, l10n.Decision{Kind: l10n.Reassign, Step: "review", To: "ivan"}, "s", true); err != nil || tr.Assignee != "ivan" || tr.Step != "review" {
		t.Errorf("%v %+v", err, tr)
	}
}
