package workflows

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// localeState is where one locale of a document stands. Its stage moves along the arrows of [nextStages] alone.
type localeState struct {
	locale l10n.Locale
	LocaleOutcome
	approved Approved // what its people signed; set before the stage becomes approved
	// plan and brief are those of the run that added the locale; empty for the document\'s own.
	plan        l10n.Ref
	brief       *activities.RunBrief
	triedEarly  bool          // going live before the approval was tried, which is done once
	forOperator bool          // it failed, and an operator has to look
	embargo     *l10n.Embargo // until when it is kept from visitors though it is approved
}

// nextStages says which stages may follow one. A stage that it does not have ends the locale's way.
var nextStages = map[l10n.Stage][]l10n.Stage{
	l10n.StageTranslate: {l10n.StageParked, l10n.StageReview, l10n.StageApproved, l10n.StageFailed, l10n.StageCancelled,
		l10n.StageSuperseded},
	l10n.StageParked: {l10n.StageTranslate, l10n.StageApproved, l10n.StageFailed, l10n.StageCancelled, l10n.StageSuperseded},
	l10n.StageReview: {l10n.StageApproved, l10n.StageFailed, l10n.StageCancelled, l10n.StageSuperseded},
	l10n.StageApproved: {l10n.StagePublished, l10n.StageFailed, l10n.StageHeld, l10n.StageCancelled,
		l10n.StageSuperseded},
}

// advance moves the locale to another stage, where an arrow leads there. Else it does nothing: signals of children
// may come late, for instance that engines are waited for after the locale has failed. A page that is live before its
// approval stays so until its own is published.
func (s *localeState) advance(to LocaleOutcome) {
	if s == nil || !slices.Contains(nextStages[s.Stage], to.Stage) {
		return
	}
	if s.InPart != nil && to.URL == "" {
		to.URL, to.InPart = s.URL, s.InPart
	}
	s.LocaleOutcome = to
}

// underWay reports whether the locale is still on its way to an approval.
func (s *localeState) underWay() bool {
	return s.Stage == l10n.StageTranslate || s.Stage == l10n.StageParked || s.Stage == l10n.StageReview
}

// localeStates are a document's locales, in the order of its plan.
type localeStates []*localeState

func newLocaleStates(locales []l10n.Locale) localeStates {
	var all localeStates
	for _, l := range locales {
		all = append(all, &localeState{locale: l, LocaleOutcome: LocaleOutcome{Stage: l10n.StageTranslate}})
	}
	return all
}

// of returns a locale's state, nil for a locale that the document does not have.
func (all localeStates) of(l l10n.Locale) *localeState {
	for _, s := range all {
		if s.locale == l {
			return s
		}
	}
	return nil
}

// at returns the locales at a stage.
func (all localeStates) at(stage l10n.Stage) localeStates {
	var some localeStates
	for _, s := range all {
		if s.Stage == stage {
			some = append(some, s)
		}
	}
	return some
}

// open counts the locales that are still on their way to an approval.
func (all localeStates) open() int {
	n := 0
	for _, s := range all {
		if s.underWay() {
			n++
		}
	}
	return n
}

// onlyPeople reports whether locales are open, and none of them is being translated.
func (all localeStates) onlyPeople() bool {
	return all.open() > 0 && len(all.at(l10n.StageTranslate)) == 0
}

// stageOrder are the stages of which a document with several locales shows the first: what waits for people, then what
// waits for engines, what goes on by itself, and last how it ended, beginning with what somebody has to look at.
var stageOrder = []l10n.Stage{
	l10n.StageReview, l10n.StageParked, l10n.StageTranslate, l10n.StageCheck, l10n.StageApproved,
	l10n.StageFailed, l10n.StageHeld, l10n.StageCancelled, l10n.StageSuperseded, l10n.StageWithdrawn, l10n.StagePublished,
}

// stage is the one stage by which operators find the document.
func (all localeStates) stage() l10n.Stage {
	for _, stage := range stageOrder {
		if len(all.at(stage)) > 0 {
			return stage
		}
	}
	return l10n.StageTranslate
}

func (all localeStates) stages() []l10n.Stage {
	stages := make([]l10n.Stage, 0, len(all))
	for _, s := range all {
		stages = append(stages, s.Stage)
	}
	return stages
}

func (all localeStates) names() []l10n.Locale {
	var names []l10n.Locale
	for _, s := range all {
		names = append(names, s.locale)
	}
	return names
}
