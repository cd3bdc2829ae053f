package workflows

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

func TestDetailsTellWhatStays(t *testing.T) {
	got := leftDetails([]l10n.Left{{Part: "div#a_b", Words: 3}, {Lang: "fr", Words: 2}})
	for _, want := range []string{`div#a\_b`, "3 words", "include", "fr (2 words)", `also\_translate`} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
	if got := leftDetails(nil); got != "" {
		t.Errorf("nothing stays: %q", got)
	}
}

// TestMomentDetails holds that operators see what comes next, by the clock of the people who are asked.
func TestMomentDetails(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day int) time.Time { return time.Date(2026, 12, day, 9, 0, 0, 0, paris) }
	for _, c := range []struct {
		m    review.Moments
		want string
	}{
		{review.Moments{}, ""},
		{review.Moments{Remind: at(1), Due: at(2)}, "Next: the reminder on Tue 1 Dec 2026 09:00 (Europe/Paris). The deadline is on Wed 2 Dec 2026 09:00 (Europe/Paris)."},
		{review.Moments{Remind: at(2), Due: at(2)}, "Next: the deadline on Wed 2 Dec 2026 09:00 (Europe/Paris)."},
		{review.Moments{Due: at(2)}, "Next: the deadline on Wed 2 Dec 2026 09:00 (Europe/Paris)."},
		{review.Moments{Look: at(1), Remind: at(2)}, "Next: the look at who is away on Tue 1 Dec 2026 09:00 (Europe/Paris)."},
		{review.Moments{Remind: at(3), Late: true}, "Next: the reminder on Thu 3 Dec 2026 09:00 (Europe/Paris).⚠ The deadline has passed."},
		{review.Moments{Late: true, Escalated: true, Assignee: "b_n", Deputies: []l10n.UserID{"b_n"}}, `⚠ The deadline has passed, and **b\_n** is asked now.Asked in the place of others: b\_n.`},
	} {
		c.m.Zone = "Europe/Paris"
		if got := strings.ReplaceAll(momentDetails(&c.m), "\n", ""); got != c.want {
			t.Errorf("%+v: %q, want %q", c.m, got, c.want)
		}
	}
}

// TestStageOfLocales holds the one stage of a document in several locales, and that its details say the same.
func TestStageOfLocales(t *testing.T) {
	for _, c := range []struct {
		stages []l10n.Stage
		want   l10n.Stage
		says   string
	}{
		{[]l10n.Stage{l10n.StageTranslate, l10n.StageReview}, l10n.StageReview, "**Waits for people**: l1."},
		{[]l10n.Stage{l10n.StageParked, l10n.StageReview, l10n.StageReview}, l10n.StageReview, "**Waits for people**: l1, l2."},
		{[]l10n.Stage{l10n.StageApproved, l10n.StageParked}, l10n.StageParked, "**Waits for engines**: l1."},
		{[]l10n.Stage{l10n.StagePublished, l10n.StageParked, l10n.StageTranslate}, l10n.StageParked, "**Waits for engines**: l1."},
		{[]l10n.Stage{l10n.StageFailed, l10n.StageTranslate}, l10n.StageTranslate, ""},
		{[]l10n.Stage{l10n.StageCancelled, l10n.StageReview}, l10n.StageReview, "**Waits for people**: l1."},
		{[]l10n.Stage{l10n.StagePublished, l10n.StageFailed}, l10n.StageFailed, "**Not published**: l1."},
		{[]l10n.Stage{l10n.StagePublished, l10n.StageHeld, l10n.StageCancelled}, l10n.StageHeld, "**Held back**: l1."},
		{[]l10n.Stage{l10n.StageSuperseded, l10n.StageSuperseded}, l10n.StageSuperseded, "**Taken over by another run**: l0, l1."},
		{[]l10n.Stage{l10n.StagePublished, l10n.StagePublished}, l10n.StagePublished, ""},
	} {
		var all localeStates
		for i, s := range c.stages {
			all = append(all, &localeState{locale: l10n.Locale("l" + string(rune('0'+i))), LocaleOutcome: LocaleOutcome{Stage: s}})
		}
		got := all.stage()
		details := documentDetails(DocumentInput{URL: "http://site.test/"}, all)
		if got != c.want || (c.says == "") == strings.HasPrefix(details, "**") || !strings.HasPrefix(details, c.says) {
			t.Errorf("%v: %s, want %s; the details begin %.60q", c.stages, got, c.want, details)
		}
	}
	for _, s := range []l10n.Stage{l10n.StageTranslate, l10n.StageParked, l10n.StageReview, l10n.StageApproved} {
		if !slices.Contains(stageOrder, s) {
			t.Errorf("%s has no place", s)
		}
	}
}

// TestRunDetails holds that the details of a run count each document once, by whom it waits for.
func TestRunDetails(t *testing.T) {
	s := &siteState{Live: map[l10n.DocumentID]Progress{}}
	s.count()
	s.Brief.Documents, s.Next = 5, 5
	s.set("a", Progress{})
	s.set("b", Progress{People: true})
	s.set("c", Progress{People: true, Parked: true})
	s.set("d", Progress{People: true, Parked: true})
	for _, want := range []string{"5 of 5 documents started, 0 pages published", "- a: under way", "- 1 document waits for people", "- 2 documents wait for engines"} {
		if got := siteDetails(s); !strings.Contains(got, want) {
			t.Errorf("%q is not in %s", want, got)
		}
	}
	if s.stage() != l10n.StageReview {
		t.Error(s.stage())
	}
	s.set("b", Progress{})
	if s.stage() != l10n.StageParked {
		t.Error(s.stage())
	}
	s.set("c", Progress{})
	s.done("d", Progress{Superseded: "r2", Ended: 1})
	if got := siteDetails(s); s.stage() != l10n.StageTranslate || strings.Contains(got, "engines") || !strings.Contains(got, "1 document was taken over by run r2") {
		t.Errorf("%s: %s", s.stage(), got)
	}
}

func TestUnansweredDetails(t *testing.T) {
	got := unansweredDetails([]l10n.Unanswered{{Engine: "first", Why: "the model's <answer> was cut off", Texts: 6}})
	if !strings.Contains(got, "- ⚠ first: the model's &lt;answer&gt; was cut off (6 texts)") || unansweredDetails(nil) != "" {
		t.Error(got)
	}
}
