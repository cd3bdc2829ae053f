package l10n

import (
	"strings"
	"unicode"
)

// CountWords counts the words of a text: what stands between white space and has a letter, and in scripts without spaces each
// ideograph or kana.
func CountWords(text string) int {
	n := 0
	for word := range strings.FieldsSeq(text) {
		letters := false
		for _, r := range word {
			switch {
			case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
				n++
			case unicode.IsLetter(r):
				letters = true
			}
		}
		if letters {
			n++
		}
	}
	return n
}
