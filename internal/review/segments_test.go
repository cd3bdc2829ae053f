package review_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// planned opens a translation with a plan of its own before its first step.
func (d *desk) planned(p l10n.Plan, texts ...string) l10n.Translation {
	d.t.Helper()
	sources := make([]string, len(texts))
	for i := range texts {
		sources[i] = fmt.Sprintf("Sentence %d.", i+1)
	}
	p.Steps = l10n.Deciding(p.Review)
	t := d.open(extraction(sources...), p.Steps, texts...)
	t.Plan, t.Step, t.Stage = d.put(p), "", l10n.StageCheck
	d.record[key] = t
	return t
}

func (d *desk) outcomes(step l10n.StepName) map[l10n.SegmentID]string {
	got := map[l10n.SegmentID]string{}
	for _, v := range d.verdicts {
		if v.Step == step {
			got[v.Segment] = strings.TrimSuffix(string(v.Outcome)+" "+v.Why, " ")
		}
	}
	return got
}

// machines does the steps of machines up to the first one of people, as the workflow does.
func (d *desk) machines(steps ...l10n.StepName) {
	d.t.Helper()
	for _, step := range steps {
		d.begin(key, step, "", d.record[key].Round)
		for from := 0; ; {
			out, err := d.Assess(d.t.Context(), key, step, from)
			d.must(err)
			if from = out.Next; from == 0 {
				break
			}
		}
		_, err := d.EndStep(d.t.Context(), key, step, "")
		d.must(err)
	}
}

var checked = []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks}, {Name: "review", Kind: l10n.StepPerson}}

func issue(severity int) []l10n.Issue {
	return []l10n.Issue{{Type: l10n.IssueNumbers, Severity: severity, Comment: "figures differ"}}
}

// TestPeopleAreAskedAboutWhatMachinesDoNotPass goes from the checks to an approval, by segment.
func TestPeopleAreAskedAboutWhatMachinesDoNotPass(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: checked, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.", "")
	d.targets[key][1].Issues = issue(60)
	d.machines("checks")
	if got := d.begin(key, "review", "", 1); got.Asked != 3 || got.Concluded != nil {
		t.Errorf("asked are %+v", got)
	}
	want := map[l10n.SegmentID]string{"u.1": "asked unconfirmed", "u.2": "asked changes:checks", "u.3": "asked none"}
	if diff := cmp.Diff(want, d.outcomes("review")); diff != "" {
		t.Error(diff)
	}
	edit := l10n.Edit{Segment: "u.3", Text: l10n.TextFragment("Tres."), Version: 1, By: "ana"}
	e, err := getExtraction(d)
	d.must(err)
	if _, err := d.Edit(t.Context(), d.record[key], e, edit); err != nil || d.compared != 1 {
		t.Fatal(err, d.compared)
	}
	_, err = d.Decide(t.Context(), key, approve("d1", "review", "ana"), true)
	if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "2 of 3 segments are not confirmed") {
		t.Errorf("two are not confirmed: %v", err)
	}
	n, err := d.Say(t.Context(), key, review.Word{ID: "w1", Step: "review", By: "ana", Segments: map[l10n.SegmentID]int{"u.2": 1}, Outcome: l10n.Pass, At: noon})
	if err != nil || n != 1 {
		t.Fatal(n, err)
	}
	_, err = d.Decide(t.Context(), key, approve("d2", "review", "ana"), true)
	if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "1 of 3 segments is not confirmed") {
		t.Errorf("what the checks passed is confirmed by nobody: %v", err)
	}
	dec := approve("d3", "review", "ana")
	dec.Confirm = []string{l10n.ClassPassed}
	out, err := d.Decide(t.Context(), key, dec, true)
	if err != nil || out.Unconfirmed != 0 {
		t.Fatalf("%+v %v", out, err)
	}
	ts := d.targets[key]
	if ts[0].Confirmed == nil || ts[0].Confirmed.Decision != "d3" || ts[1].Confirmed == nil || ts[1].Confirmed.Decision != "w1" || ts[2].Confirmed != nil {
		t.Errorf("%+v", ts)
	}
	if last := d.assessed[len(d.assessed)-1]; last.Class != l10n.ClassPassed || last.Segments != 1 || last.By.ID != "ana" {
		t.Errorf("the act is kept as %+v", last)
	}
}

func getExtraction(d *desk) (*l10n.Extraction, error) {
	var sources []string
	for i := range d.targets[key] {
		sources = append(sources, fmt.Sprintf("Sentence %d.", i+1))
	}
	return extraction(sources...), nil
}

// TestNobodyIsAskedWhereNothingIsLeft has a step of people that asks about nothing end by itself, and only where what
// goes out is somebody's word.
func TestNobodyIsAskedWhereNothingIsLeft(t *testing.T) {
	model := func(may bool) []l10n.ReviewStep {
		return []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks, MayApprove: may}, {Name: "review", Kind: l10n.StepPerson}}
	}
	for _, c := range []struct {
		name        string
		may         bool
		unconfirmed l10n.UnconfirmedPolicy
		sample      float64
		concluded   bool
	}{
		{"the site publishes what nobody confirmed", false, l10n.UnconfirmedPublish, 0, true},
		{"the site holds it", false, l10n.UnconfirmedHold, 0, false},
		{"a machine may approve", true, l10n.UnconfirmedHold, 0, true},
		{"all are in the sample", true, l10n.UnconfirmedHold, 1, false},
	} {
		d := newDesk(t)
		d.planned(l10n.Plan{Review: model(c.may), Unconfirmed: c.unconfirmed, Skip: l10n.Skip{Sample: c.sample}}, "Uno.", "Dos.")
		d.machines("checks")
		out := d.begin(key, "review", "", 1)
		if (out.Concluded != nil) != c.concluded {
			t.Errorf("%s: %+v", c.name, out)
			continue
		}
		if !c.concluded {
			continue
		}
		if out.Concluded.Targets == "" || out.Concluded.Recorded.Kind != l10n.Conclude || out.Concluded.Recorded.By != "" || out.Concluded.Unconfirmed != 2 {
			t.Errorf("%s: %+v", c.name, out.Concluded)
		}
		if d.record[key].Stage != l10n.StageApproved || (d.targets[key][0].PassedBy != nil) != c.may {
			t.Errorf("%s: %+v %+v", c.name, d.record[key], d.targets[key])
		}
		page := review.Page{Key: key, Run: "r1", Extraction: d.record[key].Extraction, Targets: out.Concluded.Targets}
		if got, err := d.Clear(t.Context(), page, []l10n.Decision{{ID: "concluded:r1:checks:1"}, *out.Concluded.Recorded}); err != nil || len(got) != 2 {
			t.Errorf("%s: not cleared: %v", c.name, err)
		}
	}
}

// TestWhoIsAsked is a table of who is asked about a segment, and why.
func TestWhoIsAsked(t *testing.T) {
	signed := []l10n.Signature{{Step: "review", By: "ana"}}
	targets := []l10n.Target{
		{SubState: l10n.SubApproved, Signed: signed, Text: l10n.TextFragment("a")},
		{SubState: l10n.SubApproved, Signed: []l10n.Signature{{Step: "legal"}}, Text: l10n.TextFragment("b")},
		{SubState: l10n.SubTMContext, Origin: l10n.Origin{Kind: l10n.SubTMContext, Provider: "memory"}, Text: l10n.TextFragment("c")},
		{SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "echo"}, Text: l10n.TextFragment("d")},
		{SubState: l10n.SubCopy, Text: l10n.TextFragment("5")},
		{SubState: l10n.SubTMContext, Text: l10n.TextFragment("e"), Issues: grave},
		{SubState: l10n.SubTMContext, Text: l10n.TextFragment("f"), Earlier: []l10n.KeptText{{Text: l10n.TextFragment("g")}}},
	}
	for _, c := range []struct {
		name string
		plan l10n.Plan
		want string
	}{
		{"everybody about everything", l10n.Plan{}, "asked|asked|asked|asked|skipped copy|asked issue|asked earlier"},
		{"what was approved at this step", l10n.Plan{Skip: l10n.Skip{Where: []l10n.MatchClass{l10n.MatchApproved}}},
			"skipped approved-before|asked|asked|asked|skipped copy|asked issue|asked earlier"},
		{"and in context", l10n.Plan{Skip: l10n.Skip{Where: []l10n.MatchClass{l10n.MatchApproved, l10n.MatchInContext}}},
			"skipped approved-before|asked|skipped in-context|asked|skipped copy|asked issue|asked earlier"},
		{"engines alone", l10n.Plan{Review: []l10n.ReviewStep{{Name: "review", When: []l10n.Condition{{Engines: []l10n.ProviderName{"echo"}}}}}},
			"skipped condition|skipped condition|skipped condition|asked|skipped condition|skipped condition|skipped condition"},
		{"what has no issue", l10n.Plan{Review: []l10n.ReviewStep{{Name: "review", When: []l10n.Condition{{Milder: 50}}}}},
			"asked|asked|asked|asked|skipped copy|skipped condition|asked earlier"},
		{"issues or long ones", l10n.Plan{Review: []l10n.ReviewStep{{Name: "review", When: []l10n.Condition{{Severity: 50}, {LongerThan: 100}}}}},
			"skipped condition|skipped condition|skipped condition|skipped condition|skipped condition|asked issue|skipped condition"},
	} {
		d := newDesk(t)
		if len(c.plan.Review) == 0 {
			c.plan.Review = []l10n.ReviewStep{{Name: "review"}}
		}
		d.planned(c.plan, "a", "b", "c", "d", "5", "e", "f")
		for i, g := range targets {
			g.Segment, g.SourceHash, g.Version, g.State = d.targets[key][i].Segment, d.targets[key][i].SourceHash, 1, l10n.Translated
			d.targets[key][i] = g
		}
		d.begin(key, "review", "", 1)
		var got []string
		for i := range targets {
			got = append(got, d.outcomes("review")[d.targets[key][i].Segment])
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestTheSampleStays holds that a rerun asks about the same sentences, that another seed asks about others, and that about
// the share is asked that was wanted.
func TestTheSampleStays(t *testing.T) {
	for _, share := range []float64{0, 0.1, 0.5, 1} {
		n, other := 0, 0
		for i := range 4000 {
			source := l10n.NewHash(fmt.Sprint(i))
			in := review.Sampled(l10n.Skip{Sample: share, Seed: "news"}, "doc", source)
			if in != review.Sampled(l10n.Skip{Sample: share, Seed: "news"}, "doc", source) {
				t.Fatal("the choice changes")
			}
			if in {
				n++
			}
			if in != review.Sampled(l10n.Skip{Sample: share, Seed: "news 2"}, "doc", source) {
				other++
			}
		}
		if got := float64(n) / 4000; got < share-0.03 || got > share+0.03 {
			t.Errorf("of %v asked are %v", share, got)
		}
		if share == 0.5 && other < 1000 {
			t.Errorf("another seed chooses the same, but for %d", other)
		}
	}
}

// TestAStepOfMachinesThatFails leaves its segments to people, or fails the translation where the site says so.
func TestAStepOfMachinesThatFails(t *testing.T) {
	for _, then := range []l10n.Then{"", l10n.ThenPeople, l10n.ThenFail} {
		d := newDesk(t)
		d.planned(l10n.Plan{Review: []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks, Then: then}, {Name: "review"}}}, "Uno.", "Dos.")
		d.begin(key, "checks", "", 1)
		_, err := d.EndStep(t.Context(), key, "checks", "late")
		if then == l10n.ThenFail {
			if !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "2 segments (late)") {
				t.Errorf("%v", err)
			}
			if _, again := d.EndStep(t.Context(), key, "checks", "late"); again == nil {
				t.Error("a repeat goes through")
			}
			continue
		}
		d.must(err)
		if _, err := d.EndStep(t.Context(), key, "checks", "late"); err != nil { // a retry
			t.Errorf("%q: a retry: %v", then, err)
		}
		d.begin(key, "review", "", 1)
		if got := d.outcomes("review")["u.1"]; got != "asked abstain:checks" {
			t.Errorf("%q: %s", then, got)
		}
	}
}

// TestAShadowDecidesNothing has a step that runs and reports, and of which nothing hangs.
func TestAShadowDecidesNothing(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: []l10n.ReviewStep{{Name: "ghost", Kind: l10n.StepChecks, Shadow: true}, {Name: "review"}}}, "Uno.", "Dos.")
	_, err := d.Assess(t.Context(), key, "ghost", 0)
	d.must(err)
	out, err := d.EndStep(t.Context(), key, "ghost", "")
	if err != nil || out.Recorded != nil || len(d.decisions[key]) != 0 {
		t.Errorf("%+v %v", out, err)
	}
	if got := d.begin(key, "review", "", 1); got.Asked != 2 {
		t.Errorf("%+v", got)
	}
	if got := d.outcomes("ghost"); got["u.1"] != "pass" {
		t.Errorf("it has said %v", got)
	}
}

// TestAWordIsOfOneText holds that an edit outdates what was said, and that a later step which sends back reopens what it
// names.
func TestAWordIsOfOneText(t *testing.T) {
	d := newDesk(t)
	steps := []l10n.ReviewStep{{Name: "review"}, {Name: "sign-off", Who: []l10n.UserID{"chief"}}}
	d.planned(l10n.Plan{Review: steps, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.")
	d.begin(key, "review", "", 1)
	all := approve("d1", "review", "ana")
	all.Confirm = []string{l10n.ClassAll}
	_, err := d.Decide(t.Context(), key, all, false)
	d.must(err)
	if got := d.begin(key, "sign-off", "", 1); got.Asked != 2 {
		t.Errorf("%+v", got)
	}
	stranger := approve("d2", "sign-off", "ben")
	if _, err := d.Decide(t.Context(), key, stranger, false); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "asks chief") {
		t.Error(err)
	}
	_, err = d.Decide(t.Context(), key, l10n.Decision{ID: "d3", Kind: l10n.RequestChanges, Step: "sign-off", By: "chief", Comment: "no",
		Segments: []l10n.SegmentID{"u.2"}, At: noon}, false)
	d.must(err)
	if got := d.begin(key, "review", "", 2); got.Asked != 1 {
		t.Errorf("asked are %+v: %v", got, d.outcomes("review"))
	}
	for _, c := range []struct {
		name string
		word review.Word
		want error
	}{
		{"another step", review.Word{ID: "w1", Step: "sign-off", By: "chief", Segments: map[l10n.SegmentID]int{"u.2": 1}, Outcome: l10n.Pass}, l10n.ErrRefused},
		{"another version", review.Word{ID: "w2", Step: "review", By: "ana", Segments: map[l10n.SegmentID]int{"u.2": 7}, Outcome: l10n.Pass}, l10n.ErrConflict},
		{"no such segment", review.Word{ID: "w3", Step: "review", By: "ana", Segments: map[l10n.SegmentID]int{"u.9": 1}, Outcome: l10n.Pass}, l10n.ErrNotFound},
		{"other versions", review.Word{ID: "w4", Step: "review", By: "ana", Class: l10n.ClassAll, VersionsHash: "other", Outcome: l10n.Pass}, l10n.ErrConflict},
		{"no such class", review.Word{ID: "w5", Step: "review", By: "ana", Class: "good", VersionsHash: l10n.VersionsHash(d.targets[key]), Outcome: l10n.Pass}, l10n.ErrRefused},
	} {
		if _, err := d.Say(t.Context(), key, c.word); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	left := review.Word{ID: "w7", Step: "review", By: "ana", Class: l10n.ClassAll, VersionsHash: l10n.VersionsHash(d.targets[key]), Outcome: l10n.Pass,
		Leave: []l10n.SegmentID{"u.2"}, At: time.Now()}
	if n, err := d.Say(t.Context(), key, left); err != nil || n != 0 {
		t.Errorf("a segment that was left out is confirmed: %d %v", n, err)
	}
	word := review.Word{ID: "w6", Step: "review", By: "ana", Class: l10n.ClassAll, VersionsHash: l10n.VersionsHash(d.targets[key]), Outcome: l10n.Pass, At: time.Now()}
	if n, err := d.Say(t.Context(), key, word); err != nil || n != 1 {
		t.Errorf("%d %v", n, err)
	}
	if _, err := d.Decide(t.Context(), key, approve("d4", "review", "ana"), false); err != nil {
		t.Error(err)
	}
}

// TestWhatWasSaidBeforeATakeover stands for the texts that have not changed: of the review that was taken over all of it,
// and of the version that was approved last what machines said.
func TestWhatWasSaidBeforeATakeover(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: checked, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.", "Tres.", "Cuatro.")
	said := func(i int, step l10n.StepName, kind l10n.StepKind, outcome l10n.Outcome) l10n.Verdict {
		g := d.targets[key][i]
		return l10n.Verdict{Segment: g.Segment, Step: step, SourceHash: g.SourceHash, TargetHash: g.Text.Hash(), Outcome: outcome, Round: 3,
			By: l10n.Reviewer{Kind: l10n.ReviewerKind(kind), ID: "ana"}, Assessment: "earlier"}
	}
	other := said(2, "review", l10n.StepPerson, l10n.Pass)
	other.TargetHash = "another text"
	d.older = map[l10n.RunID][]l10n.Verdict{
		"r0": {said(0, "review", l10n.StepPerson, l10n.Pass), other, said(1, "checks", l10n.StepChecks, l10n.Changes),
			said(3, "review", l10n.StepKind(l10n.ByRule), l10n.Skipped), said(3, "checks", l10n.StepModel, l10n.Changes)},
		"rb": {said(1, "checks", l10n.StepChecks, l10n.Pass), said(3, "review", l10n.StepPerson, l10n.Pass), said(2, "checks", l10n.StepChecks, l10n.Changes)},
	}
	tr := d.record[key]
	tr.Supersedes, tr.Base = "r0", &l10n.Base{Run: "rb"}
	d.record[key] = tr
	d.machines("checks")
	want := map[l10n.SegmentID]string{"u.1": "pass", "u.2": "changes", "u.3": "changes", "u.4": "pass"}
	if diff := cmp.Diff(want, d.outcomes("checks")); diff != "" {
		t.Error(diff)
	}
	d.begin(key, "review", "", 1)
	want = map[l10n.SegmentID]string{"u.1": "pass", "u.2": "asked changes:checks", "u.3": "asked changes:checks", "u.4": "asked unconfirmed"}
	if diff := cmp.Diff(want, d.outcomes("review")); diff != "" {
		t.Error(diff)
	}
}

// TestAMachineThatDidNotLook neither passes a segment nor keeps it from passing.
func TestAMachineThatDidNotLook(t *testing.T) {
	d := newDesk(t)
	severe := []l10n.Condition{{Severity: 20}}
	d.planned(l10n.Plan{Review: []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks},
		{Name: "again", Kind: l10n.StepChecks, When: severe}, {Name: "review"}}}, "Uno.", "Dos.", "Tres.")
	d.targets[key][1].Issues, d.targets[key][2].Issues = issue(30), issue(60)
	d.machines("checks", "again")
	d.begin(key, "review", "", 1)
	if diff := cmp.Diff(map[l10n.SegmentID]string{"u.1": "skipped condition", "u.2": "pass", "u.3": "changes"}, d.outcomes("again")); diff != "" {
		t.Error(diff)
	}
	want := map[l10n.SegmentID]string{"u.1": "skipped passed", "u.2": "skipped passed", "u.3": "asked changes:checks"}
	if diff := cmp.Diff(want, d.outcomes("review")); diff != "" {
		t.Error(diff)
	}
}

// TestASentenceThatIsSentBackIsAskedAbout though machines passed it and the step before never asked about it.
func TestASentenceThatIsSentBackIsAskedAbout(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks}, {Name: "review"}, {Name: "sign-off"}},
		Unconfirmed: l10n.UnconfirmedPublish}, "Uno.", "Dos.")
	d.targets[key][1].Issues = issue(60)
	d.machines("checks")
	d.begin(key, "review", "", 1)
	d.must2(d.Decide(t.Context(), key, approve("d1", "review", "ana"), false))
	d.begin(key, "sign-off", "", 1)
	d.must2(d.Decide(t.Context(), key, l10n.Decision{ID: "d2", Kind: l10n.RequestChanges, Step: "sign-off", By: "ben", Comment: "no",
		Segments: []l10n.SegmentID{"u.1"}, At: noon}, false))
	d.machines("checks")
	d.begin(key, "review", "", 2)
	want := map[l10n.SegmentID]string{"u.1": "asked changes-requested", "u.2": "asked changes:checks"}
	if diff := cmp.Diff(want, d.outcomes("review")); diff != "" {
		t.Error(diff)
	}
}

// TestAnApprovalOfTheTextBefore says so, where a later step has changed the text since.
func TestAnApprovalOfTheTextBefore(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: []l10n.ReviewStep{{Name: "review"}, {Name: "sign-off"}}, Unconfirmed: l10n.UnconfirmedPublish}, "Uno.", "Dos.")
	d.begin(key, "review", "", 1)
	d.must2(d.Decide(t.Context(), key, approve("d1", "review", "ana"), false))
	d.begin(key, "sign-off", "", 1)
	e, err := getExtraction(d)
	d.must(err)
	if _, err := d.Edit(t.Context(), d.record[key], e, l10n.Edit{Segment: "u.2", Text: l10n.TextFragment("Dos y medio."), Version: 1, By: "ben"}); err != nil {
		t.Fatal(err)
	}
	last := approve("d2", "sign-off", "ben")
	last.At = time.Now().Add(time.Second)
	d.must2(d.Decide(t.Context(), key, last, true))
	for i, want := range [][2]bool{{false, false}, {true, false}} {
		s := d.targets[key][i].Signed
		if len(s) != 2 || s[0].ChangedSince != want[0] || s[1].ChangedSince != want[1] {
			t.Errorf("%s is signed %+v", d.targets[key][i].Segment, s)
		}
	}
}
