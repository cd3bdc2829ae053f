package assess

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Contract is the version of the contract. A field that a reader may ignore does not change it.
const Contract = 1

// Task is what a reviewer is asked about some of the segments of a page.
type Task struct {
	Contract int `json:"contract"`
	// ID is the same each time the same is asked: whoever is asked twice may answer as before.
	ID         string        `json:"task"`
	Run        l10n.RunID    `json:"run"`
	Page       Page          `json:"page"`
	SourceLang l10n.Locale   `json:"sourceLang"`
	Locale     l10n.Locale   `json:"locale"`
	Step       l10n.StepName `json:"step"`
	Round      int           `json:"round"`
	Deadline   time.Time     `json:"deadline,omitzero"`
	// SourceHash and TargetHash are those of all texts that the task shows: TargetHash is echoed by the answer.
	SourceHash l10n.Hash `json:"sourceHash"`
	TargetHash l10n.Hash `json:"targetHash"`
	Segments   []Segment `json:"segments"`
	// Texts is set where the step says that its worker reads blobs: it names the blob that has this task with its segments,
	// and there are none here.
	Texts l10n.Ref `json:"texts,omitempty"`
}

// Page is the page that the segments are of.
type Page struct {
	Document l10n.DocumentID `json:"document"`
	URL      string          `json:"url"`
	Title    string          `json:"title"`
}

// Segment is a sentence with what is known of it. Texts are in the notation of fragments: codes are <1>…</1> and <2/>,
// and a "<" of the text is "&lt;".
type Segment struct {
	ID     l10n.SegmentID `json:"id"`
	Source string         `json:"source"`
	Target string         `json:"target"`
	// TargetHash is that of the target; an answer echoes it.
	TargetHash l10n.Hash `json:"targetHash"`
	Codes      []Code    `json:"codes,omitempty"`
	// Origin is where the target comes from, and Match its similarity in percent, 101 with the same neighbours; 0 for
	// others than the memory's.
	Origin l10n.MatchClass `json:"origin"`
	Match  int             `json:"match,omitempty"`
	// ApprovedBefore is what people approved for an earlier form of the source.
	ApprovedBefore *Pair   `json:"approvedBefore,omitempty"`
	Issues         []Issue `json:"issues,omitempty"`
	Terms          []Term  `json:"terms,omitempty"`
	// Before and After are the sources of the neighbours.
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
	// MaxLength is how many bytes the target may have; 0 is no limit.
	MaxLength int `json:"maxLength,omitempty"`
}

// Code is an inline code of the page: markup, or a thing that stands for a text.
type Code struct {
	ID int `json:"id"`
	// Name is the element's, for instance "a"; Shows is what an empty code stands for.
	Name  string `json:"name,omitempty"`
	Shows string `json:"shows,omitempty"`
	// MayDrop says that a target may leave the code out.
	MayDrop bool `json:"mayDrop,omitempty"`
}

// Pair is a source with its translation.
type Pair struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

// Issue is a finding of a check.
type Issue struct {
	Check    l10n.CheckName `json:"check"`
	Type     l10n.IssueType `json:"type"`
	Severity int            `json:"severity"` // 0–100
	Message  string         `json:"message"`
}

// Term is a term that stands in the source.
type Term struct {
	Source         string   `json:"source"`
	Targets        []string `json:"targets,omitempty"`
	Forbidden      []string `json:"forbidden,omitempty"`
	DoNotTranslate bool     `json:"doNotTranslate,omitempty"`
	Note           string   `json:"note,omitempty"`
}

// Answer is what a reviewer says of a task: something of each of its segments.
type Answer struct {
	Task       string        `json:"task"`
	TargetHash l10n.Hash     `json:"targetHash"`
	Segments   []Said        `json:"segments"`
	Skipped    []Left        `json:"skipped,omitempty"`
	Reviewer   l10n.Reviewer `json:"reviewer"`
	Cost       l10n.Cost     `json:"cost,omitzero"`
	// Dropped and Malformed are counted by reviewers of this house: see [l10n.Assessment].
	Dropped   int `json:"dropped,omitempty"`
	Malformed int `json:"malformed,omitempty"`
}

// Said is what is said of a segment.
type Said struct {
	ID         l10n.SegmentID `json:"id"`
	TargetHash l10n.Hash      `json:"targetHash"`
	Verdict    l10n.Outcome   `json:"verdict"` // pass, changes or abstain
	Score      *int           `json:"score,omitempty"`
	// Proposed is a whole target in the notation of fragments.
	Proposed string        `json:"proposed,omitempty"`
	Comment  string        `json:"comment,omitempty"`
	Issues   []l10n.Remark `json:"issues,omitempty"`
	// Refused is why [Answer.Check] left out what was proposed.
	Refused string `json:"-"`
}

// Left is a segment that the reviewer leaves to others, and why.
type Left struct {
	ID  l10n.SegmentID `json:"id"`
	Why string         `json:"why"`
}

// Assessor looks at the segments of a task. An error that wraps [l10n.ErrUnavailable] or carries a pause may be asked
// again; any other leaves the segments to people.
type Assessor interface {
	Assess(ctx context.Context, t Task) (Answer, error)
}
