package extract

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// hasValue reports whether an element's markup may say what its text says to machines.
func hasValue(n *html.Node) bool {
	if n.DataAtom == atom.Time || n.DataAtom == atom.Data {
		return true
	}
	_, ok := attr(n, "itemprop")
	return ok
}

// valueOf returns the value of an element whose text is nothing but that date, time or number, and "" of any other: of
// time its datetime, of data its value, of a property of microdata its content.
func (x *extractor) valueOf(n *html.Node, text string, st state) string {
	key := "content"
	switch n.DataAtom {
	case atom.Time:
		key = "datetime"
	case atom.Data:
		key = "value"
	}
	value, ok := attr(n, key)
	if !ok && n.DataAtom == atom.Time {
		value = text
	}
	value = strings.TrimSpace(value)
	lang := st.lang
	if lang == "" {
		lang = x.lang
	}
	if text == "" || value == "" || !x.opt.IsValue(lang, text, value) {
		return ""
	}
	return value
}

// timeLayouts are the notations of HTML's dates and times (HTML standard, "Dates and times"), the commonest first.
var timeLayouts = [...]string{
	"2006-01-02T15:04:05Z07:00", "2006-01-02", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z0700",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04Z07:00",
	"2006-01-02 15:04:05", "2006-01-02 15:04", "15:04", "15:04:05",
}

// isDate reports whether a text says the value in numbers, or in English with a month's name, and says nothing else. It
// is what can be known without a language's data; a caller that has them gives its own.
func isDate(lang l10n.Locale, text, value string) bool {
	for _, layout := range timeLayouts {
		t, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		if lang == "" || lang.Language() == "en" {
			return sameDate(text, t, strings.Contains(layout, "2006"), strings.Contains(layout, "15"))
		}
		return text == value || text == t.Format("2006-01-02")
	}
	return false
}

// sameDate reads an English date or time word by word, and takes off what is accounted for; nothing may remain.
func sameDate(text string, t time.Time, hasDate, hasTime bool) bool {
	var day, month, year, hour, minute bool
	named := false
	for _, w := range dateWords(text) {
		n, isNumber := number2(w)
		switch {
		case !isNumber && hasDate && (w == strings.ToLower(t.Month().String()) || w == strings.ToLower(t.Format("Jan")) || w == "sept" && t.Month() == 9):
			month, named = true, true
		case !isNumber && hasDate && (w == strings.ToLower(t.Weekday().String()) || w == strings.ToLower(t.Format("Mon"))):
		case !isNumber && day && (w == "st" || w == "nd" || w == "rd" || w == "th" || w == "of" || w == "at"):
		case !isNumber && hour && (w == "am" && t.Hour() < 12 || w == "pm" && t.Hour() >= 12 || w == "utc" || w == "gmt"):
		case !isNumber:
			return false
		case hasDate && !year && len(w) == 4 && n == t.Year():
			year = true
		case hasDate && !day && n == t.Day():
			day = true
		case hasDate && !named && !month && n == int(t.Month()):
			month = true
		case hasTime && !hour && (n == t.Hour() || n == (t.Hour()+11)%12+1):
			hour = true
		case hasTime && hour && !minute && len(w) == 2 && n == t.Minute():
			minute = true
		case hasTime && minute && len(w) == 2 && n == t.Second():
		default:
			return false
		}
	}
	return day && month || !hasDate && hour && minute
}

// dateWords splits a text into its numbers and words, in lower case.
func dateWords(text string) []string {
	var words []string
	kind := func(r rune) int {
		switch {
		case unicode.IsDigit(r):
			return 1
		case unicode.IsLetter(r):
			return 2
		}
		return 0
	}
	last := 0
	for _, r := range strings.ToLower(text) {
		k := kind(r)
		if k != 0 && k == last {
			words[len(words)-1] += string(r)
		} else if k != 0 {
			words = append(words, string(r))
		}
		last = k
	}
	return words
}

func number2(w string) (int, bool) {
	n := 0
	for _, c := range []byte(w) {
		if c < '0' || c > '9' || len(w) > 4 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}
