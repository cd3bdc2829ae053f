package judge

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// withoutCodes is a text in the notation of fragments, without its codes and escapes.
func withoutCodes(s string) string { return l10n.ParseFragment(s).Text() }

// otherSpaces are spaces that models write as plain ones when they quote.
var otherSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")

// quoted finds a quotation in a text without codes, and returns it as it stands there. A model may quote with the codes or
// without, and with other spaces; all else has to be as it is.
func quoted(text, quotation string) (string, bool) {
	span := withoutCodes(quotation)
	if strings.Contains(text, span) {
		return span, true
	}
	folded, wanted := otherSpaces.Replace(text), otherSpaces.Replace(span)
	at := strings.Index(folded, wanted)
	if at < 0 {
		return "", false
	}
	// Spaces are one rune for one rune, so the places are the same when runes are counted.
	runes := []rune(text)
	from := len([]rune(folded[:at]))
	return string(runes[from : from+len([]rune(wanted))]), true
}

// first are the first n characters of a text.
func first(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// cut is a text of at most n characters, with a mark where it was longer.
func cut(s string, n int) string {
	if f := first(s, n); len(f) < len(s) {
		return f + "…"
	}
	return s
}
