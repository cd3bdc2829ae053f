package l10n

import "time"

// Annotation is an error that a person has found in a text and marked at the desk, in MQM's words. It is of the texts that
// the hashes name: it stays when they change, and it is never changed itself.
type Annotation struct {
	// ID makes a repeat of the same act harmless.
	ID         string     `json:"id"`
	Site       SiteName   `json:"site"`
	Document   DocumentID `json:"document"`
	Locale     Locale     `json:"locale"`
	Segment    SegmentID  `json:"segment"`
	Run        RunID      `json:"run,omitempty"`
	Step       StepName   `json:"step,omitempty"`
	SourceHash Hash       `json:"sourceHash"`
	TargetHash Hash       `json:"targetHash"`
	// Source and Target are the texts, so that it can be read when they have changed.
	Source Fragment  `json:"source"`
	Target Fragment  `json:"target"`
	Remark Remark    `json:"remark"`
	By     UserID    `json:"by"`
	At     time.Time `json:"at"`
}

// RemarkFilter selects remarks of people and machines; zero fields select all.
type RemarkFilter struct {
	Site   SiteName
	Locale Locale
	Run    RunID
	Since  time.Time
}
