package check

import (
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// checkAddedNote finds what language models say besides the translation: "Here is the translation:", "(Note: …)".
func checkAddedNote(l *inspection) {
	at, ok := noteAt(l.t.text, false, l.to.data, langdata.Of("en"))
	if !ok {
		return
	}
	if _, also := noteAt(l.s.text, true, l.from.data, langdata.Of("en")); !also {
		l.report(span{}, at, msgAddedNote)
	}
}

// longestNoteWord is how many bytes the words have that begin a note, at most.
const longestNoteWord = 64

// noteAt finds one of the languages' words for a note where one begins: at the text's or a line's beginning, behind a bracket,
// and as a sentence of its own. Loose says that the colon behind the word may be missing or another sign: "Note, …".
func noteAt(text string, loose bool, langs ...*langdata.Language) (span, bool) {
	begins, ended := true, false
	for i, r := range text {
		if begins && unicode.IsLetter(r) && (!ended || strings.Contains(start(text[i:], longestNoteWord), ":")) {
			lower := strings.ToLower(start(text[i:], longestNoteWord))
			for _, lang := range langs {
				for _, w := range lang.Words.NoteWords {
					if ended && !strings.HasSuffix(w, ":") {
						continue
					}
					if strings.HasPrefix(lower, w) || loose && strings.HasPrefix(lower, strings.TrimSuffix(w, ":")) {
						return span{Start: i, End: min(len(text), i+len(w))}, true
					}
				}
			}
		}
		switch r {
		case '(', '[', '（', '［', '【', '\n':
			begins, ended = true, false
		case '.', '!', '?', '。':
			begins, ended = true, true
		case ' ', '\u00a0', '*', '_':
		default:
			begins, ended = false, false
		}
	}
	return span{}, false
}
