package l10n

import "regexp"

// Showing is how a localized page is shown to the people who work on it.
type Showing struct {
	// Assets is the address below which the desk has the copies of files that the page uses.
	Assets string
	// Marks names the marks of the page's segments.
	Marks MarkName
	// Head is put at the beginning of the page's head. It is trusted.
	Head string
	// Source shows the page in its own language, with its own texts.
	Source bool
}

// MarkName is the name by which the marks of one showing of a page are known from all that the page says itself: a random
// word of small letters and figures. No page can know it beforehand.
type MarkName string

var markName = regexp.MustCompile(`^[a-z][a-z0-9]{15,63}$`)

// IsValid reports whether a name can stand in comments and attributes, and is hard to guess.
func (n MarkName) IsValid() bool { return markName.MatchString(string(n)) }

// ShownUnit is how a unit looks on its page: the markup from the mark before its first segment to the one after its last,
// or the text of the attribute or the element that has it.
type ShownUnit struct {
	First SegmentID `json:"first"`
	Last  SegmentID `json:"last"`
	// HTML is the page's own markup, with the marks in it. It is empty for what stands in a tag.
	HTML string `json:"html,omitempty"`
	// InTag says that Text is the value of an attribute or, where the attribute has no name, the text of an element that
	// holds no markup. What stands in structured data has the attribute "{}" and no text here.
	InTag     bool   `json:"inTag,omitempty"`
	Attribute string `json:"attribute,omitempty"`
	Text      string `json:"text,omitempty"`
}
