package segment

import (
	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Segmenter finds sentences. It is safe for concurrent use.
type Segmenter struct{}

// New returns a segmenter with the built-in rules for all languages.
func New() *Segmenter { return &Segmenter{} }

// Breaks returns where new sentences begin in text, as ascending byte offsets without 0. The text between two breaks
// holds the sentence and the white space that follows it, so the pieces join to the text exactly.
func (s *Segmenter) Breaks(lang l10n.Locale, text string) []int {
	var breaks []int
	it := sentences.FromString(text)
	for it.Next() {
		if it.Start() > 0 {
			breaks = append(breaks, it.Start())
		}
	}
	return breaks
}
