package review_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// changed makes a translation whose source has changed since it was approved as "r0" at the step review: the first
// segment by a mended typo, the second by a figure, the third by its codes; the fourth is as it was.
func changed(t *testing.T) *desk {
	d := newDesk(t)
	old := extraction("The harbour comission opens the lock.", "It cost 37 million crowns in all.", "The <1>pilots</1> board at the mole.", "Tolls stay as they are for now.")
	now := extraction("The harbour commission opens the lock.", "It cost 38 million crowns in all.", "The pilots board at the mole now.", "Tolls stay as they are for now.")
	d.open(old, twoSteps[:1], "La comisión abre la esclusa.", "Costó 37 millones.", "Los <1>prácticos</1> embarcan.", "Los peajes no cambian.")
	_, err := d.Decide(t.Context(), key, approve("r0", "review", "ana"), true)
	d.must(err)
	base := &l10n.Base{Run: "r0", Extraction: d.record[key].Extraction, Targets: d.record[key].Targets}
	approved := d.targets[key]
	tr := d.open(now, twoSteps[:1], "La comisión abre.", "Costó 38 millones.", "Los prácticos embarcan ya.", "Los peajes no cambian.")
	tr.Base = base
	d.record[key] = tr
	d.targets[key][0].Version = 5
	d.targets[key][3] = approved[3]
	d.targets[key][3].State, d.targets[key][3].SubState = l10n.Translated, l10n.SubApproved
	return d
}

func declare(id string, segments ...l10n.SegmentID) l10n.Decision {
	return l10n.Decision{ID: id, Kind: l10n.Declare, Step: "review", By: "maria", At: noon, Segments: segments}
}

func TestTheMeaningIsTheSame(t *testing.T) {
	for name, dec := range map[string]l10n.Decision{"all that changed": declare("d1"), "one": declare("d1", "u.1")} {
		d := changed(t)
		for range 2 { // a repeat
			out, err := d.Declare(t.Context(), key, dec)
			d.must(err)
			if out.Targets != "" || len(out.Carried) != 0 || out.TargetHash != l10n.TargetsHash(d.targets[key]) || d.record[key].Stage != l10n.StageReview {
				t.Errorf("%s: people have to look at the others: %+v", name, out)
			}
		}
		g := d.targets[key][0]
		word := l10n.SameMeaning{ID: "d1", Document: "doc", By: "maria", At: noon,
			Old: l10n.TextFragment("The harbour comission opens the lock.").Hash(), New: l10n.TextFragment("The harbour commission opens the lock.").Hash()}
		if g.Text.Text() != "La comisión abre la esclusa." || g.SubState != l10n.SubApproved || g.SourceHash != word.New || g.Version != 6 ||
			len(g.Signed) != 1 || g.Signed[0].Decision != "r0" || !cmp.Equal(g.SameAs, &word) {
			t.Errorf("%s: %+v", name, g)
		}
		for _, i := range []int{1, 2} {
			if g := d.targets[key][i]; g.SubState != l10n.SubMT || g.Version != 1 {
				t.Errorf("%s: a figure or codes changed: %+v", name, g)
			}
		}
		if len(d.declared) != 2 || !cmp.Equal(d.declared[0], word) || !cmp.Equal(d.declared[1], word) {
			t.Errorf("%s: %+v", name, d.declared)
		}
		if p := d.record[key].Progress; p.Approved != 1 || p.Machine != 3 || p.Characters != 7 {
			t.Errorf("%s: %+v", name, p)
		}
		if len(d.decisions[key]) != 2 || d.decisions[key][1].SourceHash == "" || len(d.approved) != 0 {
			t.Errorf("%s: %+v", name, d.decisions[key])
		}
	}
}

func TestADeclarationEndsAReview(t *testing.T) {
	d := changed(t)
	for _, i := range []int{1, 2} {
		d.targets[key][i].SubState, d.targets[key][i].Signed = l10n.SubApproved, []l10n.Signature{{Decision: "r0", Step: "review"}}
	}
	for range 2 {
		out, err := d.Declare(t.Context(), key, declare("d1"))
		d.must(err)
		if len(out.Carried) != 1 || out.Carried[0].ID != "r0" || out.Targets == "" || d.record[key].Targets != out.Targets || d.record[key].Stage != l10n.StageApproved {
			t.Errorf("%+v", out)
		}
	}
}

func TestRefusedDeclarations(t *testing.T) {
	for name, c := range map[string]struct {
		d      l10n.Decision
		change func(*desk)
		says   string
	}{
		"a figure":         {declare("d1", "u.2"), nil, "figure"},
		"codes":            {declare("d1", "u.3"), nil, "codes"},
		"unchanged":        {declare("d1", "u.4"), nil, "no changed form"},
		"one of two":       {declare("d1", "u.1", "u.4"), nil, "no changed form"},
		"no such segment":  {declare("d1", "u.9"), nil, "no segment"},
		"nothing approved": {declare("d1"), func(d *desk) { tr := d.record[key]; tr.Base = nil; d.record[key] = tr }, "approved before"},
		"another step":     {l10n.Decision{ID: "d1", Kind: l10n.Declare, Step: "sign-off", By: "maria"}, nil, "not waiting"},
		"not on file": {declare("d1", "u.1"), func(d *desk) {
			tr := d.record[key]
			base := *tr.Base
			base.Targets = d.put([]l10n.Target{})
			tr.Base = &base
			d.record[key] = tr
		}, "no changed form"},
	} {
		d := changed(t)
		if c.change != nil {
			c.change(d)
		}
		before := d.targets[key]
		_, err := d.Declare(t.Context(), key, c.d)
		if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", name, err)
		}
		if len(d.declared) != 0 || len(d.decisions[key]) != 1 || !cmp.Equal(before, d.targets[key]) {
			t.Errorf("%s: a refused declaration has left something: %+v", name, d.declared)
		}
	}
}

func TestDeclaringFails(t *testing.T) {
	down := errors.New("down")
	for _, method := range []string{"Translation", "Get", "RecordDecision", "DeclareSame", "Targets"} {
		d := changed(t)
		d.broken[method] = down
		if _, err := d.Declare(t.Context(), key, declare("d1")); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
}
