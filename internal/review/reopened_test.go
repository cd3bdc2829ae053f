package review_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestAWrongTextIsAskedAbout holds that people look at a text that was found wrong, whatever machines and rules say, and
// that no approval from before stands for its page.
func TestAWrongTextIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	steps := append([]l10n.ReviewStep{}, checked...)
	steps[1].When = []l10n.Condition{{LongerThan: 1000}}
	d.planned(l10n.Plan{Review: steps, Skip: l10n.Skip{Where: l10n.MatchClasses}, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.")
	d.targets[key][1].Correction, d.targets[key][1].SubState = "fix", l10n.SubNeedsEdit
	d.machines("checks")
	if out := d.begin(key, "review", "", 1); out.Asked != 1 {
		t.Errorf("the step ends by itself: %+v", out)
	}
	if diff := cmp.Diff(map[l10n.SegmentID]string{"u.1": "skipped condition", "u.2": "asked correction"}, d.outcomes("review")); diff != "" {
		t.Error(diff)
	}

	d, tr, e := approvedText(t)
	d.targets[key][0].Correction = "fix"
	got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
	d.must(err)
	if got.Approvals != nil || d.record[key].Stage == l10n.StageApproved {
		t.Errorf("approvals stand: %+v", got)
	}
}
