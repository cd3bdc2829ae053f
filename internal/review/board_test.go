package review_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

func (d *desk) board() review.Board {
	d.t.Helper()
	b, err := d.Board(d.t.Context(), d.record[key], d.targets[key])
	d.must(err)
	return b
}

func (d *desk) say(id string, step l10n.StepName, by l10n.UserID, outcome l10n.Outcome, segments ...l10n.SegmentID) error {
	versions := map[l10n.SegmentID]int{}
	for _, s := range segments {
		versions[s] = 1
	}
	_, err := d.Say(d.t.Context(), key, review.Word{ID: id, Step: step, By: by, Segments: versions, Outcome: outcome, Comment: "No.", At: noon})
	return err
}

// TestBoard holds that the board says of every segment what the rules of approval ask of it.
func TestBoard(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: checked, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.", "Tres.", "", "5")
	d.targets[key][1].Issues = issue(60)
	d.targets[key][4].SubState = l10n.SubCopy
	d.machines("checks")
	d.begin(key, "review", "", 1)
	state := func(id l10n.SegmentID) string {
		g := d.board().Segments[id]
		return string(g.State) + " " + g.Why
	}
	for id, want := range map[l10n.SegmentID]string{"u.1": "open unconfirmed", "u.2": "open changes:checks", "u.4": "open none", "u.5": "skipped copy"} {
		if got := state(id); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	b := d.board()
	if len(b.Open) != 4 || b.Confirmed != 0 || !b.Hold || !errors.Is(b.Refusal, l10n.ErrRefused) || !b.Segments["u.2"].Wanted || b.Segments["u.1"].Wanted {
		t.Errorf("%+v", b)
	}
	two, three := []l10n.SegmentID{"u.1", "u.3"}, []l10n.SegmentID{"u.1", "u.2", "u.3"}
	want := []review.ClassCount{{"without-remarks", 2, two}, {"passed", 2, two}, {"engine", 3, three}, {"all", 3, three}}
	if !reflect.DeepEqual(b.Classes, want) {
		t.Errorf("%v, want %v", b.Classes, want)
	}
	if c := b.Steps[0]; c.Name != "checks" || c.Passed != 2 || c.Changes != 1 {
		t.Errorf("%+v", c)
	}
	d.must(d.say("w1", "review", "ana", l10n.Pass, "u.1"))
	d.must(d.say("w2", "review", "ana", l10n.Changes, "u.3"))
	if got := d.board(); got.Confirmed != 1 || len(got.Open) != 3 || !slices.Equal(got.ToChange(d.targets[key]), []l10n.SegmentID{"u.3"}) {
		t.Errorf("%+v", got)
	}
	d.targets[key][0].Text = l10n.TextFragment("Un.") // a confirmation is of the very text
	if got := state("u.1"); got != "open edited" {
		t.Errorf("an edited text is %q", got)
	}
	if err := d.say("w3", "review", "ana", l10n.Skipped, "u.1"); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a person skips: %v", err)
	}
}

// TestEyesThatMayNotApproveDoNotConfirm holds that whoever a step doesn't ask confirms nothing at it, by a word or by writing:
// those who approved an earlier step where it wants other eyes, and those whom it doesn't name.
func TestEyesThatMayNotApproveDoNotConfirm(t *testing.T) {
	d := newDesk(t)
	steps := []l10n.ReviewStep{{Name: "translate", Kind: l10n.StepPerson}, {Name: "sign-off", Kind: l10n.StepPerson, FourEyes: true, Who: []l10n.UserID{"ana", "ben"}}}
	d.planned(l10n.Plan{Review: steps, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.")
	d.begin(key, "translate", "", 1)
	d.must(d.say("w0", "translate", "ana", l10n.Pass, "u.1", "u.2"))
	_, err := d.Decide(t.Context(), key, approve("d1", "translate", "ana"), false)
	d.must(err)
	d.begin(key, "sign-off", "", 1)
	for by, want := range map[l10n.UserID]bool{"ana": false, "eve": false, "ben": true} {
		if err := d.say("w-"+string(by), "sign-off", by, l10n.Pass, "u.1"); (err == nil) != want {
			t.Errorf("%s confirms: %v", by, err)
		}
	}
	if b := d.board(); b.Asks("ana") || !b.SawEarlier("ana") || b.Asks("eve") || !b.Asks("ben") {
		t.Errorf("the board asks ana: %t, eve: %t, ben: %t", b.Asks("ana"), b.Asks("eve"), b.Asks("ben"))
	}
	e, err := getExtraction(d)
	d.must(err)
	version := 1
	for by, want := range map[l10n.UserID]review.SegmentState{"ana": review.SegmentOpen, "eve": review.SegmentOpen, "ben": review.SegmentConfirmed} {
		edit := l10n.Edit{Segment: "u.2", Text: l10n.TextFragment("De " + string(by)), Version: version, By: by}
		if _, err := d.Edit(t.Context(), d.record[key], e, edit); err != nil {
			t.Fatal(err)
		}
		version++
		if got := d.board().Segments["u.2"].State; got != want {
			t.Errorf("a text of %s is %s, want %s", by, got, want)
		}
	}
}
