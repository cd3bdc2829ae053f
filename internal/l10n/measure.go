package l10n

import "time"

// Drafted is what there was for a segment before people saw it, in one run. It is kept to compare it with what people
// approve.
type Drafted struct {
	Segment SegmentID
	Class   MatchClass
	Score   int          // of a memory's match
	Engine  ProviderName // that answered
	// Repeated says that an earlier segment of the page has the same source.
	Repeated   bool
	Words      int // of the source
	Characters int // of the source
	Text       Fragment
	Checks     []CheckName // those that found something in it
}

// MeasureFilter selects facts of work that was done; zero fields select all. A fact is of the time at which it happened:
// from Since on, and before Until.
type MeasureFilter struct {
	Site         SiteName
	Locale       Locale
	Run          RunID
	Since, Until time.Time
}

// Scope is where and when something was done. Month is written as 2026-11, in UTC.
type Scope struct {
	Site   SiteName `json:"site,omitempty"`
	Locale Locale   `json:"locale,omitempty"`
	Month  string   `json:"month,omitempty"`
	Run    RunID    `json:"run,omitempty"`
}

// DraftCount counts drafted segments that are alike: all of them, or those of them that people approved.
type DraftCount struct {
	Scope
	Class      MatchClass
	Score      int // the least of the band that it is in: see [ScoreBands]
	Engine     ProviderName
	Repeated   bool
	Segments   int
	Words      int
	Characters int
	// Untouched counts the approved ones that are as they were drafted. Of the Length characters of all drafts that were
	// approved, Changed differ.
	Untouched       int
	Changed, Length int
}

// ScoreBands are the least scores of the bands in which similar matches are counted, the best first.
var ScoreBands = []int{95, 85, 70, 0}

// CheckCount counts the drafted segments in which a check found something.
type CheckCount struct {
	Scope
	Check    CheckName
	Segments int
}

// StepTime is a step of a translation that has ended.
type StepTime struct {
	Scope
	Document DocumentID
	Step     StepName
	Kind     StepKind
	Round    int
	Opened   time.Time
	// Began is when a person first did something at the step; zero where nobody did before it ended.
	Began time.Time
	Ended time.Time
	End   StepEnd
}

// StepEnd is how a step ended.
type StepEnd string

// The ends of steps.
const (
	StepDone     StepEnd = "done"
	StepSentBack StepEnd = "sent-back"
	StepBroken   StepEnd = "broken-off" // the run was cancelled or taken over, or failed
)

// Touch is a moment at which a person did something to a text: wrote or confirmed it, or said that it has to change.
type Touch struct {
	Scope
	By UserID
	At time.Time
}

// Spent is what engines were sent in a run and a month, in characters, or what reviewers charged for it.
type Spent struct {
	Scope
	Engine     ProviderName // empty for reviewers
	Characters int
	Cost       Cost // of reviewers
}

// Measured says since when facts are kept, and of which sites and locales there are some.
type Measured struct {
	Since   time.Time
	Sites   []SiteName
	Locales []Locale
}
