package overview

import (
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// State is how a page stands in one locale, in one word for people who look at many.
type State string

// The states.
const (
	WithPeople   State = "people"   // a step waits for a person
	WithMachines State = "machines" // it goes on by itself
	WithEngines  State = "engines"  // it is parked until the engines can go on, or a person says what to do
	Ready        State = "ready"    // approved, and about to be published, or waiting for its hour
	Published    State = "published"
	Held         State = "held"
	Withdrawn    State = "withdrawn"
	Failed       State = "failed"
	Cancelled    State = "cancelled"
	TakenOver    State = "superseded"
)

// States are all of them, what needs somebody first.
var States = []State{Failed, WithEngines, WithPeople, Held, Ready, WithMachines, Published, Withdrawn, Cancelled, TakenOver}

// stateOfStage has the stages of which nothing else decides.
var stateOfStage = map[l10n.Stage]State{
	l10n.StageTranslate: WithMachines, l10n.StageCheck: WithMachines, l10n.StageReview: WithMachines,
	l10n.StageParked: WithEngines, l10n.StageApproved: Ready, l10n.StagePublished: Published, l10n.StageHeld: Held,
	l10n.StageWithdrawn: Withdrawn, l10n.StageFailed: Failed, l10n.StageCancelled: Cancelled, l10n.StageSuperseded: TakenOver,
}

// stateOf is the state of a stage; people says that a step waits for a person.
func stateOf(s l10n.Stage, people bool) State {
	if people && s == l10n.StageReview {
		return WithPeople
	}
	return stateOfStage[s]
}

// StateOf says how a translation stands.
func StateOf(t l10n.Translation) State {
	return stateOf(t.Stage, t.Step != "" && (t.StepKind == "" || t.StepKind == l10n.StepPerson))
}

// filter is the part of a filter that selects a state; false where there is no such state.
func (s State) filter(f *l10n.TranslationFilter) bool {
	for stage, state := range stateOfStage {
		if state == s {
			f.Stages = append(f.Stages, stage)
		}
	}
	switch s {
	case WithPeople:
		f.Stages, f.Waiting = []l10n.Stage{l10n.StageReview}, true
	case WithMachines:
		f.Unasked = true
	}
	return len(f.Stages) > 0
}

// Cell is a page in one locale.
type Cell struct {
	l10n.Translation
	State State
	Since time.Time // when it came to this state, as far as that is known
	// Who are those who are asked, for WithPeople; none means anybody.
	Who []l10n.UserID
	// Page is what visitors get now; nil for nothing.
	Page *l10n.PublishedPage
}

// since is when a translation came to where it is.
func since(t l10n.Translation) time.Time {
	if t.Step != "" && !t.WaitsSince.IsZero() {
		return t.WaitsSince
	}
	return t.UpdatedAt
}
