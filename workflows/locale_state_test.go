package workflows

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var allStages = []l10n.Stage{
	l10n.StageTranslate, l10n.StageParked, l10n.StageCheck, l10n.StageReview, l10n.StageApproved, l10n.StagePublished,
	l10n.StageHeld, l10n.StageWithdrawn, l10n.StageFailed, l10n.StageCancelled,
}

// TestLocaleStageGoesForward tries every step from every stage: those that the table has, and no others.
func TestLocaleStageGoesForward(t *testing.T) {
	allowed := map[l10n.Stage]string{
		l10n.StageTranslate: "parked review approved failed cancelled",
		l10n.StageParked:    "translate approved failed cancelled",
		l10n.StageReview:    "approved failed cancelled",
		l10n.StageApproved:  "published held failed cancelled",
	}
	for _, from := range allStages {
		got := ""
		for _, to := range []l10n.Stage{
			l10n.StageTranslate, l10n.StageParked, l10n.StageReview, l10n.StageApproved, l10n.StagePublished, l10n.StageHeld,
			l10n.StageFailed, l10n.StageCancelled,
		} {
			s := &localeState{LocaleOutcome: LocaleOutcome{Stage: from}}
			if s.advance(LocaleOutcome{Stage: to}); s.Stage == to && to != from {
				got += " " + string(to)
			}
		}
		if want := allowed[from]; got != "" && got[1:] != want || got == "" && want != "" {
			t.Errorf("from %s to%s, want %s", from, got, want)
		}
	}
	var unknown *localeState
	unknown.advance(LocaleOutcome{Stage: l10n.StageReview}) // a signal of a locale that the document does not have
}

func TestLocaleStaysLiveUntilItsPageIsPublished(t *testing.T) {
	s := &localeState{LocaleOutcome: LocaleOutcome{Stage: l10n.StageReview, URL: "early", InPart: &activities.InPart{Untranslated: 2, Segments: 5}}}
	s.advance(LocaleOutcome{Stage: l10n.StageApproved})
	if s.URL != "early" || s.InPart == nil {
		t.Errorf("an approval took the live page away: %+v", s.LocaleOutcome)
	}
	s.advance(LocaleOutcome{Stage: l10n.StagePublished, URL: "whole"})
	if s.URL != "whole" || s.InPart != nil {
		t.Errorf("the published page is not whole: %+v", s.LocaleOutcome)
	}
}

func TestLocalesThatAreOpen(t *testing.T) {
	all := newLocaleStates([]l10n.Locale{"es", "fr", "ar"})
	if all.open() != 3 || all.onlyPeople() {
		t.Errorf("at the start: %d open, only people: %v", all.open(), all.onlyPeople())
	}
	all.of("es").advance(LocaleOutcome{Stage: l10n.StageReview})
	all.of("fr").advance(LocaleOutcome{Stage: l10n.StageParked})
	if all.onlyPeople() {
		t.Error("ar is still being translated")
	}
	all.of("ar").advance(LocaleOutcome{Stage: l10n.StageFailed})
	if all.open() != 2 || !all.onlyPeople() {
		t.Errorf("one reviewed, one parked, one failed: %d open, only people: %v", all.open(), all.onlyPeople())
	}
	all.of("es").advance(LocaleOutcome{Stage: l10n.StageCancelled})
	all.of("fr").advance(LocaleOutcome{Stage: l10n.StageFailed})
	if all.open() != 0 || all.onlyPeople() {
		t.Errorf("all ended: %d open, only people: %v", all.open(), all.onlyPeople())
	}
}
