package check

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// checkAddedNote finds what language models say besides the translation: "Here is the translation:", "(Note: …)".
func checkAddedNote(l *inspection) {
	at, ok := noteAt(strings.ToLower(l.t.text), l.to.data, langdata.Of("en"))
	if !ok {
		return
	}
	if _, also := noteAt(strings.ToLower(l.s.text), l.from.data, langdata.Of("en")); also {
		return
	}
	text := l.t.text
	if len(strings.ToLower(text)) != len(text) || at.End > len(text) {
		at = span{} // a letter whose small form has another length has moved the places
	}
	l.report(span{}, at, "The target has a note that the source has not.")
}

// noteAt finds one of the languages' words for a note where one begins: at the text's or a line's beginning, and behind
// a bracket.
func noteAt(lower string, langs ...*langdata.Language) (span, bool) {
	for _, lang := range langs {
		for _, w := range lang.Words.NoteWords {
			for from := 0; ; {
				i := strings.Index(lower[from:], w)
				if i < 0 {
					break
				}
				at := from + i
				before := strings.TrimRight(lower[:at], " \u00a0*_")
				if before == "" || strings.HasSuffix(before, "\n") || strings.ContainsRune("([（［【", lastRune(before)) {
					return span{Start: at, End: at + len(w)}, true
				}
				from = at + len(w)
			}
		}
	}
	return span{}, false
}
