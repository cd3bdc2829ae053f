package format

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// onDay is what a language says for "on" before a day: a preposition, an article, or nothing where the case of the date
// alone says it. Languages that put a suffix behind the date are not among them.
var onDay = map[string]string{
	"en": "on", "es": "el", "ca": "el", "fr": "le", "de": "am", "it": "il", "pt": "em", "ro": "pe", "nl": "op", "sv": "den", "da": "den", "nb": "den",
	"ar": "في", "fa": "در", "bg": "на", "ru": "", "uk": "", "be": "", "pl": "", "cs": "", "sk": "", "hr": "", "sr": "", "zh": "", "ja": "", "id": "pada", "vi": "vào",
}

// atTime is the same for "at" before a time of day.
var atTime = map[string]string{
	"en": "at", "es": "a las", "ca": "a les", "fr": "à", "de": "um", "it": "alle", "pt": "às", "ro": "la", "nl": "om", "sv": "kl.", "da": "kl.", "nb": "kl.",
	"ru": "в", "uk": "о", "bg": "в", "pl": "o", "cs": "v", "sk": "o", "hr": "u", "sr": "у", "ar": "في الساعة", "fa": "در ساعت", "zh": "", "ja": "", "id": "pukul", "vi": "lúc",
}

// atOne are the forms for one o'clock, which is singular.
var atOne = map[string]string{"es": "a la", "ca": "a la", "it": "all’", "pt": "à"}

// On returns where "on 25 July 2024" or "at 14:30" begins, for a value that is a day or a time and has the word before it,
// in the languages whose word means nothing else there. It reports false for other values.
func (v Value) On(lang l10n.Locale, text string) (start int, ok bool) {
	base := lang.Language()
	word := onDay[base]
	if v.Skeleton == Clock {
		word = atTime[base]
	}
	if v.Kind != DateValue || base != "en" && base != "de" || v.Skeleton != Clock && !strings.Contains(string(v.Skeleton), "d") {
		return v.Start, false
	}
	before := strings.TrimRight(text[:v.Start], " \u00a0")
	if len(before) < len(word) || !strings.EqualFold(before[len(before)-len(word):], word) {
		return v.Start, false
	}
	start = len(before) - len(word)
	if r, _ := utf8.DecodeLastRuneInString(before[:start]); start > 0 && !unicode.IsSpace(r) && !unicode.IsPunct(r) {
		return v.Start, false
	}
	for _, verb := range [...]string{"based", "depending", "depends", "focus", "focused", "built", "relies"} {
		if strings.HasSuffix(strings.ToLower(strings.TrimSpace(before[:start])), verb) {
			return v.Start, false
		}
	}
	return start, true
}

// On writes a day or a time with what the locale says for "on" or "at", with a capital where one is wanted. It reports
// false where that is not known.
func (f *Formatter) On(v Value, capital bool) (string, bool) {
	words := onDay
	if v.Skeleton == Clock {
		words = atTime
	}
	word, ok := words[f.locale.Language()]
	if !ok {
		return "", false
	}
	text := f.Value(v)
	if one := atOne[f.locale.Language()]; one != "" && v.Skeleton == Clock && v.From.Hour() == 1 {
		word = one
	}
	if strings.HasSuffix(word, "’") {
		text = word + text
	} else if v.Skeleton != Clock && f.locale.Language() == "it" && !strings.Contains(string(v.Skeleton), "E") && (v.From.Day() == 8 || v.From.Day() == 11) {
		text = "l’" + text
	} else if word != "" {
		text = word + " " + text
	}
	if r, n := utf8.DecodeRuneInString(text); capital {
		text = string(unicode.ToUpper(r)) + text[n:]
	}
	return text, true
}
