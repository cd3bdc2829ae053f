package l10n

import "fmt"

// State is the state of a segment, exactly one of XLIFF 2.1's four. Why it is in that state is its [SubState].
type State string

// The states in their order.
const (
	Initial    State = "initial"
	Translated State = "translated"
	Reviewed   State = "reviewed"
	Final      State = "final"
)

// SubState says why a segment is in its state.
type SubState string

// The substates.
const (
	SubNone      SubState = ""
	SubApproved  SubState = "approved"   // an approved translation of this very segment, from an earlier run
	SubTMContext SubState = "tm-context" // a memory match whose neighbours are the same too
	SubTMExact   SubState = "tm-exact"
	SubTMFuzzy   SubState = "tm-fuzzy"
	SubMT        SubState = "mt"
	SubPseudo    SubState = "pseudo"
	SubCopy      SubState = "copy"       // nothing to translate: a figure or a sign
	SubHuman     SubState = "human"      // written or changed by a person
	SubNeedsEdit SubState = "needs-edit" // sent back by a reviewer
	SubNoEngine  SubState = "no-engine"  // no provider had an answer: a person has to write it
)

var stateRank = map[State]int{Initial: 0, Translated: 1, Reviewed: 2, Final: 3}

// Valid reports whether s is one of the four states.
func (s State) Valid() bool { _, ok := stateRank[s]; return ok }

// AtLeast reports whether s is o or later.
func (s State) AtLeast(o State) bool { return stateRank[s] >= stateRank[o] }

// Advance returns the state after an approval: translated becomes reviewed, and the last step makes it final. A segment
// without a target cannot be approved.
func (s State) Advance(lastStep bool) (State, error) {
	if s == Initial || !s.Valid() {
		return s, fmt.Errorf("a segment that is %s cannot be approved: it has no target yet", s)
	}
	if lastStep {
		return Final, nil
	}
	return Reviewed, nil
}

// Edited returns the state after a person wrote or changed the target: an edit demotes what was reviewed.
func (s State) Edited(empty bool) State {
	if empty {
		return Initial
	}
	return Translated
}
