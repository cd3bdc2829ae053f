package localize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// unspaced are the languages that write no space between sentences.
var unspaced = []string{"zh", "ja", "yue"}

// joinSentences takes the source's spaces between sentences out of a text whose language writes none. Beside Latin
// letters and figures the space stays.
func (l *localizer) joinSentences() {
	if !slices.Contains(unspaced, l.Locale.Language()) {
		return
	}
	l.edit.CloseGaps(func(before, after l10n.SegmentID) bool {
		end, _ := utf8.DecodeLastRuneInString(l.Targets[before].Text())
		start, _ := utf8.DecodeRuneInString(l.Targets[after].Text())
		return (wide(end) || wide(start)) && (wide(end) || quote(end)) && (wide(start) || quote(start))
	})
}

// wide reports whether a character fills a square: ideographs, kana, and their punctuation.
func wide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) || r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60
}

func quote(r rune) bool { return strings.ContainsRune("“”‘’…—", r) }
