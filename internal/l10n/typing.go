package l10n

import "time"

// Typing is what a person has typed for a segment and neither saved nor dropped. It is theirs alone: no approval and no publication
// ever has it.
type Typing struct {
	Segment SegmentID `json:"segment"`
	By      UserID    `json:"by"`
	Text    Fragment  `json:"text"`
	// Version is that of the target that the person saw, Source the text that they were translating, and Extraction where that
	// stands.
	Version    int       `json:"version"`
	Source     Fragment  `json:"source"`
	Extraction Ref       `json:"extraction,omitempty"`
	At         time.Time `json:"at"`
}
