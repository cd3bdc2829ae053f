package l10n

import "time"

// Outcome is what a reviewer says of a segment, or why nobody is asked about it.
type Outcome string

// The outcomes.
const (
	// Pass says that the target may stand. A person's pass is a confirmation.
	Pass Outcome = "pass"
	// Changes says that something has to change.
	Changes Outcome = "changes"
	// Abstain says that the reviewer has no opinion: the segment goes to people.
	Abstain Outcome = "abstain"
	// Skipped says that the step did not ask about the segment.
	Skipped Outcome = "skipped"
	// Asked says that the step asks people about the segment, and why.
	Asked Outcome = "asked"
)

// ReviewerKind says what kind of reviewer gave a verdict: a kind of step, or the rules of the plan.
type ReviewerKind string

// ByRule is the kind of verdicts that follow from the plan alone.
const ByRule ReviewerKind = "rule"

// Reviewer is who or what gave a verdict.
type Reviewer struct {
	Kind    ReviewerKind `json:"kind"` // a StepKind, or ByRule
	ID      string       `json:"id,omitempty"`
	Version string       `json:"version,omitempty"`
}

// Verdict is what one step says of one segment: of the very texts that the hashes name. It is never changed; a later
// one about the same step and segment takes its place, and one about another text does not count any more.
type Verdict struct {
	Segment SegmentID `json:"segment"`
	Step    StepName  `json:"step"`
	Round   int       `json:"round,omitempty"`
	// SourceHash is the segment's, and TargetHash that of the target's text ([Fragment.Hash]).
	SourceHash Hash     `json:"sourceHash"`
	TargetHash Hash     `json:"targetHash"`
	Outcome    Outcome  `json:"outcome"`
	Score      *int     `json:"score,omitempty"` // 0–100
	Remarks    []Remark `json:"remarks,omitempty"`
	// Proposed is a text that the reviewer would rather see. It is shown as a difference and never taken silently.
	Proposed *Fragment `json:"proposed,omitempty"`
	// Rewrite says what a person changed who wrote the text at the step.
	Rewrite *Rewrite `json:"rewrite,omitempty"`
	// Why is a word for machines: a match class, "sample", "late" … Comment is the reviewer's own.
	Why     string   `json:"why,omitempty"`
	Comment string   `json:"comment,omitempty"`
	By      Reviewer `json:"by"`
	// Assessment names the act or the answer that it is part of.
	Assessment string    `json:"assessment"`
	Shadow     bool      `json:"shadow,omitempty"`
	At         time.Time `json:"at"`
}

// Of reports whether the verdict is about a segment's texts as they stand.
func (v Verdict) Of(t Target) bool {
	return v.Segment == t.Segment && v.SourceHash == t.SourceHash && v.TargetHash == t.Text.Hash()
}

// Assessment is one answer of a reviewer, or one act by which a person confirmed segments.
type Assessment struct {
	ID    string   `json:"id"` // a repeat changes nothing
	Run   RunID    `json:"run"`
	Step  StepName `json:"step"`
	Round int      `json:"round,omitempty"`
	By    Reviewer `json:"by"`
	// Class is what a person named when they confirmed many at once, for instance "in-context".
	Class    string `json:"class,omitempty"`
	Segments int    `json:"segments"`
	// Left is why segments have no verdict by it, in English.
	Left string `json:"left,omitempty"`
	// Dropped counts remarks that quoted what stands in neither text, and Malformed the answers that had to be asked anew.
	Dropped   int       `json:"dropped,omitempty"`
	Malformed int       `json:"malformed,omitempty"`
	Cost      Cost      `json:"cost,omitzero"`
	Shadow    bool      `json:"shadow,omitempty"`
	At        time.Time `json:"at"`
}

// Cost is what a reviewer charges for an answer.
type Cost struct {
	Characters int     `json:"characters,omitempty"`
	Input      int     `json:"input,omitempty"`  // tokens
	Output     int     `json:"output,omitempty"` // tokens
	Amount     float64 `json:"amount,omitempty"` // money, in Currency
	Currency   string  `json:"currency,omitempty"`
}

// Add adds another cost. Amounts of another currency are left out.
func (c *Cost) Add(o Cost) {
	c.Characters, c.Input, c.Output = c.Characters+o.Characters, c.Input+o.Input, c.Output+o.Output
	if c.Currency == "" {
		c.Currency = o.Currency
	}
	if c.Currency == o.Currency {
		c.Amount += o.Amount
	}
}

// Category is a top level category of MQM's typology of errors (https://themqm.org/the-mqm-typology/).
type Category string

// The categories.
const (
	CategoryTerminology Category = "terminology"
	CategoryAccuracy    Category = "accuracy"
	CategoryLinguistic  Category = "linguistic-conventions"
	CategoryStyle       Category = "style"
	CategoryLocale      Category = "locale-conventions"
	CategoryAudience    Category = "audience-appropriateness"
	CategoryDesign      Category = "design-and-markup"
	CategoryCustom      Category = "custom"
)

// Categories are all categories.
var Categories = []Category{
	CategoryTerminology, CategoryAccuracy, CategoryLinguistic, CategoryStyle, CategoryLocale, CategoryAudience,
	CategoryDesign, CategoryCustom,
}

// RemarkSeverity is one of MQM's levels of severity.
type RemarkSeverity string

// The severities, the mildest first.
const (
	Neutral  RemarkSeverity = "neutral"
	Minor    RemarkSeverity = "minor"
	Major    RemarkSeverity = "major"
	Critical RemarkSeverity = "critical"
)

// RemarkSeverities are all severities, the mildest first.
var RemarkSeverities = []RemarkSeverity{Neutral, Minor, Major, Critical}

// Remark is an error that a reviewer of any kind found in a segment.
type Remark struct {
	Category Category       `json:"type"`
	Severity RemarkSeverity `json:"severity"`
	// SourceSpan and TargetSpan are quoted verbatim from the texts, without codes; empty is the whole.
	SourceSpan string `json:"sourceSpan,omitempty"`
	TargetSpan string `json:"targetSpan,omitempty"`
	Message    string `json:"message,omitempty"`
	Suggestion string `json:"suggestion,omitempty"`
	// Confidence is 0–1; 0 is not known.
	Confidence float64 `json:"confidence,omitempty"`
}
