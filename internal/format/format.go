package format

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Calendar is a calendar, by CLDR's name.
type Calendar string

// The calendars that dates can be written in.
const (
	Gregorian Calendar = "gregory"
	Persian   Calendar = "persian"
	Buddhist  Calendar = "buddhist"
)

// Formatter formats for one locale. It is safe for use by many goroutines.
type Formatter struct {
	locale   l10n.Locale
	table    *cldr.Table
	calendar Calendar
	digits   []rune // ten of them, or nil for 0–9
}

// New returns a locale's formatter, with the calendar and the digits that CLDR has as its default.
func New(locale l10n.Locale) *Formatter {
	tag := locale.Tag()
	table, _ := cldr.Load(tag)
	f := &Formatter{locale: locale, table: table, calendar: Gregorian}
	region, _ := tag.Region()
	preferred := cldr.LoadShared().Calendars[region.String()]
	if _, ok := table.Calendars[preferred]; ok {
		f.calendar = Calendar(preferred)
	}
	if d := cldr.LoadShared().Digits[table.Number.System]; table.Number.System != "latn" && d != "" {
		f.digits = []rune(d)
	}
	return f
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
