package check

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// SpellingCheck is the name of the check that asks dictionaries. What it says of a word is the argument [MisspelledWord].
const (
	SpellingCheck  = "spelling"
	MisspelledWord = "word"
)

func checkSpelling(l *inspection) {
	sp := l.checker.speller
	if sp == nil || !sp.Knows(l.Locale) || l.copied || l.foreign {
		return
	}
	var ws []string
	var at []span
	for i, w := range l.t.words {
		word := l.t.word(i)
		first, _ := utf8.DecodeRuneInString(word)
		// Names, initialisms, and what the source says too are no misspellings.
		if len(word) < 3 || i > 0 && unicode.IsUpper(first) || isCapitals(word) || l.s.contains(word) {
			continue
		}
		ws, at = append(ws, word), append(at, w)
	}
	bad := map[string]bool{}
	for _, w := range sp.Misspelled(l.Locale, ws) {
		bad[w] = !l.isKnown(w)
	}
	l.forgiveDerived(bad)
	for i, w := range ws {
		if bad[w] {
			l.report(span{}, at[i], msgMisspelled, MisspelledWord, w)
			delete(bad, w)
		}
	}
}

// isKnown reports whether a word that no dictionary has is one of the site's own, or a form of a term's word.
func (l *inspection) isKnown(word string) bool {
	if l.checker.words.Has(word) || slices.ContainsFunc(l.Words, func(list *WordList) bool { return list.Has(word) }) {
		return true
	}
	text := l.to.inflect.Text(word)
	for _, t := range l.Terms {
		for _, target := range t.Targets {
			for _, w := range words(nil, target, nil) {
				if _, ok := l.to.inflect.Find(text, l.to.inflect.Phrase(target[w.Start:w.End], false), true); ok {
					return true
				}
			}
		}
	}
	return false
}
