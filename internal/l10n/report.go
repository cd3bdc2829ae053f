package l10n

import "time"

// ReportFilter selects verdicts of machines for a report; zero fields select all but for Site.
type ReportFilter struct {
	Site  SiteName
	Step  StepName
	Since time.Time
}

// Afterwards is the last thing that people did with a very text after a machine's verdict on it.
type Afterwards string

// What people did.
const (
	AfterNothing  Afterwards = "nothing"   // no person has said anything of it
	AfterLeft     Afterwards = "left"      // confirmed as it was, by itself
	AfterAtOnce   Afterwards = "at-once"   // confirmed as it was, together with all others of a class
	AfterChanged  Afterwards = "changed"   // written anew
	AfterSentBack Afterwards = "sent-back" // refused
)

// VerdictCount counts verdicts of a step of machines that are alike.
type VerdictCount struct {
	Step    StepName
	Shadow  bool
	Kind    ReviewerKind
	Outcome Outcome
	Why     string // of abstentions
	// Found says that the checks had found something in the text that is worth a person's time.
	Found bool
	After Afterwards
	Asked bool // people were asked about the text afterwards
	Count int
}

// AnswerCount sums up the answers of a step of machines, by their currency.
type AnswerCount struct {
	Step               StepName
	Shadow             bool
	Answers            int
	Dropped, Malformed int
	Cost               Cost
}

// EditCount sums up the edits of people of texts on which a step of machines had a verdict.
type EditCount struct {
	Step    StepName
	Shadow  bool
	Outcome Outcome
	Edits   int
	Changed int // characters that differ
	Of      int // characters that the texts had
}

// Rewrite says how much a person changed a text that they wrote anew.
type Rewrite struct {
	Of      Hash `json:"of"`      // the text that was there before
	Changed int  `json:"changed"` // the characters that differ, by edit distance
	Length  int  `json:"length"`  // the characters of the text that was there before
}

// ReviewReport says what each step of machines did on a site, and what people did with the same texts afterwards. Texts
// are counted as often as they were judged.
type ReviewReport struct {
	Site  SiteName     `json:"site"`
	Since time.Time    `json:"since,omitzero"`
	Until time.Time    `json:"until"`
	Steps []StepReport `json:"steps"`
}

// StepReport is the report of one step. A step that was a shadow for a while has two.
type StepReport struct {
	Step   StepName       `json:"step"`
	Shadow bool           `json:"shadow,omitempty"`
	Kinds  []ReviewerKind `json:"kinds,omitempty"`
	// Asked is the sum of the three kinds of verdicts.
	Asked     int          `json:"asked"`
	Passed    OutcomeCount `json:"passed"`
	Changes   OutcomeCount `json:"changes"`
	Abstained OutcomeCount `json:"abstained"`
	// Reasons counts abstentions by why.
	Reasons map[string]int `json:"reasons,omitempty"`
	Answers int            `json:"answers"`
	// Dropped counts remarks that quoted what stands in neither text, and Malformed the answers that had to be asked anew.
	Dropped   int    `json:"dropped,omitempty"`
	Malformed int    `json:"malformed,omitempty"`
	Costs     []Cost `json:"costs,omitempty"` // one a currency
}

// OutcomeCount counts the verdicts of one outcome.
type OutcomeCount struct {
	All      int `json:"all"`
	ToPeople int `json:"toPeople"` // people were asked about them
	// Found counts those in whose text the checks had found something.
	Found int `json:"found"`
	// Left, Changed and SentBack are what people did at last; AtOnce counts those of Left that were confirmed together with
	// all of a class.
	Left     int `json:"left"`
	AtOnce   int `json:"atOnce,omitempty"`
	Changed  int `json:"changed"`
	SentBack int `json:"sentBack"`
	// Edits are the edits of these texts: how many, and how many characters of how many differ.
	Edits    int `json:"edits,omitempty"`
	Edited   int `json:"edited,omitempty"`
	EditedOf int `json:"editedOf,omitempty"`
}

// Seen counts the texts of which people said something.
func (c OutcomeCount) Seen() int { return c.Left + c.Changed + c.SentBack }

// Refused counts the texts that people changed or sent back.
func (c OutcomeCount) Refused() int { return c.Changed + c.SentBack }

// AgreesWithChecks says of how many verdicts, of those that pass or want changes, the checks are of the same opinion.
func (r StepReport) AgreesWithChecks() (n, of int) {
	return r.Passed.All - r.Passed.Found + r.Changes.Found, r.Passed.All + r.Changes.All
}

// FewestForShare is the number of cases below which a share is no percentage.
const FewestForShare = 20
