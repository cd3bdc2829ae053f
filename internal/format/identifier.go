package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// IsAmount reports whether a number says how much, for certain: a unit, a currency, a percent sign, a minus sign, a word
// such as million or groups of digits say so. A bare 3.10 is none: it may be a version, a clause, a score or a share.
func (v Value) IsAmount() bool {
	return !v.IsDate() && (v.Kind != NumberValue || v.Scale != 1 || v.Grouped || v.Amount < 0 || v.inSpan)
}

// isBare reports whether a number has a fraction and nothing that makes it an amount.
func (v Value) isBare() bool { return v.Kind == NumberValue && v.Digits > 0 && !v.IsAmount() }

// Identifiers says which tokens of a text are numbers that name something, for certain, and so stay as they are to the
// byte: a version, a clause, a part of a telephone number, an address. They are those with leading zeros or with points
// that [Find] does not take for a number or a date. A number with a letter behind it, such as 2.5x, isn't certain.
func Identifiers(lang l10n.Locale, text string, tokens []placeable.Token) []bool {
	out := make([]bool, len(tokens))
	var found []Value
	searched, next := false, 0
	for i, t := range tokens {
		if t.Kind != placeable.Number || !hasLeadingZero(text, t) && !isDotted(text, t) {
			continue
		}
		if !searched {
			found, searched = Find(lang, text), true
		}
		for next < len(found) && found[next].End <= t.Start { // both are in the order of the text
			next++
		}
		out[i] = next == len(found) || t.End <= found[next].Start
	}
	return out
}

// hasLeadingZero reports whether a token is digits that begin with a zero. Two digits beside a slash, a hyphen or a colon
// are left out: they are the day of a date or the minute of a time, whose zero languages write or not.
func hasLeadingZero(text string, t placeable.Token) bool {
	digits := t.Num.Digits
	if len(digits) < 2 || digits[0] != '0' || t.Num.Value == digits || t.Num.Decimal != 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:t.Start])
	after, _ := utf8.DecodeRuneInString(text[t.End:])
	return len(digits) > 2 || !strings.ContainsRune("/:-‑–", before) && !strings.ContainsRune("/:-‑–hH", after)
}

// isDotted reports whether a token has points that are no groups, and no letter behind it.
func isDotted(text string, t placeable.Token) bool {
	raw := t.Text(text)
	after, _ := utf8.DecodeRuneInString(text[t.End:])
	onlyPoints := strings.Contains(raw, ".") && strings.Trim(raw, "0123456789.") == ""
	return onlyPoints && !t.Num.Grouped && !unicode.IsLetter(after)
}

// Refers reports whether a word or sign before a number says that it names a part of something: "section 3.10",
// "§ 3.10".
func Refers(text string, start int) bool {
	before := strings.TrimRight(text[:start], " \u00a0\u202f")
	if strings.HasSuffix(before, "§") || strings.HasSuffix(before, "№") {
		return true
	}
	before = strings.TrimRight(before, ".")
	start = len(before)
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(before[:start])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 'º' && r != '°' {
			break
		}
		start -= n
	}
	return shared().referenceWords[strings.ToLower(before[start:])]
}
