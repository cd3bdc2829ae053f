package l10n

import (
	"strconv"
	"time"
)

// Comment is what a person says beside a sentence of a translation. Comments are never changed.
type Comment struct {
	// ID makes a repeat of the same act harmless.
	ID       string     `json:"id"`
	Site     SiteName   `json:"site"`
	Document DocumentID `json:"document"`
	Locale   Locale     `json:"locale"`
	Segment  SegmentID  `json:"segment"`
	Run      RunID      `json:"run,omitempty"`
	// SourceHash and TargetHash are those of the texts that the person saw. Source is the sentence itself, so that a question
	// about it can be read when the page has another one.
	SourceHash Hash     `json:"sourceHash"`
	TargetHash Hash     `json:"targetHash,omitempty"`
	Source     Fragment `json:"source"`
	SourceLang Locale   `json:"sourceLang,omitempty"`
	Text       string   `json:"text,omitempty"`
	// AboutSource says that it is a question about the source, and Raise that its editor is asked at once.
	AboutSource bool `json:"aboutSource,omitempty"`
	Raise       bool `json:"raise,omitempty"`
	// Resolves says that what was said of the sentence in this translation is settled.
	Resolves bool `json:"resolves,omitempty"`
	// Mentions are the people whom it is meant for.
	Mentions []UserID  `json:"mentions,omitempty"`
	By       UserID    `json:"by"`
	At       time.Time `json:"at"`
}

// SourceQuestion is a doubt about a sentence of the source, for its editor. All that was said of the sentence on the site, in
// any locale and since the last answer, is part of it.
type SourceQuestion struct {
	ID         Hash     `json:"id"`
	Site       SiteName `json:"site"`
	SourceHash Hash     `json:"sourceHash"`
	Source     Fragment `json:"source"`
	SourceLang Locale   `json:"sourceLang,omitempty"`
	Round      int      `json:"round"`              // 1, and one more for each answer before
	RaisedBy   UserID   `json:"raisedBy,omitempty"` // empty when several people's comments made it
	// Answer is what the editor said, once there is one.
	Answer *SourceAnswer `json:"answer,omitempty"`
	At     time.Time     `json:"at"`
}

// NewQuestionID names the round-th question about a sentence of a site.
func NewQuestionID(site SiteName, source Hash, round int) Hash {
	return NewHash("question", string(site), string(source), strconv.Itoa(round))
}

// SourceAnswer is an editor's answer to a question about the source. It stands beside the sentence in every locale and on
// every page of the site, and settles what was said of it before.
type SourceAnswer struct {
	ID         string    `json:"id"` // of the act
	Question   Hash      `json:"question"`
	Site       SiteName  `json:"site"`
	SourceHash Hash      `json:"sourceHash"`
	Text       string    `json:"text"`
	By         UserID    `json:"by"`
	At         time.Time `json:"at"`
}
