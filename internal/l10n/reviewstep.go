package l10n

import "time"

// StepKind says who or what looks at the texts at a step of a review.
type StepKind string

// The kinds of steps. What each does stands in the table of internal/review.
const (
	StepPerson   StepKind = "person"
	StepChecks   StepKind = "checks"   // the findings of the checks
	StepModel    StepKind = "model"    // a language model that judges
	StepActivity StepKind = "activity" // anybody's Temporal activity
	StepFile     StepKind = "file"     // a file that goes out and comes back
)

// ReviewStep is a step of a review as a plan has it.
type ReviewStep struct {
	Name StepName `json:"name"`
	Kind StepKind `json:"kind,omitempty"` // empty is StepPerson
	// When names the segments that the step is about: those that fit any of the conditions. None means all.
	When []Condition `json:"when,omitempty"`
	// Locales are those in which there is the step; none means all.
	Locales []Locale `json:"locales,omitempty"`
	// Shadow says that the step runs and reports, and decides nothing.
	Shadow bool `json:"shadow,omitempty"`
	// MayApprove says that what the step passes counts as approved, though no person looks at it. Without it the step only
	// selects what people are asked about.
	MayApprove bool `json:"mayApprove,omitempty"`

	// Deadline is how long the step has; 0 is for ever. Then says what comes of what has no verdict at its end.
	Deadline time.Duration `json:"deadline,omitempty"`
	Then     Then          `json:"then,omitempty"`

	Block int `json:"block,omitempty"` // checks: the severity from which an issue keeps a segment from passing; 0 is 50

	Use    ProviderName `json:"use,omitempty"`    // model: the engine that judges
	Pass   int          `json:"pass,omitempty"`   // model: the score, 0–100, from which a segment passes; 0 is 90
	Passes int          `json:"passes,omitempty"` // model: how often it is asked; the median counts; 0 is once

	Queue    string `json:"queue,omitempty"`    // activity: the task queue
	Activity string `json:"activity,omitempty"` // activity: its name
	// Heartbeat, of an activity, is how long its worker may be silent before it counts as crashed; 0 is for ever.
	Heartbeat time.Duration `json:"heartbeat,omitempty"`
	// ByRef says that an activity's worker reads the texts from the blobs, so that they are in no history.
	ByRef bool `json:"byRef,omitempty"`

	Place  string `json:"place,omitempty"`  // file: a configured place
	Format string `json:"format,omitempty"` // file: xliff-1.2 or xliff-2.1

	Who      []UserID `json:"who,omitempty"`      // person: who may approve; none means everybody
	FourEyes bool     `json:"fourEyes,omitempty"` // person: nobody who has approved an earlier step of the round
	Escalate []UserID `json:"escalate,omitempty"` // person: who is asked after the deadline
}

// Then says what becomes of segments for which a step has no verdict when it has ended.
type Then string

// What becomes of them.
const (
	ThenPeople Then = "people" // the default: they go to people
	ThenFail   Then = "fail"   // the translation fails
)

// IsPerson reports whether people do the step.
func (s ReviewStep) IsPerson() bool { return s.Kind == "" || s.Kind == StepPerson }

// For reports whether there is the step in a locale.
func (s ReviewStep) For(l Locale) bool {
	for _, x := range s.Locales {
		if x == l {
			return true
		}
	}
	return len(s.Locales) == 0
}

// MatchClass says in one word where a segment's target comes from, as a routing or an act of confirmation names it.
type MatchClass string

// The classes of targets.
const (
	MatchApproved  MatchClass = "approved-before" // people approved this very text for this very segment
	MatchInContext MatchClass = "in-context"      // the memory's, and the neighbours are the same too
	MatchExact     MatchClass = "exact"           // the memory's
	MatchFuzzy     MatchClass = "fuzzy"           // the memory's for a similar text
	MatchEngine    MatchClass = "engine"          // an engine's
	MatchHuman     MatchClass = "human"           // a person wrote it in this run
	MatchCopy      MatchClass = "copy"            // a figure or a sign, with nothing to translate
	MatchNone      MatchClass = "none"            // there is no text yet
)

// MatchClasses are all classes.
var MatchClasses = []MatchClass{
	MatchApproved, MatchInContext, MatchExact, MatchFuzzy, MatchEngine, MatchHuman, MatchCopy, MatchNone,
}

// The classes that a person may confirm at once, besides those of where a text comes from.
const (
	ClassAll            = "all"
	ClassWithoutRemarks = "without-remarks" // no check and no reviewer has found anything
	ClassPassed         = "passed"          // every machine that looked has passed it
	ClassConfirmed      = "confirmed"       // a person confirmed it at an earlier step
)

// Classes are the names of all classes that a person may confirm at once.
func Classes() []string {
	all := []string{ClassAll, ClassWithoutRemarks, ClassPassed, ClassConfirmed}
	for _, c := range MatchClasses {
		if c != MatchNone {
			all = append(all, string(c))
		}
	}
	return all
}

// Condition is one of the conditions under which a step is about a segment. All of its fields must fit; a zero field
// fits every segment.
type Condition struct {
	Match   []MatchClass   `json:"match,omitempty"`
	Engines []ProviderName `json:"engines,omitempty"`
	// Severity is that of the segment's worst issue, at least.
	Severity int `json:"severity,omitempty"`
	// Milder is a severity that the segment's worst issue is below; a segment without issues fits.
	Milder int `json:"milder,omitempty"`
	// ScoreBelow is a score that an earlier step gave the segment, 0–100: the lowest one is below it.
	ScoreBelow int `json:"scoreBelow,omitempty"`
	// LongerThan and ShorterThan count the characters of the source.
	LongerThan  int `json:"longerThan,omitempty"`
	ShorterThan int `json:"shorterThan,omitempty"`
	// Sections are parts of the page: the name of the element (title, h1, td …), or the beginning of a heading that the
	// segment stands under.
	Sections []string `json:"sections,omitempty"`
}

// Skip says which segments people are not asked about though no step has passed them.
type Skip struct {
	Where []MatchClass `json:"where,omitempty"`
	// Sample is the share of those that pass people by, by a step's verdict or by Where, about which they are asked all the
	// same, 0–1. Seed makes the choice: with the same seed a rerun chooses the same.
	Sample float64 `json:"sample,omitempty"`
	Seed   string  `json:"seed,omitempty"`
}

// UnconfirmedPolicy says what becomes of texts of machines that nobody has confirmed.
type UnconfirmedPolicy string

// The policies.
const (
	UnconfirmedHold    UnconfirmedPolicy = "hold"    // a step of people is approved when each of its segments is confirmed
	UnconfirmedPublish UnconfirmedPolicy = "publish" // a step may be approved with open segments; they count as machine output
)

// StepsFor returns the steps of reviews in a locale, in their order.
func (p Plan) StepsFor(l Locale) []ReviewStep {
	steps := p.Review
	if len(steps) == 0 {
		for _, name := range p.Steps {
			steps = append(steps, ReviewStep{Name: name, Kind: StepPerson})
		}
	}
	return StepsIn(steps, l)
}

// StepsIn returns those of the steps that there are in a locale.
func StepsIn(steps []ReviewStep, l Locale) []ReviewStep {
	var there []ReviewStep
	for _, s := range steps {
		if s.For(l) {
			there = append(there, s)
		}
	}
	return there
}

// Deciding returns the names of the steps that decide something: all but shadows.
func Deciding(steps []ReviewStep) []StepName {
	var names []StepName
	for _, s := range steps {
		if !s.Shadow {
			names = append(names, s.Name)
		}
	}
	return names
}
