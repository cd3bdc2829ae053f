package check

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// WordList has words that are right although the dictionary does not have them: a site's own, or those of its glossary. A
// nil list has none.
type WordList struct{ words map[string]bool }

// NewWordList makes a list of texts, and takes each of their words.
func NewWordList(texts ...string) *WordList {
	w := &WordList{words: map[string]bool{}}
	for _, text := range texts {
		text = norm.NFC.String(text)
		for _, at := range words(nil, text, nil) {
			w.words[text[at.Start:at.End]] = true
		}
	}
	return w
}

// Has reports whether a word is in the list. A word that is listed in small letters may begin with a capital, or have nothing
// else; a name is known as it is listed, and in capitals.
func (w *WordList) Has(word string) bool {
	if w == nil || len(w.words) == 0 {
		return false
	}
	word = norm.NFC.String(word)
	if w.words[word] || w.words[strings.ToLower(word)] {
		return true
	}
	first, rest := "", ""
	for i := range word {
		if i > 0 {
			first, rest = word[:i], word[i:]
			break
		}
	}
	return isCapitals(word) && w.words[first+strings.ToLower(rest)]
}

// isCapitals reports whether a word of two letters or more has capitals alone.
func isCapitals(word string) bool {
	n := 0
	for _, r := range word {
		if unicode.IsLower(r) {
			return false
		}
		n++
	}
	return n > 1 && strings.ToLower(word) != word
}
