package review_test

import (
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestADismissedIssueStopsNoApproval holds that a blocking issue does not stop an approval once a person has overruled it,
// and that another text has to be looked at again.
func TestADismissedIssueStopsNoApproval(t *testing.T) {
	d, e := newDesk(t), extraction("one")
	tr := d.open(e, twoSteps, "uno")
	blocking := grave[0]
	d.targets[key][0].SetIssues([]l10n.Issue{blocking})
	approve := l10n.Decision{ID: "1", Kind: l10n.Approve, Step: "review", By: "ana", At: noon}
	if _, err := d.Decide(t.Context(), key, approve, false); !errors.Is(err, l10n.ErrRefused) {
		t.Fatalf("an issue that blocks: %v", err)
	}
	blocking.Dismissed = &l10n.Dismissal{ID: "d", By: "ana", Reason: l10n.ReasonMistaken}
	d.targets[key][0].SetIssues([]l10n.Issue{blocking})
	approve.ID = "2"
	_, err := d.Decide(t.Context(), key, approve, false)
	d.must(err)
	got := d.targets[key][0]
	if p := d.record[key].Progress; p.Issues != 0 || p.Blocking != 0 || len(got.Dismissed) != 1 || got.Dismissed[0].Dismissed.By != "ana" {
		t.Errorf("%+v, %+v", p, got)
	}
	got, err = d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("bad uno"), Version: got.Version, By: "ben"})
	d.must(err)
	if len(got.Issues) != 1 || len(got.Dismissed) != 0 || d.record[key].Progress.Issues != 1 {
		t.Errorf("another text has the word of the old one: %+v", got)
	}
}
