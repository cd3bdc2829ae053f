package review_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var twoSteps = []l10n.StepName{"review", "sign-off"}

func TestAnApprovalIsBoundToWhatWasSeen(t *testing.T) {
	e := extraction("one", "two")
	d := newDesk(t)
	d.open(e, twoSteps, "uno", "dos")
	source, seen, versions := l10n.SourceHash(e.Units), l10n.TargetsHash(d.targets[key]), l10n.VersionsHash(d.targets[key])
	edited := slices.Clone(d.targets[key])
	edited[0].Version = 3 // changed, and changed back
	for name, c := range map[string]struct {
		d    l10n.Decision
		want error
	}{
		"as shown":         {l10n.Decision{SourceHash: source, TargetHash: seen, VersionsHash: versions}, nil},
		"other versions":   {l10n.Decision{SourceHash: source, TargetHash: seen, VersionsHash: l10n.VersionsHash(edited)}, l10n.ErrConflict},
		"no versions":      {l10n.Decision{SourceHash: source, TargetHash: seen}, l10n.ErrConflict},
		"a short text":     {l10n.Decision{SourceHash: source, TargetHash: seen.Shortened(), VersionsHash: versions}, l10n.ErrConflict},
		"short versions":   {l10n.Decision{SourceHash: source, TargetHash: seen, VersionsHash: versions.Shortened()}, l10n.ErrConflict},
		"a short source":   {l10n.Decision{SourceHash: source.Shortened(), TargetHash: seen, VersionsHash: versions}, l10n.ErrConflict},
		"whatever stands":  {l10n.Decision{}, nil},
		"another text":     {l10n.Decision{SourceHash: source, TargetHash: "else", VersionsHash: versions}, l10n.ErrConflict},
		"another source":   {l10n.Decision{SourceHash: "else", TargetHash: seen, VersionsHash: versions}, l10n.ErrConflict},
		"another step":     {l10n.Decision{Step: "sign-off"}, l10n.ErrRefused},
		"unknown decision": {l10n.Decision{Kind: "publish"}, l10n.ErrRefused},
	} {
		d := newDesk(t)
		before := d.open(e, twoSteps, "uno", "dos")
		if c.d.Step == "" {
			c.d.Step = "review"
		}
		if c.d.Kind == "" {
			c.d.Kind = l10n.Approve
		}
		c.d.ID = "d1"
		out, err := d.Decide(t.Context(), key, c.d, false)
		if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
			t.Errorf("%s: %v", name, err)
		}
		switch {
		case err != nil && (len(d.decisions[key]) != 0 || !cmp.Equal(d.record[key], before)):
			t.Errorf("%s: a refused decision has left something: %+v", name, d.record[key])
		case err == nil && (out.SourceHash != source || out.TargetHash != seen):
			t.Errorf("%s: %+v", name, out)
		case err == nil && (d.decisions[key][0].SourceHash != source || d.decisions[key][0].TargetHash != seen || d.decisions[key][0].VersionsHash != versions):
			t.Errorf("%s: the record is not bound to the texts: %+v", name, d.decisions[key][0])
		}
	}
}

func TestStepsAreApprovedInTurn(t *testing.T) {
	d, e := newDesk(t), extraction("one", "2")
	d.open(e, twoSteps, "uno", "2")
	d.targets[key][1].SubState = l10n.SubCopy
	first := approve("d1", "review", "maria")
	out, err := d.Decide(t.Context(), key, first, false)
	d.must(err)
	tr := d.record[key]
	if tr.Stage != l10n.StageReview || tr.Step != "" || tr.Assignee != "" || tr.Targets != "" || out.Targets != "" || len(d.approved) != 0 {
		t.Errorf("%+v %+v %+v", tr, out, d.approved)
	}
	for _, g := range d.targets[key] {
		if g.State != l10n.Reviewed || len(g.Signed) != 0 {
			t.Errorf("%+v", g)
		}
	}
	d.begin(key, "sign-off", "", 1)
	last := approve("d2", "sign-off", "ivan")
	for range 2 { // a repeat finds what the first has done
		out, err = d.Decide(t.Context(), key, last, true)
		d.must(err)
		tr = d.record[key]
		if tr.Stage != l10n.StageApproved || tr.Step != "" || tr.Targets != out.Targets || out.Targets == "" {
			t.Errorf("%+v %+v", tr, out)
		}
	}
	signed := []l10n.Signature{{Decision: "d1", Step: "review", By: "maria", At: noon}, {Decision: "d2", Step: "sign-off", By: "ivan", At: noon}}
	for _, g := range d.targets[key] {
		if g.State != l10n.Final || !cmp.Equal(g.Signed, signed) {
			t.Errorf("%+v", g)
		}
	}
	snapshot, err := blob.GetJSON[[]l10n.Target](t.Context(), d, out.Targets)
	d.must(err)
	if !cmp.Equal(snapshot, d.targets[key]) || !cmp.Equal(d.approved, d.targets[key]) {
		t.Errorf("kept %+v, approved %+v", snapshot, d.approved)
	}
	if len(d.decisions[key]) != 2 {
		t.Errorf("%+v", d.decisions[key])
	}
	want := l10n.MemoryEntry{Source: l10n.TextFragment("one"), Target: l10n.TextFragment("uno"), Next: l10n.TextFragment("2"), Element: "p",
		SourceLang: "en", Locale: "es", Author: l10n.MachineAuthor, Site: "news", Run: "r1", Document: "doc", At: noon}
	if len(d.learned) != 2 || !cmp.Equal(d.learned[0], want) {
		t.Errorf("the memory learns texts and no figures, once a try: %+v", d.learned)
	}
}

// TestAnApprovalConfirmsWhatWasShown holds which texts of machines an approval confirms: those that it names, at whatever
// step. The others are approved with the page, and stay unconfirmed until a person writes or confirms them.
func TestAnApprovalConfirmsWhatWasShown(t *testing.T) {
	d, e := newDesk(t), extraction("one", "two", "three", "four", "five", "six", "seven")
	d.open(e, twoSteps, "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete")
	for i, o := range []l10n.Origin{
		{Kind: l10n.SubMT, Provider: "engine"}, {Kind: l10n.SubMT, Provider: "engine"}, {Kind: l10n.SubTMFuzzy, Provider: "memory", Score: 90},
		{Kind: l10n.SubHuman, By: "ana"}, {Kind: l10n.SubTMExact, Provider: "memory", By: "ana"},
		{Kind: l10n.SubTMExact, Provider: "memory", By: l10n.MachineAuthor}, {Kind: l10n.SubHuman, By: "ana"},
	} {
		d.targets[key][i].Origin, d.targets[key][i].SubState = o, o.Kind
	}
	d.targets[key][6].SubState = l10n.SubNeedsEdit // written for another source
	if p := l10n.CountProgress(d.targets[key]); p.Unconfirmed != 5 {
		t.Errorf("%+v", p)
	}
	first := approve("d1", "review", "maria")
	first.Segments = []l10n.SegmentID{d.targets[key][0].Segment, d.targets[key][3].Segment}
	_, err := d.Decide(t.Context(), key, first, false)
	d.must(err)
	d.begin(key, "sign-off", "", 1)
	last := approve("d2", "sign-off", "ivan")
	last.Segments = []l10n.SegmentID{d.targets[key][2].Segment}
	out, err := d.Decide(t.Context(), key, last, true)
	d.must(err)
	var got []string
	for _, g := range d.targets[key] {
		by := ""
		if g.Confirmed != nil {
			by = string(g.Confirmed.By) + " " + string(g.Confirmed.Step)
		}
		got = append(got, fmt.Sprint(by, g.Unconfirmed))
	}
	want := []string{"maria reviewfalse", "true", "ivan sign-offfalse", "false", "false", "true", "true"}
	if diff := cmp.Diff(want, got); diff != "" || out.Unconfirmed != 3 || d.record[key].Progress.Unconfirmed != 3 {
		t.Errorf("%s %+v %+v", diff, out, d.record[key].Progress)
	}
	var authors []string
	for _, m := range d.learned {
		authors = append(authors, string(m.Author))
	}
	if diff := cmp.Diff([]string{"maria", "MT!", "ivan", "ana", "ana", "MT!", "MT!"}, authors); diff != "" {
		t.Error(diff)
	}
}

func TestTheMemoryKnowsWhoWrote(t *testing.T) {
	d, e := newDesk(t), extraction("one", "two")
	d.open(e, twoSteps[:1], "uno", "[dos]")
	d.targets[key][0].Origin, d.targets[key][1].SubState = l10n.Origin{Kind: l10n.SubHuman, By: "maria"}, l10n.SubPseudo
	_, err := d.Decide(t.Context(), key, approve("d1", "review", "ivan"), true)
	d.must(err)
	if len(d.learned) != 1 || d.learned[0].Author != "maria" {
		t.Errorf("%+v", d.learned)
	}
	d = newDesk(t)
	d.Memory = nil
	d.open(e, twoSteps[:1], "uno", "dos")
	if out, err := d.Decide(t.Context(), key, approve("d1", "review", "ivan"), true); err != nil || out.Targets == "" {
		t.Errorf("without a memory: %+v %v", out, err)
	}
}

func TestSignaturesOfWhatNobodyChangedStay(t *testing.T) {
	d, e := newDesk(t), extraction("one", "two", "three")
	d.open(e, twoSteps[:1], "uno", "dos", "tres")
	earlier := []l10n.Signature{{Decision: "d0", Step: "review", By: "ana"}}
	ts := d.targets[key]
	ts[0].SubState, ts[0].Signed = l10n.SubApproved, earlier
	ts[1].Signed = earlier // but changed since
	ts[2].SubState = l10n.SubApproved
	_, err := d.Decide(t.Context(), key, approve("d1", "review", "maria"), true)
	d.must(err)
	for i, want := range []string{"d0", "d1", "d1"} {
		if got := d.targets[key][i].Signed; len(got) != 1 || got[0].Decision != want {
			t.Errorf("%d: %+v", i, got)
		}
	}
}

func TestWhatCannotBeApproved(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*l10n.Target)
		says   string
	}{
		"no text":    {func(g *l10n.Target) { g.Text = nil }, "1 of 2 segments has no translation"},
		"initial":    {func(g *l10n.Target) { g.State = l10n.Initial }, "u.2 is initial"},
		"no state":   {func(g *l10n.Target) { g.State = "fuzzy" }, "u.2 is fuzzy"},
		"an issue":   {func(g *l10n.Target) { g.Issues = grave }, "1 of 2 segments has an issue"},
		"a remark":   {func(g *l10n.Target) { g.Issues = []l10n.Issue{{Severity: l10n.BlockingSeverity - 1}} }, ""},
		"is already": {func(g *l10n.Target) { g.State = l10n.Final }, ""},
	} {
		d := newDesk(t)
		d.open(extraction("one", "two"), twoSteps, "uno", "dos")
		c.change(&d.targets[key][1])
		_, err := d.Decide(t.Context(), key, approve("d1", "review", "maria"), false)
		switch {
		case c.says == "":
			if err != nil || d.targets[key][1].State != l10n.Reviewed {
				t.Errorf("%s: %v", name, err)
			}
		case !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), c.says):
			t.Errorf("%s: %v", name, err)
		case d.record[key].Step != "review" || d.targets[key][0].State != l10n.Translated:
			t.Errorf("%s: the refusal has changed the record", name)
		}
	}
}

func TestSendingBack(t *testing.T) {
	d := newDesk(t)
	d.open(extraction("one", "two"), twoSteps, "uno", "")
	d.targets[key][0].State = l10n.Reviewed
	_, err := d.Decide(t.Context(), key, l10n.Decision{ID: "d1", Kind: l10n.RequestChanges, Step: "review", By: "maria", Comment: "the date"}, true)
	d.must(err)
	tr := d.record[key]
	if tr.Round != 2 || tr.Comment != "the date" || tr.Step != "" || tr.Assignee != "" || tr.Stage != l10n.StageReview || tr.Targets != "" {
		t.Errorf("%+v", tr)
	}
	if ts := d.targets[key]; ts[0].State != l10n.Translated || ts[1].State != l10n.Initial || len(ts[0].Signed) != 0 || len(d.approved) != 0 {
		t.Errorf("%+v", ts)
	}
}

func TestReassigning(t *testing.T) {
	d := newDesk(t)
	d.open(extraction("one"), twoSteps, "uno")
	_, err := d.Decide(t.Context(), key, l10n.Decision{ID: "d1", Kind: l10n.Reassign, Step: "review", By: "maria", To: "ivan"}, true)
	d.must(err)
	if tr := d.record[key]; tr.Assignee != "ivan" || tr.Step != "review" || d.targets[key][0].State != l10n.Translated || tr.Targets != "" {
		t.Errorf("%+v", tr)
	}
}

// TestALateRepeatKeepsNoOtherText holds that a repeat of an approval, which comes when a later run has made other
// texts, does not pass those off as approved.
func TestALateRepeatKeepsNoOtherText(t *testing.T) {
	d := newDesk(t)
	d.open(extraction("one"), twoSteps[:1], "uno")
	dec := approve("d1", "review", "maria")
	dec.TargetHash, dec.VersionsHash = l10n.TargetsHash(d.targets[key]), l10n.VersionsHash(d.targets[key])
	_, err := d.Decide(t.Context(), key, dec, true)
	d.must(err)
	d.open(extraction("one"), twoSteps[:1], "otro")
	if _, err := d.Decide(t.Context(), key, dec, true); !errors.Is(err, l10n.ErrConflict) || d.record[key].Targets != "" {
		t.Errorf("%v %+v", err, d.record[key])
	}
}

func TestOpeningAStep(t *testing.T) {
	d := newDesk(t)
	d.open(extraction("one"), twoSteps, "uno")
	tr := d.record[key]
	tr.Step, tr.Stage, tr.Reminders = "", l10n.StageCheck, 3
	d.record[key] = tr
	for step, before := range map[l10n.StepName]l10n.Stage{"sign-off": l10n.StageReview, "none": l10n.StageReview, "review": l10n.StagePublished} {
		tr.Stage = before
		d.record[key] = tr
		if _, err := d.OpenStep(t.Context(), key, step, "ivan", 2); !errors.Is(err, l10n.ErrRefused) || d.record[key].Step != "" {
			t.Errorf("step %s, which nobody has come to, of a translation that is %s: %v", step, before, err)
		}
	}
	tr.Stage = l10n.StageCheck
	d.record[key] = tr
	first := approve("d0", "review", "ana")
	first.Run = tr.Run
	d.decisions[key] = []l10n.Decision{first}
	d.begin(key, "sign-off", "ivan", 2)
	tr = d.record[key]
	if tr.Stage != l10n.StageReview || tr.Step != "sign-off" || tr.Assignee != "ivan" || tr.Round != 2 || tr.Reminders != 0 || time.Since(tr.WaitsSince) > time.Minute {
		t.Errorf("%+v", tr)
	}
	since := tr.WaitsSince
	for _, c := range []struct {
		step          l10n.StepName
		round, number int
		want          int
	}{{"sign-off", 0, 0, 1}, {"review", 0, 0, 1}, {"sign-off", 2, 2, 2}, {"sign-off", 2, 2, 2}, {"sign-off", 1, 3, 2}, {"review", 2, 3, 2}} {
		got, _, err := d.Remind(t.Context(), key, c.step, c.round, c.number)
		d.must(err)
		if got.Reminders != c.want || d.record[key].Reminders != c.want {
			t.Errorf("reminded of %s: %d", c.step, got.Reminders)
		}
	}
	d.begin(key, "sign-off", "ana", 2) // a retry
	if tr := d.record[key]; tr.Reminders != 2 || !tr.WaitsSince.Equal(since) || tr.Assignee != "ivan" {
		t.Errorf("a retry begins the waiting anew: %+v", tr)
	}
	tr.Stage, tr.Step = l10n.StageTranslate, "sign-off"
	d.record[key] = tr
	d.begin(key, "sign-off", "ana", 2)
	if d.record[key].Stage != l10n.StageReview {
		t.Errorf("%+v", d.record[key])
	}
}

// TestFailuresAreTold holds that nothing counts as done when the records or the memory fail.
func TestFailuresAreTold(t *testing.T) {
	down := errors.New("the records are down")
	for _, method := range []string{"Translation", "Get", "Targets", "RecordDecision", "Put", "UpdateTranslation", "Add"} {
		d := newDesk(t)
		d.open(extraction("one"), twoSteps[:1], "uno")
		d.broken[method] = down
		if _, err := d.Decide(t.Context(), key, approve("d1", "review", "maria"), true); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
}
