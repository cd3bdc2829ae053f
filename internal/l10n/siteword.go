package l10n

import "time"

// SiteWord is a person's word that a site writes a word so, although the dictionary of its language does not have it. It is
// never changed; another one may take it back.
type SiteWord struct {
	// ID makes a repeat of the same act harmless.
	ID string `json:"id"`
	// Takes is the ID of an earlier act that this one takes back; its site, locale and word are that one's.
	Takes  string   `json:"takes,omitempty"`
	Site   SiteName `json:"site"`
	Locale Locale   `json:"locale"` // where it was added; it holds in all locales of the language
	Word   string   `json:"word"`
	// Document and Segment are where the person saw it, if it was in a text.
	Document DocumentID `json:"document,omitempty"`
	Segment  SegmentID  `json:"segment,omitempty"`
	By       UserID     `json:"by"`
	At       time.Time  `json:"at"`
}
