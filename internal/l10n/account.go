package l10n

import "time"

// Statement is a verdict as it was given: in which run, and as part of which assessment.
type Statement struct {
	Run        RunID      `json:"run"`
	Verdict    Verdict    `json:"verdict"`
	Assessment Assessment `json:"assessment"`
}

// Account says of one sentence in one locale how it came to stand as it does: where its text comes from, what was said of
// it and by whom, what it cost, and which publication has it.
type Account struct {
	TranslationKey
	Segment    SegmentID `json:"segment"`
	Site       SiteName  `json:"site"`
	Run        RunID     `json:"run"`
	Title      string    `json:"title,omitempty"`
	URL        string    `json:"url,omitempty"`
	SourceLang Locale    `json:"sourceLang"`
	Stage      Stage     `json:"stage"`
	Step       StepName  `json:"step,omitempty"` // that waits
	Number     int       `json:"number"`         // of the segment in the document, from 1
	Of         int       `json:"of"`             // how many segments the document has
	Unit       Unit      `json:"-"`
	Source     Fragment  `json:"source"`
	Target     Target    `json:"target"`
	// Class says in one word where the text comes from.
	Class MatchClass `json:"class"`
	// Memory is the entry of the memory that the text is, where it still is there.
	Memory *MemorySource `json:"memory,omitempty"`
	// Steps are the steps of the review in their order, and how each stands for this text.
	Steps []StepAccount `json:"steps,omitempty"`
	// Said is all that reviewers said of the sentence, in all runs, the oldest first. Omitted counts older ones that are left
	// out.
	Said    []Statement `json:"said,omitempty"`
	Omitted int         `json:"omitted,omitempty"`
	// Confirmed is the word of a person by which the text is confirmed as it stands.
	Confirmed *Verdict `json:"confirmed,omitempty"`
	// Approvals are the decisions that ended steps of the present run, and those by which the text was signed before.
	Approvals []Decision `json:"approvals,omitempty"`
	// Engine is what the engine that made the text was sent, as far as it is known.
	Engine *EngineShare `json:"engine,omitempty"`
	// Published is the sentence as visitors get it; nil where they don't.
	Published *PublishedSentence `json:"published,omitempty"`
	// Unread says why what visitors get could not be read, where it could not.
	Unread string `json:"unread,omitempty"`
	// Earlier are texts that people wrote or approved for this sentence before, the latest first. EarlierOmitted counts older
	// ones that are left out.
	Earlier        []KeptText `json:"earlier,omitempty"`
	EarlierOmitted int        `json:"earlierOmitted,omitempty"`
}

// StepAccount is a step of a review and how it stands for one text.
type StepAccount struct {
	Step ReviewStep `json:"step"`
	// Verdict is the latest one on the text as it stands; nil where there is none. Earlier is the latest one on another text.
	Verdict *Verdict `json:"verdict,omitempty"`
	Earlier *Verdict `json:"earlier,omitempty"`
}

// MemorySource is the entry of a memory that a text was taken from.
type MemorySource struct {
	At     time.Time `json:"at,omitzero"`
	By     UserID    `json:"by,omitempty"`
	Site   SiteName  `json:"site,omitempty"`
	Source Fragment  `json:"source"` // of the entry
}

// EngineShare is what is known of the cost of an engine's text. Engines are asked for many texts at once, so that only
// the sum of a translation is known.
type EngineShare struct {
	Engine     ProviderName `json:"engine"`
	Texts      int          `json:"texts"`      // that were sent for the translation in its run
	Characters int          `json:"characters"` // of them all
	Price      float64      `json:"price,omitempty"`
}

// Amount is what the characters cost, by the price of a million.
func (e EngineShare) Amount() float64 { return float64(e.Characters) / 1e6 * e.Price }

// PublishedSentence is a sentence as it stands in what visitors get.
type PublishedSentence struct {
	Publication PublicationID   `json:"publication"`
	At          time.Time       `json:"at"`
	URL         string          `json:"url"`
	File        File            `json:"file"`
	Manifest    ManifestSegment `json:"manifest"`
	Text        Fragment        `json:"text"`
	// Same says that it is the text that stands at the desk.
	Same bool `json:"same"`
	// Passage are the bytes of the file at which the sentence stands, from Offset on; Times is how often it stands there. 0
	// says that it was not found word for word.
	Passage string `json:"passage,omitempty"`
	Offset  int    `json:"offset,omitempty"`
	Times   int    `json:"times"`
	// Differs says that the file that visitors get is not the one that was published.
	Differs bool `json:"differs,omitempty"`
}

// SegmentRouting says of one segment whether a step of people asked about it, and why.
type SegmentRouting struct {
	Segment SegmentID `json:"segment"`
	Number  int       `json:"number"`
	Step    StepName  `json:"step"`
	Asked   bool      `json:"asked"`
	Why     string    `json:"why,omitempty"`
	// Seen is what a person said of the text as it stands; empty where none has said anything.
	Seen Outcome  `json:"seen,omitempty"`
	By   Reviewer `json:"by,omitzero"`
}

// RoutingCount counts segments that a step of people asked about, or not, for one reason.
type RoutingCount struct {
	Step  StepName `json:"step"`
	Asked bool     `json:"asked"`
	Why   string   `json:"why,omitempty"`
	Count int      `json:"count"`
	Seen  int      `json:"seen"` // of which a person has said something
}
