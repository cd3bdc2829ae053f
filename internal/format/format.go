package format

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// Calendar is a calendar, by CLDR's name.
type Calendar string

// The calendars that dates can be written in.
const (
	Gregorian Calendar = "gregory"
	Persian   Calendar = "persian"
	Buddhist  Calendar = "buddhist"
)

// Calendars lists them.
func Calendars() []Calendar { return []Calendar{Gregorian, Persian, Buddhist} }

// Formatter formats for one locale. It is safe for use by many goroutines.
type Formatter struct {
	locale   l10n.Locale
	table    *cldr.Table
	data     *langdata.Language
	num      cldr.Number
	calendar Calendar
	digits   []rune // ten of them, or nil for 0–9
}

// New returns a locale's formatter, with the calendar and the digits that the tag names (fa-u-ca-gregory-nu-latn), else
// those that CLDR has as its default.
func New(locale l10n.Locale) *Formatter {
	tag := locale.Tag()
	table, name := cldr.Load(tag)
	f := &Formatter{locale: locale, table: table, data: langdata.Of(locale), calendar: Gregorian}
	region, _ := tag.Region()
	preferred := cldr.LoadShared().Calendars[region.String()]
	// A language that CLDR knows nothing of has no words to tell its readers which calendar a date is of.
	if _, ok := table.Calendars[preferred]; ok && name != language.Und.String() && f.namesMonthsOf(Calendar(preferred)) {
		f.calendar = Calendar(preferred)
	}
	if c := Calendar(tag.TypeForKey("ca")); slices.Contains(Calendars(), c) {
		f.calendar = c
	}
	f.num = table.Number
	f.digits = digitsOf(f.num.System)
	if g, ok := f.WithDigits(tag.TypeForKey("nu")); ok {
		return g
	}
	return f
}

func digitsOf(system string) []rune {
	if d := cldr.LoadShared().Digits[system]; system != "latn" && d != "" {
		return []rune(d)
	}
	return nil
}

// Locale returns the locale that the formatter was made for.
func (f *Formatter) Locale() l10n.Locale { return f.locale }

// Calendar returns the calendar that dates are written in.
func (f *Formatter) Calendar() Calendar { return f.calendar }

// WithCalendar returns a formatter that writes dates in another calendar.
func (f *Formatter) WithCalendar(c Calendar) *Formatter {
	g := *f
	g.calendar = c
	return &g
}

// WithDigits returns a formatter that writes the digits of a numbering system, by CLDR's name (latn, arab, deva …), or
// the language's own (native). It reports false for one that has no ten digits.
func (f *Formatter) WithDigits(system string) (*Formatter, bool) {
	if system == "native" {
		system = f.table.Native
	}
	if cldr.LoadShared().Digits[system] == "" {
		return f, false
	}
	g := *f
	g.num, g.digits = numbersIn(f.table, system), digitsOf(system)
	return &g, true
}

// native writes ASCII digits as the locale's own.
func (f *Formatter) native(s string) string {
	if f.digits == nil {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return f.digits[r-'0']
		}
		return r
	}, s)
}

// lenders are the languages whose separators go with a system of digits.
var lenders = map[string]language.Tag{"arab": language.Arabic, "arabext": language.Persian}

// numbersIn is a locale's way of writing numbers in a system of digits. Where CLDR has none, it is the one of Latin
// digits; the Arabic digits bring their own separators.
func numbersIn(t *cldr.Table, system string) cldr.Number {
	n := t.Number
	if n.System == system {
		return n
	}
	other, ok := t.Systems[system]
	if latin, has := t.Systems["latn"]; !ok && has {
		other, ok = latin, true
	}
	if ok {
		if other.CompactLong == nil {
			other.CompactLong, other.CompactShort = n.CompactLong, n.CompactShort
		}
		n = other
	}
	if lender, ok := lenders[system]; ok && n.System != system {
		from, _ := cldr.Load(lender)
		for _, from := range [...]cldr.Number{from.Number, from.Systems[system]} {
			if from.System == system {
				n.Decimal, n.Group, n.Percent, n.Minus = from.Decimal, from.Group, from.Percent, from.Minus
			}
		}
	}
	n.System = system
	return n
}
