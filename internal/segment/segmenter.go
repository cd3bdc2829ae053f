package segment

import (
	"sync"

	"github.com/clipperhouse/uax29/v2/sentences"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Segmenter finds sentences. It is safe for concurrent use.
type Segmenter struct {
	byLocale sync.Map // l10n.Locale → *rules; making them takes long
	srx      *SRX     // rules that a user brought, used instead of the built-in ones
}

// New returns a segmenter with the built-in rules for all languages.
func New() *Segmenter { return &Segmenter{} }

// Breaks returns where new sentences begin in text, as ascending byte offsets without 0. The text between two breaks
// holds the sentence and the white space that follows it, so joining the pieces gives the text. An undetermined
// language ("und") gets the boundaries of UAX #29, unchanged.
func (s *Segmenter) Breaks(lang l10n.Locale, text string) []int {
	if len(text) < 2 {
		return nil
	}
	if s.srx != nil {
		return s.srx.breaks(string(lang), text)
	}
	if lang == "und" {
		return unicodeBreaks(text)
	}
	return newScanner(s.rules(lang), text).breaks()
}

// maxTag is the longest tag, in bytes, whose rules are remembered. Tags come from pages, and memory has a bound.
const maxTag = 40

func (s *Segmenter) rules(lang l10n.Locale) *rules {
	if r, ok := s.byLocale.Load(lang); ok {
		return r.(*rules)
	}
	r := rulesOf(lang)
	if len(lang) < maxTag {
		s.byLocale.Store(lang, r)
	}
	return r
}

// Sentences returns the text cut at its breaks, each sentence with the white space after it.
func (s *Segmenter) Sentences(lang l10n.Locale, text string) []string {
	var out []string
	last := 0
	for _, b := range s.Breaks(lang, text) {
		out = append(out, text[last:b])
		last = b
	}
	if last < len(text) {
		out = append(out, text[last:])
	}
	return out
}

func unicodeBreaks(text string) []int {
	var breaks []int
	it := sentences.FromString(text)
	for it.Next() {
		if it.Start() > 0 {
			breaks = append(breaks, it.Start())
		}
	}
	return breaks
}
