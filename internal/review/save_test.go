package review_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// fourTitles has a sentence four times, and another one; a machine made all but the third, which Ivan wrote.
func fourTitles(t *testing.T) (*desk, l10n.Translation, *l10n.Extraction) {
	t.Helper()
	d, e := newDesk(t), extraction("The <1>lock</1>", "Tolls", "The <1>lock</1>", "The <1>lock</1>", "The <1>lock</1>")
	tr := d.open(e, twoSteps, "A <1>b</1>", "Peajes", "C <1>d</1>", "A <1>b</1>", "A <1>b</1>")
	third := &d.targets[key][2]
	third.SubState, third.Origin = l10n.SubHuman, l10n.Origin{Kind: l10n.SubHuman, By: "ivan"}
	return d, tr, e
}

func saving(text string, version int, like ...review.Follower) review.Saving {
	return review.Saving{Edit: l10n.Edit{Segment: "u.1", Text: l10n.ParseFragment(text), Version: version, By: "ana"}, Confirm: true, Act: "act-" + text,
		Step: "review", At: noon, Like: like}
}

func (d *desk) texts() []string {
	var all []string
	for _, g := range d.targets[key] {
		all = append(all, g.Text.String())
	}
	return all
}

// TestOneActForAllThatSayTheSame holds that a text goes to the segments that say the same, but for exceptions that nobody
// names, and that a repeat changes nothing.
func TestOneActForAllThatSayTheSame(t *testing.T) {
	d, tr, e := fourTitles(t)
	in := saving("La <1>esclusa</1>", 1, review.Follower{Segment: "u.3", Version: 1}, review.Follower{Segment: "u.4", Version: 1},
		review.Follower{Segment: "u.5", Version: 7}, review.Follower{Segment: "u.2", Version: 1}, review.Follower{Segment: "u.9", Version: 1})
	want := []string{"La <1>esclusa</1>", "Peajes", "C <1>d</1>", "La <1>esclusa</1>", "A <1>b</1>"}
	for n := range 2 {
		out, err := d.Save(t.Context(), tr, e, in)
		d.must(err)
		if got := d.texts(); !slices.Equal(got, want) || out.Target.Version != 2 || len(out.Like) != 1 || out.Like[0].Segment != "u.4" {
			t.Errorf("time %d: %q, %+v", n+1, got, out)
		}
		why := map[l10n.SegmentID]error{"u.3": review.ErrOwnText, "u.5": l10n.ErrConflict, "u.2": l10n.ErrRefused, "u.9": l10n.ErrRefused}
		for _, r := range out.Refused {
			if !errors.Is(r.Err, why[r.Segment]) {
				t.Errorf("%s is refused because %v", r.Segment, r.Err)
			}
			delete(why, r.Segment)
		}
		if len(why) > 0 {
			t.Errorf("not refused: %v", why)
		}
	}
	if len(d.verdicts) != 2 || d.verdicts[0].Outcome != l10n.Pass || d.targets[key][0].Version != 2 || d.targets[key][3].Version != 2 {
		t.Errorf("who writes texts confirms them, once: %+v", d.verdicts)
	}
	// The text is changed again: where it was put it follows, and the exception stays one until it is named.
	in = saving("La gran <1>esclusa</1>", 2, review.Follower{Segment: "u.4", Version: 2}, review.Follower{Segment: "u.3", Version: 1, Own: true})
	out, err := d.Save(t.Context(), tr, e, in)
	d.must(err)
	if got := d.texts(); len(out.Refused) != 0 || got[0] != got[3] || got[0] != got[2] || got[0] != "La gran <1>esclusa</1>" {
		t.Errorf("changed again: %q, %+v", got, out.Refused)
	}
}

// TestAnUnchangedTextIsConfirmedByAWord holds that the act that confirms a text leaves it to who made it, and confirms those that
// say the same with it.
func TestAnUnchangedTextIsConfirmedByAWord(t *testing.T) {
	d, tr, e := fourTitles(t)
	in := saving("A <1>b</1>", 1, review.Follower{Segment: "u.4", Version: 1})
	for range 2 {
		out, err := d.Save(t.Context(), tr, e, in)
		d.must(err)
		if len(out.Refused) != 0 || len(d.said) != 2 || d.targets[key][0].Version != 1 || d.targets[key][0].SubState != l10n.SubMT {
			t.Errorf("%+v, said %d", out, len(d.said))
		}
	}
	in.Confirm = false
	in.Text = l10n.ParseFragment("bad <1>b</1>")
	out, err := d.Save(t.Context(), tr, e, in)
	d.must(err)
	if out.Target.Text.String() != "bad <1>b</1>" || len(out.Target.Issues) != 1 {
		t.Errorf("saved: %+v", out)
	}
	in.Act = "another act"
	in.Confirm, in.Version, in.Text, in.Like = true, 2, l10n.ParseFragment("still bad <1>b</1>"), nil
	if out, err = d.Save(t.Context(), tr, e, in); err != nil || len(out.Refused) != 1 || !errors.Is(out.Refused[0].Err, l10n.ErrRefused) || out.Target.Version != 3 {
		t.Errorf("a text with an issue that blocks is saved, and not confirmed: %v %+v", err, out)
	}
	in.Version = 3
	if _, err = d.Save(t.Context(), tr, e, in); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("where nothing is saved, the refusal is all there is: %v", err)
	}
}

func TestASavingIsRefusedWhole(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*desk, *review.Saving)
		want   error
	}{
		"another version":  {func(_ *desk, in *review.Saving) { in.Version = 5 }, l10n.ErrConflict},
		"lost codes":       {func(_ *desk, in *review.Saving) { in.Text = l10n.TextFragment("La esclusa") }, l10n.ErrCodes},
		"it does not wait": {func(d *desk, _ *review.Saving) { d.stage(l10n.StageApproved) }, l10n.ErrRefused},
		"somebody else wrote the same over the version": {func(d *desk, in *review.Saving) {
			g := &d.targets[key][0]
			g.Version, g.Text, g.Origin = 2, in.Text, l10n.Origin{Kind: l10n.SubHuman, By: "ivan"}
		}, l10n.ErrConflict},
	} {
		d, tr, e := fourTitles(t)
		in := saving("La <1>esclusa</1>", 1, review.Follower{Segment: "u.4", Version: 1})
		tt.change(d, &in)
		before := d.texts()
		if _, err := d.Save(t.Context(), tr, e, in); !errors.Is(err, tt.want) || !slices.Equal(d.texts(), before) {
			t.Errorf("%s: %v, %q", name, err, d.texts())
		}
	}
}

// TestConfirmedTextsAreTaught holds that the memory has what a person has confirmed until it stands open again, and that an
// approval takes its place.
func TestConfirmedTextsAreTaught(t *testing.T) {
	d, tr, e := fourTitles(t)
	_, err := d.Save(t.Context(), tr, e, saving("La <1>esclusa</1>", 1, review.Follower{Segment: "u.4", Version: 1}))
	d.must(err)
	if p := d.pending["u.1"]; len(d.pending) != 2 || p.Author != "ana" || p.Target.String() != "La <1>esclusa</1>" || p.Site != "news" || p.Document != "doc" ||
		p.Next.String() != "Tolls" {
		t.Errorf("written: %+v", d.pending)
	}
	if _, err := d.Say(t.Context(), key, review.Word{ID: "w1", Step: "review", By: "ben", Segments: map[l10n.SegmentID]int{"u.2": 1}, Outcome: l10n.Pass, At: noon}); err != nil {
		t.Fatal(err)
	}
	if p := d.pending["u.2"]; p.Author != "ben" || p.Target.String() != "Peajes" {
		t.Errorf("confirmed: %+v", p)
	}
	if _, err := d.Say(t.Context(), key, review.Word{ID: "w2", Step: "review", By: "ben", Segments: map[l10n.SegmentID]int{"u.2": 1}, Outcome: l10n.Changes,
		Comment: "No.", At: noon}); err != nil {
		t.Fatal(err)
	}
	_, err = d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.4", Text: l10n.ParseFragment("bad <1>x</1>"), Version: 2, By: "ana"})
	d.must(err)
	if _, has := d.pending["u.2"]; has || len(d.pending) != 1 {
		t.Errorf("what stands open is withdrawn: %+v", d.pending)
	}
	d.broken["Pend"] = errors.New("the memory is away")
	out, err := d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.1", Text: l10n.ParseFragment("Las <1>esclusas</1>"), Version: 2, By: "ana"})
	if err != nil || out.Version != 3 {
		t.Errorf("a memory that can't learn stops nobody: %v", err)
	}
	d.broken["Pend"] = nil
	d.targets[key][3].SetIssues(nil)
	d.must2(d.Decide(t.Context(), key, approve("a1", "review", "ana"), false))
	if len(d.learned) != 0 || len(d.pending) == 0 {
		t.Error("an approval that is not the last teaches the memory for good")
	}
	d.begin(key, "sign-off", "", 1)
	d.must2(d.Decide(t.Context(), key, approve("a2", "sign-off", "ana"), true))
	if len(d.pending) != 0 || len(d.learned) != 5 {
		t.Errorf("approved: %d are pending, %d learned", len(d.pending), len(d.learned))
	}
}

func TestFollows(t *testing.T) {
	machine := l10n.Target{Text: l10n.TextFragment("a"), State: l10n.Translated, SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT}}
	mine, theirs, signed := machine, machine, machine
	mine.SubState, mine.Origin = l10n.SubHuman, l10n.Origin{Kind: l10n.SubHuman, By: "ana"}
	theirs.SubState, theirs.Origin = l10n.SubHuman, l10n.Origin{Kind: l10n.SubHuman, By: "ben"}
	signed.Signed = []l10n.Signature{{By: "ben"}}
	confirmed := review.SegmentBoard{Word: &l10n.Verdict{Outcome: l10n.Pass}}
	for name, tt := range map[string]struct {
		t    l10n.Target
		g    review.SegmentBoard
		want review.Following
	}{
		"a machine's":            {machine, review.SegmentBoard{}, review.FollowsAny},
		"a machine's, looked at": {machine, confirmed, review.FollowsNot},
		"one's own":              {mine, confirmed, review.FollowsSame},
		"another's":              {theirs, review.SegmentBoard{}, review.FollowsNot},
		"approved":               {signed, review.SegmentBoard{}, review.FollowsNot},
		"none":                   {l10n.Target{State: l10n.Initial}, review.SegmentBoard{}, review.FollowsAny},
	} {
		if got := review.Follows(tt.t, tt.g, "ana"); got != tt.want {
			t.Errorf("%s: %s, want %s", name, got, tt.want)
		}
	}
}

// TestATrialKeepsNothing holds that a text can be looked at as it is typed.
func TestATrialKeepsNothing(t *testing.T) {
	d, tr, e := fourTitles(t)
	out, err := d.Try(t.Context(), tr, e, "u.1", l10n.ParseFragment("bad <1>text"))
	d.must(err)
	if len(out.Issues) != 1 || !errors.Is(out.Refusal, l10n.ErrCodes) {
		t.Errorf("half written: %+v", out)
	}
	if out, err = d.Try(t.Context(), tr, e, "u.1", l10n.ParseFragment("good <1>x</1>")); err != nil || out.Refusal != nil || len(out.Issues) != 0 {
		t.Errorf("whole: %v %+v", err, out)
	}
	if d.targets[key][0].Version != 1 || d.targets[key][0].Text.String() != "A <1>b</1>" {
		t.Error("a trial is kept")
	}
	long := make([]byte, 9000)
	for i := range long {
		long[i] = 'x'
	}
	if out, err = d.Try(t.Context(), tr, e, "u.1", l10n.TextFragment(string(long))); err != nil || !errors.Is(out.Refusal, l10n.ErrTooLong) {
		t.Errorf("far too long: %v %+v", err, out)
	}
	if _, err = d.Try(t.Context(), tr, e, "u.99", nil); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a segment that there is not: %v", err)
	}
}
