package format

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// On returns where "on 25 July 2024" or "at 14:30" begins, for a value that is a day or a time and has the word
// before it, in the languages whose word means nothing else there. It reports false for other values.
func (v Value) On(lang l10n.Locale, text string) (start int, ok bool) {
	data := langdata.Of(lang)
	word := wordBefore(data, v)
	hasDay := v.Skeleton == Clock || strings.Contains(string(v.Skeleton), "d")
	if v.Kind != DateValue || !hasDay || !data.Dates.OnIsSure || word == nil {
		return v.Start, false
	}
	before := strings.TrimRight(text[:v.Start], " \u00a0")
	if len(before) < len(*word) || !strings.EqualFold(before[len(before)-len(*word):], *word) {
		return v.Start, false
	}
	start = len(before) - len(*word)
	if r, _ := utf8.DecodeLastRuneInString(before[:start]); start > 0 && !unicode.IsSpace(r) && !unicode.IsPunct(r) {
		return v.Start, false
	}
	rest := strings.ToLower(strings.TrimSpace(before[:start]))
	for verb := range shared().notBeforeOn {
		if strings.HasSuffix(rest, verb) {
			return v.Start, false
		}
	}
	return start, true
}

// wordBefore is what a language says before a day or a time, or nil where that is not known.
func wordBefore(data *langdata.Language, v Value) *string {
	if v.Skeleton == Clock {
		return data.Times.At
	}
	return data.Dates.On
}

// On writes a day or a time with what the locale says for "on" or "at", with a capital where one is wanted. It reports
// false where that is not known.
func (f *Formatter) On(v Value, capital bool) (string, bool) {
	before := wordBefore(f.data, v)
	if before == nil {
		return "", false
	}
	word := *before
	elided := !strings.Contains(string(v.Skeleton), "E") && slices.Contains(f.data.Dates.ElidedDays, v.From.Day())
	switch {
	case v.Skeleton == Clock && v.From.Hour() == 1 && f.data.Times.AtOne != "":
		word = f.data.Times.AtOne
	case v.Skeleton != Clock && elided:
		word = f.data.Dates.OnElided
	}
	if word != "" && !strings.HasSuffix(word, "’") {
		word += " "
	}
	text := word + f.Value(v)
	if r, n := utf8.DecodeRuneInString(text); capital {
		text = string(unicode.ToUpper(r)) + text[n:]
	}
	return text, true
}
