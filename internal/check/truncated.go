package check

import (
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// checkTruncated finds targets that stop in the middle, even where a full stop was set after it. The source must not
// end so too.
func checkTruncated(l *inspection) {
	if l.copied || l.foreign || len(l.t.words) < 3 || len(l.s.words) < 3 {
		return
	}
	last := l.t.words[len(l.t.words)-1]
	rest := l.t.text[last.End:]
	tokenFollows := len(l.t.tokens) > 0 && l.t.tokens[len(l.t.tokens)-1].Start >= last.End
	if tokenFollows || strings.Trim(rest, " \u00a0\u202f.…!?。！？।") != "" || strings.HasSuffix(l.t.text[:last.Start], "-") {
		return // what follows may end the sentence, and a pronoun behind a hyphen does: "crie-a"
	}
	word := strings.ToLower(l.t.text[last.Start:last.End])
	if l.to.writes(han) {
		// The last character of a run; only those that never end a clause.
		if !shared().danglingCharacters[string(lastRune(word))] {
			return
		}
	} else if !l.to.dangling[word] || upperFirst(l.t.text[last.Start:last.End]) {
		return
	}
	if oneOf(placeable.WordValues(l.to.locale, word)) && oneOf(placeable.WordValues(l.from.locale, strings.ToLower(l.s.word(len(l.s.words)-1)))) {
		return // "or one"
	}
	if l.from.dangling[strings.ToLower(l.s.word(len(l.s.words)-1))] {
		return
	}
	written := l.t.text[last.Start:last.End]
	l.report(span{}, last, msgDanglingWord, "word", written)
}

func oneOf(values []float64) bool { return slices.Contains(values, 1) }
