package l10n

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
	SubNeedsEdit SubState = "needs-edit" // a person wrote it for an earlier source, and has to look at it again
	SubNoEngine  SubState = "no-engine"  // no provider had an answer: a person has to write it
)

var stateRank = map[State]int{Initial: 0, Translated: 1, Reviewed: 2, Final: 3}

// Valid reports whether s is one of the four states.
func (s State) Valid() bool { _, ok := stateRank[s]; return ok }

// AtLeast reports whether s is o or later.
func (s State) AtLeast(o State) bool { return stateRank[s] >= stateRank[o] }
