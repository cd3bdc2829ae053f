package check

import (
	"unicode"
	"unicode/utf8"
)

func checkSpelling(l *inspection) {
	sp := l.checker.speller
	if sp == nil || !sp.Knows(l.Locale) {
		return
	}
	var ws []string
	var at []span
	for i, w := range l.t.words {
		word := l.t.word(i)
		first, _ := utf8.DecodeRuneInString(word)
		// Names and what the source says too are no misspellings.
		if len(word) < 3 || i > 0 && unicode.IsUpper(first) || l.s.contains(word) {
			continue
		}
		ws, at = append(ws, word), append(at, w)
	}
	bad := map[string]bool{}
	for _, w := range sp.Misspelled(l.Locale, ws) {
		bad[w] = true
	}
	for i, w := range ws {
		if bad[w] {
			l.report(span{}, at[i], msgMisspelled, "word", w)
			delete(bad, w)
		}
	}
}
