package format

import (
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// Style is a length of date or time.
type Style int

// The styles: "Thursday, 25 July 2024", "25 July 2024", "25 Jul 2024" and "25/07/2024", and so on for times.
const (
	Full Style = iota
	Long
	Medium
	Short
)

// Date writes a date, in its own time zone.
func (f *Formatter) Date(t time.Time, s Style) string {
	if s != Short && !f.namesMonths() || s == Full && !f.namesDays() {
		return t.Format(time.DateOnly) // in figures, where the locale has no names
	}
	return f.write(t, f.dates().Date[s])
}

// Time writes a time of day, in its own time zone; Full and Long name the zone.
func (f *Formatter) Time(t time.Time, s Style) string { return f.write(t, f.table.Time[s]) }

// DateTime writes a date and a time of day, joined as the locale joins them ("25 July 2024 at 09:30").
func (f *Formatter) DateTime(t time.Time, date, clock Style) string {
	return f.join(f.Date(t, date), f.Time(t, clock), date)
}

// join puts a written date and a written time together. The pattern is CLDR's, in which apostrophes quote.
func (f *Formatter) join(date, clock string, s Style) string {
	var b strings.Builder
	for _, fd := range splitPattern(f.table.DateTime[s]) {
		b.WriteString(fd.literal)
	}
	return strings.NewReplacer("{0}", clock, "{1}", date).Replace(b.String())
}

// dates is the table's part for the formatter's calendar.
func (f *Formatter) dates() cldr.Calendar {
	own := cldr.Calendar{Date: f.table.Date, Skeletons: f.table.Skeletons}
	other, ok := f.table.Calendars[string(f.calendar)]
	if !ok {
		return own
	}
	return other
}

// Skeleton says which fields of a date or time to write and how long, in CLDR's letters and order, for instance yMMMMd;
// the ones that there are, are the constants.
type Skeleton string

// The skeletons. In a comment, what English has for them.
const (
	FullDate   Skeleton = "yMMMMEEEEd" // Thursday, July 25, 2024
	LongDate   Skeleton = "yMMMMd"     // July 25, 2024
	MediumDate Skeleton = "yMMMd"      // Jul 25, 2024
	NumberDate Skeleton = "yMd"        // 7/25/2024
	ISODate    Skeleton = "ISO"        // 2024-07-25, the same in every locale
	MonthYear  Skeleton = "yMMMM"      // July 2024
	MonthDay   Skeleton = "MMMMd"      // July 25
	Month      Skeleton = "MMMM"       // July
	ShortMonth Skeleton = "MMM"        // Jul
	Weekday    Skeleton = "EEEE"       // Thursday
	Clock      Skeleton = "jm"         // 9:30 AM
	// A date's skeleton, a space and Clock write both.
)

// Known reports whether there are patterns for a skeleton. Those that any locale has, English has.
func (s Skeleton) Known() bool {
	if date, clock, ok := strings.Cut(string(s), " "); ok {
		return Skeleton(date).Known() && Skeleton(clock).Known()
	}
	switch s {
	case FullDate, LongDate, ISODate, Weekday, Month, Clock:
		return true
	}
	english, _ := cldr.Load(language.English)
	return english.Skeletons[string(s)] != "" || english.Skeletons[strings.Replace(string(s), "MMMM", "MMM", 1)] != ""
}

// Format writes what a skeleton asks for. A skeleton that is not known is written as LongDate.
func (f *Formatter) Format(t time.Time, s Skeleton) string {
	if date, clock, ok := strings.Cut(string(s), " "); ok {
		style := Medium
		if strings.Contains(date, "MMMM") {
			style = Long
		}
		return f.join(f.Format(t, Skeleton(date)), f.Format(t, Skeleton(clock)), style)
	}
	if !f.CanWrite(s) {
		return t.Format(inFigures(s))
	}
	switch s {
	case FullDate:
		if f.calendar == Persian && f.locale.Language() == "fa" {
			// CLDR has only the root's order for it: year, month, day, weekday.
			return f.write(t, f.table.Date[Full])
		}
		return f.Date(t, Full)
	case LongDate:
		return f.Date(t, Long)
	case ISODate:
		return t.Format(time.DateOnly)
	case Weekday:
		return f.write(t, "cccc")
	case Month:
		return f.write(t, "LLLL")
	case Clock:
		return f.Time(t, Short)
	}
	return f.write(t, f.skeletonPattern(s))
}

// inFigures is Go's layout of a date in figures, for a skeleton whose names the locale lacks.
func inFigures(s Skeleton) string {
	hasYear, hasDay := strings.Contains(string(s), "y"), strings.Contains(string(s), "d")
	switch {
	case hasYear && !hasDay:
		return "2006-01"
	case !hasYear && hasDay:
		return "01-02"
	case !hasYear && strings.Contains(string(s), "M"):
		return "01"
	}
	return time.DateOnly
}

// skeletonPattern finds a skeleton's pattern. Where the locale has it for short names of months only, the names are
// written long.
func (f *Formatter) skeletonPattern(s Skeleton) string {
	skeletons := f.dates().Skeletons
	if p, ok := skeletons[string(s)]; ok {
		return p
	}
	short := strings.Replace(string(s), "MMMM", "MMM", 1)
	if p, ok := skeletons[short]; ok {
		return strings.NewReplacer("MMM", "MMMM", "LLL", "LLLL").Replace(p)
	}
	if p, ok := f.table.Skeletons[string(s)]; ok { // another calendar may lack what the Gregorian has
		return p
	}
	return f.dates().Date[Long]
}
