package l10n

import "time"

// WrongSentence is a published sentence that a person finds wrong: one segment of a page in a locale, with the very texts
// that visitors get.
type WrongSentence struct {
	Document DocumentID `json:"document"`
	Locale   Locale     `json:"locale"`
	Segment  SegmentID  `json:"segment"`
	// SourceHash is the segment's, and TargetHash that of the published text.
	SourceHash Hash `json:"sourceHash"`
	TargetHash Hash `json:"targetHash"`
	// Proposed is the text that the person would rather see. People confirm it like any other.
	Proposed Fragment `json:"proposed,omitempty"`
}

// Correction is the part of a request for a run that reopens published sentences. All else of the pages stands as it is
// published.
type Correction struct {
	Sentences []WrongSentence `json:"sentences"`
	// Note puts a dated note on the pages from which the wrong texts go.
	Note bool `json:"note,omitempty"`
}

// CorrectedSentence is a wrong sentence as the records keep it, with whose word it is.
type CorrectedSentence struct {
	WrongSentence
	Run    RunID     `json:"run"` // that was asked for with the correction
	Site   SiteName  `json:"site"`
	By     UserID    `json:"by"`
	Reason string    `json:"reason,omitempty"`
	Note   bool      `json:"note,omitempty"`
	At     time.Time `json:"at"`
	// Request is the signed request, as it came.
	Request Ref `json:"request"`
}

// CorrectionNote says that an error of a page was put right. It stays on later publications of the page.
type CorrectionNote struct {
	Run  RunID     `json:"run"`  // that corrected it
	Date time.Time `json:"date"` // of the approval of the right text
}

// SentenceQuery says which published sentence is looked for: by its source's text, by its translation's, by both, or as a
// segment of a document. Zero fields fit all.
type SentenceQuery struct {
	Site           SiteName
	Source, Target string
	Locale         Locale
	Document       DocumentID
	Segment        SegmentID
}

// Carrier is a place where a sentence is published.
type Carrier struct {
	WrongSentence
	Site      SiteName `json:"site"`
	Title     string   `json:"title"`
	URL       string   `json:"url"`       // of the published page
	SourceURL string   `json:"sourceUrl"` // by which the page is asked for
	Source    Fragment `json:"source"`
	Target    Fragment `json:"target"`
	// Busy is a run that is at work on the page in the locale: then the sentence is to be mended there.
	Busy RunID `json:"busy,omitempty"`
}
