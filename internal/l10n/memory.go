package l10n

import "time"

// MatchQuery asks a translation memory for matches of one segment.
type MatchQuery struct {
	Source     Fragment
	Prev, Next Fragment // the neighbouring segments' sources; empty at the ends of a document
	Element    string   // the unit's role: its element's name, or "@" and its attribute's
	SourceLang Locale
	Locale     Locale
	Site       SiteName
	MinScore   int // 0 means 70
	Limit      int // 0 means 5
}

// MemoryEntry is one target on its way into the memory: approved, or confirmed by a person on a page that is not approved yet.
type MemoryEntry struct {
	Source     Fragment
	Target     Fragment
	Prev, Next Fragment
	Element    string
	SourceLang Locale
	Locale     Locale
	Author     UserID
	Site       SiteName
	Run        RunID
	Document   DocumentID
	Segment    SegmentID // for what is not approved yet
	At         time.Time
}
