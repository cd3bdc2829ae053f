package format

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Where CLDR has no names of months or days, no placeholder is written, and dates in texts are left to people.
func TestNoPlaceholders(t *testing.T) {
	placeholder := regexp.MustCompile(`M[0-9]|Thu`)
	at := time.Date(2024, 7, 25, 9, 30, 0, 0, time.UTC)
	for _, l := range []l10n.Locale{"dv", "yi", "tlh", "la", "jbo", "bo", "nv", "cu", "ff", "ay", "gn", "ny", "sm", "cop", "ang", "xx", "st", "tn"} {
		f := New(l)
		for _, s := range []Skeleton{FullDate, LongDate, MediumDate, NumberDate, MonthYear, MonthDay, Month, ShortMonth, Weekday,
			LongDate + " " + Clock, FullDate + " " + Clock} {
			if got := f.Format(at, s); placeholder.MatchString(got) || got == "" {
				t.Errorf("%s, %s: %q", l, s, got)
			}
			if got := f.Range(at, at.AddDate(0, 1, 2), s); placeholder.MatchString(got) {
				t.Errorf("%s, %s: the span %q", l, s, got)
			}
		}
		for _, s := range []Style{Full, Long, Medium, Short} {
			if got := f.Date(at, s); placeholder.MatchString(got) {
				t.Errorf("%s, style %d: %q", l, s, got)
			}
		}
	}
	for _, l := range []l10n.Locale{"dv", "yi", "tlh", "la"} {
		f := New(l)
		for _, text := range []string{"25 July 2024", "July 2024", "25 July", "Thursday, 25 July 2024", "3–5 May 2024", "25 July 2024, 14:30"} {
			if v := Find("en", text)[0]; f.Whole(v) || f.Alone(v) {
				t.Errorf("%s: %q is not left to people", l, text)
			}
			if got, ok := f.Figures("en", text); ok {
				t.Errorf("%s: %q is written %q", l, text, got)
			}
		}
	}
	for _, l := range []l10n.Locale{"en", "es", "ar", "fa", "ja", "zh-Hant", "th", "mi", "eo", "am"} {
		if f := New(l); !f.CanWrite(FullDate) || !f.CanWrite(MonthDay) {
			t.Errorf("%s: names are missing", l)
		}
	}
}

// A language that CLDR knows nothing of has the Gregorian calendar, wherever it is spoken. The calendar of another
// would need words to be told by.
func TestCalendarOfUnknownLanguages(t *testing.T) {
	at := time.Date(2024, 7, 25, 9, 30, 0, 0, time.UTC)
	for l, want := range map[l10n.Locale]string{
		"arc": "2024-07-25", "bqi": "2024-07-25", "sam": "2024-07-25", "arc-IR": "2024-07-25", "aii-IR": "2024-07-25", "fa": "۱۴۰۳/۵/۴",
	} {
		if got := New(l).Format(at, NumberDate); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

// No locale of CLDR's writes a placeholder in a date, a list, a relative time or a quotation.
func TestNoPlaceholdersAnywhere(t *testing.T) {
	placeholder := regexp.MustCompile(`M[0-9]{2}|\{[0-9]\}|[+-][0-9०-९٠-٩۰-۹]+ Q|\bAP\b|Farvardin|Mordad`)
	at := time.Date(2024, 7, 25, 9, 30, 0, 0, time.UTC)
	for _, name := range cldr.Locales() {
		f := New(l10n.Locale(name))
		var texts []string
		for _, s := range []Skeleton{FullDate, LongDate, MediumDate, NumberDate, MonthYear, MonthDay, Month, ShortMonth, Weekday} {
			if f.CanWrite(s) {
				texts = append(texts, f.Format(at, s))
			}
		}
		for _, unit := range []string{"year", "quarter", "month", "week", "day", "hour", "minute", "second"} {
			texts = append(texts, f.Relative(3, unit, false), f.Relative(-1, unit, true))
		}
		texts = append(texts, f.List([]string{"x", "y"}), f.List([]string{"x", "y", "z"}), f.ListOr([]string{"x", "y", "z"}), f.Quote("x", false))
		for _, text := range texts {
			if placeholder.MatchString(text) || strings.Contains(text, "  ") {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}

// TestMenuName compares names of languages in menus with CLDR's contextTransforms.
func TestMenuName(t *testing.T) {
	for _, c := range []struct{ locale, of, want string }{
		{"es", "es", "Español"}, {"es-MX", "ru", "Ruso"}, {"fr", "ar", "Arabe"}, {"ru", "fr", "Французский"},
		{"uk", "pl", "Польська"}, {"it", "de", "Tedesco"}, {"pt", "en", "Inglês"}, {"pt-BR", "en", "Inglês"},
		{"pt-PT", "en", "inglês"}, {"pl", "en", "angielski"}, {"de", "fr", "Französisch"}, {"ar", "en", "الإنجليزية"},
		{"tr", "it", "İtalyanca"}, {"zh", "ru", "俄语"}, {"kk", "ru", "орыс тілі"}, {"hy", "fr", "ֆրանսերեն"},
	} {
		if got := New(l10n.Locale(c.locale)).MenuName(l10n.Locale(c.of)); got != c.want {
			t.Errorf("%s in %s: %q, want %q", c.of, c.locale, got, c.want)
		}
	}
}
