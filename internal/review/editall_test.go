package review_test

import (
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestEditAll stores what can be stored, and tells of each other text why it can't.
func TestEditAll(t *testing.T) {
	d, e := newDesk(t), extraction("one <1>x</1>", "two", "three", "four")
	tr := d.open(e, twoSteps, "uno <1>y</1>", "dos", "tres", "cuatro")
	edit := func(id l10n.SegmentID, text string, version int) l10n.Edit {
		return l10n.Edit{Segment: id, Text: l10n.ParseFragment(text), Version: version, By: "maria"}
	}
	n, refused, err := d.EditAll(t.Context(), tr, e, []l10n.Edit{edit("u.1", "uno", 1), edit("u.2", "bad dos", 1), edit("u.3", "Tres", 2), edit("u.4", "Cuatro", 1), edit("u.9", "x", 1)})
	d.must(err)
	if n != 2 || len(refused) != 3 || !errors.Is(refused["u.1"], l10n.ErrCodes) || !errors.Is(refused["u.3"], l10n.ErrConflict) || !errors.Is(refused["u.9"], l10n.ErrNotFound) {
		t.Errorf("%d %v", n, refused)
	}
	ts := d.targets[key]
	if ts[0].Version != 1 || ts[1].Text.Text() != "bad dos" || len(ts[1].Issues) != 1 || ts[2].Text.Text() != "tres" || ts[3].Origin.By != "maria" || d.record[key].Progress.Human != 2 {
		t.Errorf("%+v", ts)
	}
	if n, refused, err := d.EditAll(t.Context(), tr, e, nil); n != 0 || len(refused) != 0 || err != nil {
		t.Errorf("%d %v %v", n, refused, err)
	}
	d.stage(l10n.StageApproved)
	if n, refused, err := d.EditAll(t.Context(), tr, e, []l10n.Edit{edit("u.4", "Otro", 2)}); n != 0 || !errors.Is(refused["u.4"], l10n.ErrRefused) || err != nil {
		t.Errorf("%d %v %v", n, refused, err)
	}
}
