package review_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// readers are what accounts read, in memory.
type readers struct {
	*desk
	kept      []l10n.KeptText
	published map[l10n.SegmentID]l10n.PublishedSentence
	matches   []l10n.Match
	asked     []l10n.MatchQuery
}

func (r *readers) SaidOn(_ context.Context, _ l10n.TranslationKey, id l10n.SegmentID, limit int) ([]l10n.Statement, int, error) {
	var on []l10n.Statement
	for _, s := range r.said {
		if s.Verdict.Segment == id {
			on = append(on, s)
		}
	}
	return on[max(0, len(on)-limit):], len(on), r.broken["SaidOn"]
}

func (r *readers) VerdictsNow(_ context.Context, _ l10n.TranslationKey, _ l10n.RunID, id l10n.SegmentID) ([]l10n.Verdict, error) {
	return slices.DeleteFunc(slices.Clone(r.verdicts), func(v l10n.Verdict) bool { return v.Segment != id }), nil
}

func (r *readers) RoutedIn(context.Context, l10n.TranslationKey, l10n.RunID) ([]l10n.Verdict, error) {
	var vs []l10n.Verdict
	for _, s := range r.said {
		if s.Verdict.By.Kind == l10n.ByRule && s.Verdict.Outcome != l10n.Abstain {
			vs = append(vs, s.Verdict)
		}
	}
	return vs, nil
}

func (r *readers) KeptOn(_ context.Context, _ l10n.TranslationKey, _ l10n.SegmentID, limit int) ([]l10n.KeptText, int, error) {
	return r.kept[:min(limit, len(r.kept))], len(r.kept), nil
}

func (r *readers) Sentence(_ context.Context, _ l10n.SiteName, _ l10n.TranslationKey, id l10n.SegmentID) (l10n.PublishedSentence, error) {
	p, ok := r.published[id]
	if err := r.broken["Sentence"]; err != nil {
		return p, err
	}
	if !ok {
		return p, l10n.ErrNotFound
	}
	return p, nil
}

func (r *readers) Lookup(_ context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error) {
	r.asked = append(r.asked, qs...)
	return [][]l10n.Match{r.matches}, nil
}

func (r *readers) accounts() *review.Accounts {
	return &review.Accounts{Said: r, Texts: r, Blobs: r, Memory: r, Publications: r, Price: func(l10n.ProviderName) float64 { return 20 }}
}

func (r *readers) account(id l10n.SegmentID) l10n.Account {
	r.t.Helper()
	a, err := r.accounts().Account(r.t.Context(), key, id)
	r.must(err)
	return a
}

// TestAccountOfASentence follows sentences from the engine to the approval.
func TestAccountOfASentence(t *testing.T) {
	d := newDesk(t)
	r := &readers{desk: d, published: map[l10n.SegmentID]l10n.PublishedSentence{}}
	d.planned(l10n.Plan{Review: append([]l10n.ReviewStep{{Name: "trial", Kind: l10n.StepChecks, Block: 1, Shadow: true}}, checked...),
		Unconfirmed: l10n.UnconfirmedPublish}, "Uno.", "Dos.", "Tres.")
	d.targets[key][1].Issues = issue(60)
	_, err := d.Assess(t.Context(), key, "trial", 0) // the workflow does not open a shadow
	d.must(err)
	_, err = d.EndStep(t.Context(), key, "trial", "")
	d.must(err)
	d.machines("checks")
	d.begin(key, "review", "", 1)

	passed := r.account("u.1")
	if passed.Number != 1 || passed.Of != 3 || passed.Source.Text() != "Sentence 1." || passed.Class != l10n.MatchEngine {
		t.Errorf("%+v", passed)
	}
	if want := (&l10n.EngineShare{Engine: "echo", Texts: 2, Characters: 7, Price: 20}); cmp.Diff(want, passed.Engine) != "" || want.Amount() != 0.00014 {
		t.Error(cmp.Diff(want, passed.Engine))
	}
	steps := func(a l10n.Account) (all []string) {
		for _, s := range a.Steps {
			switch {
			case s.Verdict != nil:
				all = append(all, fmt.Sprint(s.Step.Name, " ", s.Verdict.Outcome, " ", s.Verdict.Why))
			case s.Earlier != nil:
				all = append(all, fmt.Sprint(s.Step.Name, " earlier ", s.Earlier.Outcome))
			default:
				all = append(all, string(s.Step.Name)+" nothing")
			}
		}
		return all
	}
	if diff := cmp.Diff([]string{"trial pass ", "checks pass ", "review skipped passed"}, steps(passed)); diff != "" {
		t.Error(diff)
	}
	if len(passed.Said) != 3 || !passed.Said[0].Verdict.Shadow || passed.Said[2].Assessment.Step != "review" || passed.Confirmed != nil {
		t.Errorf("%+v", passed.Said)
	}

	e, err := getExtraction(d)
	d.must(err)
	_, err = d.Edit(t.Context(), d.record[key], e, l10n.Edit{Segment: "u.2", Text: l10n.TextFragment("Doce."), Version: 1, By: "ana"})
	d.must(err)
	r.kept = []l10n.KeptText{{Act: l10n.KeptFinal, Segment: "u.2", SourceHash: "old", Text: l10n.TextFragment("Des."), By: "eva", At: noon},
		{Act: l10n.KeptWritten, Segment: "u.2", SourceHash: d.targets[key][1].SourceHash, Text: l10n.TextFragment("Doce."), By: "ana", At: noon}}
	_, err = d.Decide(t.Context(), key, approve("d1", "review", "ana"), true)
	d.must(err)
	edited := r.account("u.2")
	if diff := cmp.Diff([]string{"trial earlier changes", "checks earlier changes", "review pass wrote"}, steps(edited)); diff != "" {
		t.Error(diff)
	}
	if edited.Confirmed == nil || edited.Confirmed.By.ID != "ana" || edited.Engine != nil || len(edited.Approvals) != 2 || edited.Approvals[1].By != "ana" {
		t.Errorf("%+v", edited)
	}
	last := edited.Said[len(edited.Said)-1].Verdict
	if diff := cmp.Diff(&l10n.Rewrite{Of: l10n.TextFragment("Dos.").Hash(), Changed: 2, Length: 4}, last.Rewrite); diff != "" {
		t.Error(diff)
	}
	if len(edited.Earlier) != 1 || edited.Earlier[0].By != "eva" || edited.Published != nil {
		t.Errorf("earlier are %+v", edited.Earlier)
	}

	r.published["u.2"] = l10n.PublishedSentence{Publication: "p1", Manifest: l10n.ManifestSegment{SourceHash: edited.Source.Hash(),
		TargetHash: l10n.TextFragment("Doce.").Hash()}}
	r.published["u.1"] = l10n.PublishedSentence{Publication: "p0", Manifest: l10n.ManifestSegment{SourceHash: passed.Source.Hash(), TargetHash: "other"}}
	if p := r.account("u.2").Published; p == nil || !p.Same {
		t.Errorf("%+v", p)
	}
	if p := r.account("u.1").Published; p == nil || p.Same {
		t.Errorf("an older text is published: %+v", p)
	}
	d.broken["Sentence"] = errors.New("the bucket is away")
	if a := r.account("u.1"); a.Published != nil || a.Unread != "the bucket is away" || len(a.Said) == 0 {
		t.Errorf("the destination is away: %+v", a)
	}
	if _, err := r.accounts().Account(t.Context(), key, "u.9"); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	d.broken["SaidOn"] = errors.New("gone")
	if _, err := r.accounts().Account(t.Context(), key, "u.1"); err == nil {
		t.Error("what could not be read is left out")
	}
}

// TestAccountNamesTheMemorysEntry finds who gave the memory a text, and when, and nobody where the memory knows better now.
func TestAccountNamesTheMemorysEntry(t *testing.T) {
	for text, want := range map[string]*l10n.MemorySource{
		"Uno.":  {At: noon.Add(-time.Hour), By: "eva", Site: "docs"},
		"Otro.": nil,
	} {
		d := newDesk(t)
		r := &readers{desk: d, matches: []l10n.Match{{Target: l10n.TextFragment("Un."), Origin: l10n.Origin{By: "bob"}},
			{Target: l10n.TextFragment("Uno."), Origin: l10n.Origin{By: "eva"}, Site: "docs", ChangedAt: noon.Add(-time.Hour)}}}
		d.planned(l10n.Plan{Review: checked}, text)
		d.targets[key][0].SubState, d.targets[key][0].Origin = l10n.SubTMExact, l10n.Origin{Kind: l10n.SubTMExact, Provider: "memory", Score: 100}
		a := r.account("u.1")
		if diff := cmp.Diff(want, a.Memory); diff != "" {
			t.Error(diff)
		}
		if a.Engine != nil || len(r.asked) != 1 || r.asked[0].Element != "p" {
			t.Errorf("%+v %+v", a.Engine, r.asked)
		}
	}
}

// TestAccountIsBounded has a sentence of which thousands of things were said.
func TestAccountIsBounded(t *testing.T) {
	d := newDesk(t)
	r := &readers{desk: d}
	d.planned(l10n.Plan{Review: checked}, "Uno.")
	for i := range 5000 {
		d.said = append(d.said, l10n.Statement{Verdict: l10n.Verdict{Segment: "u.1", Comment: fmt.Sprint(i)}})
		r.kept = append(r.kept, l10n.KeptText{Act: l10n.KeptWritten, Text: l10n.TextFragment(fmt.Sprint(i))})
	}
	a := r.account("u.1")
	if len(a.Said) != 300 || a.Omitted != 4700 || a.Said[299].Verdict.Comment != "4999" || len(a.Earlier) != 50 || a.EarlierOmitted != 4950 {
		t.Errorf("%d said, %d left out, %d earlier, %d left out", len(a.Said), a.Omitted, len(a.Earlier), a.EarlierOmitted)
	}
}

// TestWhoWasAskedAndWhy counts by reason what people saw and didn't.
func TestWhoWasAskedAndWhy(t *testing.T) {
	d := newDesk(t)
	r := &readers{desk: d}
	d.planned(l10n.Plan{Review: checked}, "Uno.", "Dos.", "Tres.", "")
	d.targets[key][2].Issues = issue(60)
	d.machines("checks")
	d.begin(key, "review", "", 1)
	_, err := d.Say(t.Context(), key, review.Word{ID: "w1", Step: "review", By: "ana", Segments: map[l10n.SegmentID]int{"u.3": 1}, Outcome: l10n.Pass, At: noon})
	d.must(err)
	counts, all, err := r.accounts().Routings(t.Context(), key)
	d.must(err)
	want := []l10n.RoutingCount{{Step: "review", Why: "passed", Count: 2}, {Step: "review", Asked: true, Why: "changes:checks", Count: 1, Seen: 1},
		{Step: "review", Asked: true, Why: "none", Count: 1}}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Error(diff)
	}
	if len(all) != 4 || all[2].Seen != l10n.Pass || all[2].By.ID != "ana" || all[0].Asked || all[3].Seen != "" {
		t.Errorf("%+v", all)
	}
}

// TestSentBackSegmentsAreKept holds that a request for changes that names segments is a verdict on them, and on no others.
func TestSentBackSegmentsAreKept(t *testing.T) {
	d := newDesk(t)
	d.planned(l10n.Plan{Review: checked, Unconfirmed: l10n.UnconfirmedHold}, "Uno.", "Dos.")
	d.machines("checks")
	d.begin(key, "review", "", 1)
	dec := l10n.Decision{ID: "d1", Kind: l10n.RequestChanges, Step: "review", By: "ana", Segments: []l10n.SegmentID{"u.2"}, Comment: "wrong verb", At: noon}
	_, err := d.Decide(t.Context(), key, dec, true)
	d.must(err)
	if got := d.outcomes("review"); got["u.2"] != "changes named" || got["u.1"] != "asked unconfirmed" {
		t.Errorf("%v", got)
	}
	d.machines("checks")
	d.begin(key, "review", "", 2)
	if got := d.outcomes("review"); got["u.2"] != "asked changes-requested" {
		t.Errorf("in the next round: %v", got)
	}
}
