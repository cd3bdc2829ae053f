package localize

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// joinSentences removes the source's spaces between sentences where the locale's language writes none. A space next to
// Latin letters or figures stays.
func (l *localizer) joinSentences() {
	if !langdata.Of(l.Locale).Sentences.Unspaced {
		return
	}
	l.edit.CloseGaps(func(before, after l10n.SegmentID) bool {
		end, _ := utf8.DecodeLastRuneInString(l.Targets[before].Text())
		start, _ := utf8.DecodeRuneInString(l.Targets[after].Text())
		return (wide(end) || wide(start)) && (wide(end) || isQuote(end)) && (wide(start) || isQuote(start))
	})
}

// wide reports whether a character is an ideograph, a kana, or their punctuation.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Bopomofo) || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60
}

func isQuote(r rune) bool { return strings.ContainsRune("“”‘’…—", r) }
