package review_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// approvedText makes a translation whose text was approved at both steps before, and is checked anew.
func approvedText(t *testing.T) (*desk, l10n.Translation, *l10n.Extraction) {
	d, e := newDesk(t), extraction("one", "two")
	tr := d.open(e, twoSteps, "uno", "dos")
	source, target := l10n.SourceHash(e.Units), l10n.TargetsHash(d.targets[key])
	for i, dec := range []l10n.Decision{approve("d0", "review", "ana"), approve("d1", "review", "maria"), approve("d2", "sign-off", "ivan")} {
		dec.SourceHash, dec.TargetHash, dec.At = source, target, noon.Add(time.Duration(i)*time.Hour)
		d.decisions[key] = append(d.decisions[key], dec)
	}
	return d, tr, e
}

func TestApprovalsOfTheVeryTextStand(t *testing.T) {
	d, tr, e := approvedText(t)
	got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
	d.must(err)
	if len(got.Approvals) != 2 || got.Approvals[0].ID != "d1" || got.Approvals[1].ID != "d2" {
		t.Errorf("the latest of each step: %+v", got.Approvals)
	}
	snapshot, err := blob.GetJSON[[]l10n.Target](t.Context(), d, got.Targets)
	d.must(err)
	if len(snapshot) != 2 || snapshot[0].State != l10n.Final || snapshot[1].State != l10n.Final || d.targets[key][0].State != l10n.Translated {
		t.Errorf("%+v", snapshot)
	}
	if r := d.record[key]; r.Stage != l10n.StageApproved || r.Targets != got.Targets || r.Step != "" || r.Assignee != "" {
		t.Errorf("%+v", r)
	}
}

func TestApprovalsThatDoNotStand(t *testing.T) {
	for name, change := range map[string]func(*desk, *l10n.Translation){
		"one step is missing":  func(d *desk, _ *l10n.Translation) { d.decisions[key] = d.decisions[key][:2] },
		"another source":       func(d *desk, _ *l10n.Translation) { d.decisions[key][2].SourceHash = "other" },
		"another text":         func(d *desk, _ *l10n.Translation) { d.decisions[key][2].TargetHash = "other" },
		"it was no approval":   func(d *desk, _ *l10n.Translation) { d.decisions[key][2].Kind = l10n.Reassign },
		"a new step":           func(_ *desk, tr *l10n.Translation) { tr.Steps = append(tr.Steps[:2:2], "law") },
		"nobody approved it":   func(d *desk, _ *l10n.Translation) { d.decisions[key] = nil },
		"a plan without steps": func(d *desk, tr *l10n.Translation) { d.decisions[key], tr.Steps = nil, nil },
		"of another document's": func(d *desk, _ *l10n.Translation) {
			d.decisions[l10n.TranslationKey{}], d.decisions[key] = d.decisions[key], nil
		},
	} {
		d, tr, e := approvedText(t)
		change(d, &tr)
		got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
		if err != nil || got.Approvals != nil || got.Targets != "" || d.record[key].Stage != l10n.StageReview {
			t.Errorf("%s: %v %+v", name, err, got)
		}
	}
}

// apart makes a translation each of whose segments was approved, at different times.
func apart(t *testing.T) (*desk, l10n.Translation, *l10n.Extraction) {
	d, e := newDesk(t), extraction("one", "two")
	tr := d.open(e, twoSteps, "uno", "dos")
	for i, dec := range []l10n.Decision{approve("a1", "review", "ana"), approve("a2", "sign-off", "ivan"), approve("b1", "review", "maria"), approve("b2", "sign-off", "luis")} {
		dec.At = noon.Add(time.Duration(i) * time.Hour)
		d.decisions[key] = append(d.decisions[key], dec)
		g := &d.targets[key][i/2]
		g.SubState = l10n.SubApproved
		g.Signed = append(g.Signed, l10n.Signature{Decision: dec.ID, Step: dec.Step, By: dec.By})
	}
	return d, tr, e
}

func TestSegmentsThatWereApprovedApart(t *testing.T) {
	d, tr, e := apart(t)
	got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
	d.must(err)
	if len(got.Approvals) != 2 || got.Approvals[0].ID != "b1" || got.Approvals[1].ID != "b2" || got.Targets == "" {
		t.Errorf("%+v", got)
	}
	for name, change := range map[string]func(*desk, *l10n.Translation){
		"one is a machine's":            func(d *desk, _ *l10n.Translation) { d.targets[key][1].SubState = l10n.SubMT },
		"one lacks a step":              func(d *desk, _ *l10n.Translation) { d.targets[key][1].Signed = d.targets[key][1].Signed[:1] },
		"one has no signature":          func(d *desk, _ *l10n.Translation) { d.targets[key][1].Signed = nil },
		"one has a grave issue":         func(d *desk, _ *l10n.Translation) { d.targets[key][1].Issues = grave },
		"the decisions are not on file": func(d *desk, _ *l10n.Translation) { d.decisions[key] = d.decisions[key][:1] },
		"there is no text":              func(d *desk, _ *l10n.Translation) { d.targets[key] = nil },
	} {
		d, tr, e := apart(t)
		change(d, &tr)
		got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
		if err != nil || got.Approvals != nil || d.record[key].Stage != l10n.StageReview {
			t.Errorf("%s: %v %+v", name, err, got)
		}
	}
	d, tr, e = apart(t)
	d.targets[key][1].Issues = []l10n.Issue{{Severity: l10n.BlockingSeverity - 1}}
	if got, err := d.CarryOver(t.Context(), tr, e, d.targets[key]); err != nil || len(got.Approvals) != 2 {
		t.Errorf("a remark does not take approvals away: %v %+v", err, got)
	}
}

func TestARenamedPageGoesOnWithItsApprovals(t *testing.T) {
	d, tr, e := apart(t)
	old := l10n.TranslationKey{Document: "old", Locale: "es"}
	d.decisions[old], d.decisions[key] = d.decisions[key], nil
	tr.Base = &l10n.Base{}
	if got, err := d.CarryOver(t.Context(), tr, e, d.targets[key]); err != nil || got.Approvals != nil {
		t.Errorf("%v %+v", err, got)
	}
	tr.Base.Document = "old"
	got, err := d.CarryOver(t.Context(), tr, e, d.targets[key])
	d.must(err)
	if len(got.Approvals) != 2 || got.Approvals[0].ID != "b1" {
		t.Errorf("%+v", got)
	}
	own := approve("b1", "review", "maria")
	own.Comment = "under its new address"
	d.decisions[key] = []l10n.Decision{own}
	got, err = d.CarryOver(t.Context(), tr, e, d.targets[key])
	d.must(err)
	if !cmp.Equal(got.Approvals[1], own) {
		t.Errorf("the page's own approvals are later than those under its old address: %+v", got.Approvals)
	}
}

func TestCarryingOverFails(t *testing.T) {
	down := errors.New("down")
	for _, method := range []string{"Decisions", "Put", "UpdateTranslation"} {
		for _, before := range []func(*testing.T) (*desk, l10n.Translation, *l10n.Extraction){approvedText, apart} {
			d, tr, e := before(t)
			d.broken[method] = down
			if _, err := d.CarryOver(t.Context(), tr, e, d.targets[key]); !errors.Is(err, down) {
				t.Errorf("%s: %v", method, err)
			}
		}
	}
}
