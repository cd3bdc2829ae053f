package review_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// twins searches for two texts whose targets have hashes that begin with the same 24 bits, as hashes of 64 bits can be
// searched for in minutes.
func twins(t *testing.T, e *l10n.Extraction) (harmless, other string, begin l10n.Hash) {
	t.Helper()
	const digits = 6
	seen := map[l10n.Hash]string{}
	for i := range 1_000_000 {
		text := fmt.Sprintf("El muelle abre a las %d.", i)
		h := l10n.TargetsHash([]l10n.Target{{Segment: e.Places()[0].Segment.ID, Text: l10n.TextFragment(text)}})[:digits]
		if was, ok := seen[h]; ok {
			return was, text, h
		}
		seen[h] = text
	}
	t.Fatal("no two texts begin alike")
	return "", "", ""
}

// TestAnApprovalIsOfOneTextAlone holds that what one saw is what one approves, though somebody made another text whose
// hash begins alike, and though the second pair of eyes approves what it sees.
func TestAnApprovalIsOfOneTextAlone(t *testing.T) {
	e := extraction("The pier opens at nine.")
	harmless, other, begin := twins(t, e)
	show := func(d *desk, text string) l10n.Decision {
		d.open(e, twoSteps, text)
		ts := d.targets[key]
		dec := approve("d1", "review", "ana")
		dec.SourceHash, dec.TargetHash, dec.VersionsHash = l10n.SourceHash(e.Units), l10n.TargetsHash(ts), l10n.VersionsHash(ts)
		return dec
	}
	for name, change := range map[string]func(*desk, *l10n.Decision){
		"the other text takes its place":              func(d *desk, _ *l10n.Decision) { d.open(e, twoSteps, other) },
		"and the decision has the beginning alone":    func(d *desk, dec *l10n.Decision) { d.open(e, twoSteps, other); dec.TargetHash = begin },
		"or the beginning, of the very text":          func(_ *desk, dec *l10n.Decision) { dec.TargetHash = begin },
		"or the form of earlier versions":             func(_ *desk, dec *l10n.Decision) { dec.TargetHash = dec.TargetHash.Shortened() },
		"the text was changed, and changed back":      func(d *desk, _ *l10n.Decision) { d.targets[key][0].Version += 2 },
		"or the versions that were seen are left out": func(_ *desk, dec *l10n.Decision) { dec.VersionsHash = "" },
	} {
		d := newDesk(t)
		dec := show(d, harmless)
		change(d, &dec)
		if _, err := d.Decide(t.Context(), key, dec, false); !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
		if len(d.decisions[key]) != 0 || d.targets[key][0].State == l10n.Reviewed {
			t.Errorf("%s: something was approved: %+v", name, d.targets[key])
		}
	}
	d := newDesk(t)
	_, err := d.Decide(t.Context(), key, show(d, harmless), false)
	d.must(err)
	tr := d.record[key]
	d.open(e, twoSteps, other) // of a later run: nobody's approval is carried over to it
	tr.Steps = twoSteps[:1]
	got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
	if d.must(err); got.Approvals != nil || got.Targets != "" {
		t.Errorf("the other text is approved: %+v", got)
	}
}

// TestApprovalsOfEarlierVersionsStand has decisions with the short hashes that they had.
func TestApprovalsOfEarlierVersionsStand(t *testing.T) {
	d, tr, e := approvedText(t)
	for i := range d.decisions[key] {
		dec := &d.decisions[key][i]
		dec.SourceHash, dec.TargetHash = dec.SourceHash.Shortened(), dec.TargetHash.Shortened()
	}
	got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
	if d.must(err); len(got.Approvals) != 2 || got.Targets == "" {
		t.Errorf("%+v", got)
	}
	d, tr, e = approvedText(t)
	d.decisions[key][2].TargetHash = "ambiguous-" + d.decisions[key][2].TargetHash.Shortened()
	if got, err := d.CarryOver(t.Context(), tr, e, d.targets[key]); err != nil || got.Approvals != nil {
		t.Errorf("nobody knows which text was approved: %v %+v", err, got)
	}
	d, e = newDesk(t), extraction("one")
	d.open(e, twoSteps, "uno")
	d.targets[key][0].SourceHash = d.targets[key][0].SourceHash.Shortened()
	g, err := d.Edit(t.Context(), d.record[key], e, l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("un"), Version: 1, By: "ana"})
	if d.must(err); g.SourceHash != e.Places()[0].Segment.Hash() {
		t.Errorf("%+v", g)
	}
}

// TestTheIDOfADecisionIsItsOwn holds that a repeat changes nothing, and that another decision with its ID is refused.
func TestTheIDOfADecisionIsItsOwn(t *testing.T) {
	for name, change := range map[string]func(*l10n.Decision){
		"another person":  func(d *l10n.Decision) { d.By = "eve" },
		"another kind":    func(d *l10n.Decision) { d.Kind = l10n.RequestChanges },
		"another step":    func(d *l10n.Decision) { d.Step = "sign-off" },
		"another comment": func(d *l10n.Decision) { d.Comment = "no" },
		"another text":    func(d *l10n.Decision) { d.TargetHash = l10n.NewHash("else") },
		"another source":  func(d *l10n.Decision) { d.SourceHash = l10n.NewHash("else") },
		"other versions":  func(d *l10n.Decision) { d.VersionsHash = l10n.NewHash("else") },
		"other segments":  func(d *l10n.Decision) { d.Segments = []l10n.SegmentID{"u.1"} },
		"another heir":    func(d *l10n.Decision) { d.To = "eve" },
	} {
		d := newDesk(t)
		d.open(extraction("one"), twoSteps, "uno")
		first := approve("d1", "review", "ana")
		out, err := d.Decide(t.Context(), key, first, false)
		d.must(err)
		if again, err := d.Decide(t.Context(), key, first, false); err != nil || again.TargetHash != out.TargetHash {
			t.Errorf("%s: a repeat: %v %+v", name, err, again)
		}
		before := d.record[key]
		dec := first
		change(&dec)
		if _, err := d.Decide(t.Context(), key, dec, false); !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
		if len(d.decisions[key]) != 1 || d.record[key].Stage != before.Stage || d.record[key].Step != before.Step {
			t.Errorf("%s: %+v", name, d.record[key])
		}
	}
}
