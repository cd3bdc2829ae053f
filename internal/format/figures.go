package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Figures writes a text that is nothing but figures anew, for instance a cell "12,500", "45.3 %", "1,300 km" or
// "(3.5–4.2 %)". It reports false for texts that hold words, and where nothing changes. Years and other bare digits of
// four and more, codes, telephone numbers and ISO dates stay as they are, and so do bare decimals such as 3.10.
func (f *Formatter) Figures(lang l10n.Locale, text string) (string, bool) {
	return f.figures(lang, text, false)
}

// Amounts does what [Formatter.Figures] does, for a text that is known to say how much: a bare decimal is an amount too.
func (f *Formatter) Amounts(lang l10n.Locale, text string) (string, bool) {
	return f.figures(lang, text, true)
}

// SayAmounts reports whether a text is figures alone, and an amount is among them.
func SayAmounts(lang l10n.Locale, text string) bool {
	at, amounts := 0, false
	for _, v := range Find(lang, text) {
		if !between(text[at:v.Start]) {
			return false
		}
		at, amounts = v.End, amounts || v.IsAmount()
	}
	return amounts && between(text[at:])
}

func (f *Formatter) figures(lang l10n.Locale, text string, amounts bool) (string, bool) {
	if len(text) > 2*maxDateText {
		return "", false
	}
	var b strings.Builder
	at := 0
	for _, v := range Find(lang, text) {
		gap := text[at:v.Start]
		if !between(gap) || v.Scale != 1 || v.IsDate() && !f.Alone(v) {
			return "", false
		}
		b.WriteString(gap)
		bareDigits := v.Plain && v.Kind == NumberValue && (v.Amount >= 1000 || f.digits == nil)
		switch {
		case bareDigits, v.isBare() && !amounts, v.Kind == DateValue && v.Skeleton == ISODate:
			b.WriteString(v.Text(text))
		default:
			b.WriteString(f.Value(v))
		}
		at = v.End
	}
	if at == 0 || !between(text[at:]) {
		return "", false
	}
	b.WriteString(text[at:])
	return b.String(), b.String() != text
}

// between reports whether what stands beside the figures is no more than signs.
func between(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !strings.ContainsRune("+-−–—±~≈<>≤≥=()[]/*†‡;,·•|", r) || r == utf8.RuneError
	}) < 0
}
