package review_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

func TestAnEdit(t *testing.T) {
	d, e := newDesk(t), extraction("one <1>x</1>", "two")
	tr := d.open(e, twoSteps, "uno <1>y</1>", "")
	got, err := d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.2", Text: l10n.TextFragment("bad dos"), Version: 1, By: "maria"})
	d.must(err)
	if got.Version != 2 || got.State != l10n.Translated || got.SubState != l10n.SubHuman || got.Text.Text() != "bad dos" || time.Since(got.EditedAt) > time.Minute ||
		got.Origin != (l10n.Origin{Kind: l10n.SubHuman, By: "maria"}) || !cmp.Equal(got, d.targets[key][1]) {
		t.Errorf("%+v", got)
	}
	if len(got.Issues) != 1 || got.Issues[0].Comment != "newsesu.2" {
		t.Errorf("the checks of the site look at an edit: %+v", got.Issues)
	}
	p := d.record[key].Progress
	if p.Human != 1 || p.Empty != 0 || p.Machine != 1 || p.Blocking != 1 || p.Characters != 7 || p.Sent != 2 || p.Saved != 3 {
		t.Errorf("the record's progress: %+v", p)
	}
	if u := d.targets[key][0]; u.Version != 1 || u.SubState != l10n.SubMT {
		t.Errorf("another segment was changed: %+v", u)
	}
	// A second person saw the first version.
	now, err := d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.2", Text: l10n.TextFragment("lost update"), Version: 1, By: "ivan"})
	if !errors.Is(err, l10n.ErrConflict) || now.Text.Text() != "bad dos" || d.targets[key][1].Text.Text() != "bad dos" {
		t.Errorf("a stale edit: %v, %+v", err, now)
	}
	now, err = d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.2", Version: 2, By: "ivan"})
	if err != nil || now.State != l10n.Initial || d.record[key].Progress.Empty != 1 {
		t.Errorf("a draft that is taken back: %v, %+v", err, now)
	}
}

func TestAnEditTakesApprovalsAway(t *testing.T) {
	d, e := newDesk(t), extraction("one")
	tr := d.open(e, twoSteps, "uno")
	g := &d.targets[key][0]
	g.State, g.SubState, g.Signed, g.SameAs = l10n.Final, l10n.SubApproved, []l10n.Signature{{By: "ana"}}, &l10n.SameMeaning{By: "ana"}
	before := *g
	same := l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("uno"), Version: 1, By: "maria"}
	if now, err := d.Edit(t.Context(), tr, e, same); err != nil || !cmp.Equal(now, before) {
		t.Errorf("an unchanged text keeps what it has: %v, %+v", err, now)
	}
	same.Text = l10n.TextFragment("Uno")
	now, err := d.Edit(t.Context(), tr, e, same)
	if err != nil || now.State != l10n.Translated || now.SubState != l10n.SubHuman || now.Signed != nil || now.SameAs != nil {
		t.Errorf("%v %+v", err, now)
	}
}

func TestRefusedEdits(t *testing.T) {
	e := extraction("one <1>x</1>")
	good := l10n.Edit{Segment: "u.1", Text: l10n.ParseFragment("dos <1>y</1>"), Version: 1, By: "maria"}
	for name, c := range map[string]struct {
		change func(*desk, *l10n.Edit)
		want   error
	}{
		"approved":        {func(d *desk, _ *l10n.Edit) { d.stage(l10n.StageApproved) }, l10n.ErrRefused},
		"translated anew": {func(d *desk, _ *l10n.Edit) { d.stage(l10n.StageTranslate) }, l10n.ErrRefused},
		"lost codes":      {func(_ *desk, ed *l10n.Edit) { ed.Text = l10n.TextFragment("dos") }, l10n.ErrCodes},
		"no such segment": {func(_ *desk, ed *l10n.Edit) { ed.Segment = "u.9" }, l10n.ErrNotFound},
		"another source":  {func(d *desk, _ *l10n.Edit) { d.targets[key][0].SourceHash = "another" }, l10n.ErrConflict},
		"no target":       {func(d *desk, _ *l10n.Edit) { d.targets[key] = nil }, l10n.ErrNotFound},
	} {
		d := newDesk(t)
		tr, ed := d.open(e, twoSteps, "uno <1>y</1>"), good
		c.change(d, &ed)
		before := d.targets[key]
		if _, err := d.Edit(t.Context(), tr, e, ed); !errors.Is(err, c.want) || !cmp.Equal(before, d.targets[key]) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func (d *desk) stage(s l10n.Stage) {
	tr := d.record[key]
	tr.Stage = s
	d.record[key] = tr
}

func TestTheMachineOverwritesNobody(t *testing.T) {
	human := l10n.Target{Segment: "u.1", SourceHash: "s1", SubState: l10n.SubHuman, State: l10n.Translated, Text: l10n.TextFragment("uno"), Version: 4}
	reviewed, final, machine := human, human, human
	reviewed.Segment, reviewed.State = "u.2", l10n.Reviewed
	final.Segment, final.State = "u.3", l10n.Final
	machine.Segment, machine.SubState = "u.4", l10n.SubMT
	other := human
	other.Segment = "u.5"
	var made []l10n.Target
	for _, id := range []l10n.SegmentID{"u.4", "u.1", "u.2", "u.3", "u.5", "u.6"} {
		made = append(made, l10n.Target{Segment: id, SourceHash: "s1", Text: l10n.TextFragment("machine")})
	}
	made[4].SourceHash = "s2"
	made[5].Version = 3
	got := review.Replace([]l10n.Target{human, reviewed, final, machine, other}, made)
	for i, want := range []struct {
		id      l10n.SegmentID
		text    string
		version int
	}{{"u.4", "machine", 1}, {"u.1", "uno", 4}, {"u.2", "uno", 4}, {"u.3", "machine", 1}, {"u.5", "machine", 1}, {"u.6", "machine", 3}} {
		if g := got[i]; g.Segment != want.id || g.Text.Text() != want.text || g.Version != want.version {
			t.Errorf("%+v", g)
		}
	}
	if len(got) != 6 || made[1].Text.Text() != "machine" {
		t.Errorf("%+v", made)
	}
}

// TestAnEditIsBounded holds that a text far beyond any translation is refused before it is checked.
func TestAnEditIsBounded(t *testing.T) {
	d, e := newDesk(t), extraction("one")
	tr := d.open(e, twoSteps, "uno")
	for _, n := range []int{5000, 200_000} {
		edit := l10n.Edit{Segment: "u.1", Text: l10n.TextFragment(strings.Repeat("5 % ", n)), Version: 1, By: "maria"}
		if _, err := d.Edit(t.Context(), tr, e, edit); !errors.Is(err, l10n.ErrTooLong) || d.targets[key][0].Text.Text() != "uno" {
			t.Errorf("%v", err)
		}
	}
}

// TestABrokenOffCheckSavesNothing holds that an edit whose checks were broken off is not stored as if it had been checked.
func TestABrokenOffCheckSavesNothing(t *testing.T) {
	d, e := newDesk(t), extraction("one")
	tr := d.open(e, twoSteps, "uno")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := d.Edit(ctx, tr, e, l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("otro"), Version: 1, By: "maria"})
	if now := d.targets[key][0]; !errors.Is(err, context.Canceled) || now.Text.Text() != "uno" || now.Version != 1 {
		t.Errorf("%v, and the target is %+v", err, now)
	}
}
