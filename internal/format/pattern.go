package format

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// field is a run of one pattern letter, or a literal when the letter is 0.
type field struct {
	letter  byte
	width   int
	literal string
}

// splitPattern reads a CLDR date pattern (UTS #35, part 4): letters are fields, text in apostrophes and other
// characters are literal, two apostrophes are one.
func splitPattern(p string) []field {
	var fields []field
	literal := func(s string) {
		if n := len(fields); n > 0 && fields[n-1].letter == 0 {
			fields[n-1].literal += s
			return
		}
		fields = append(fields, field{literal: s})
	}
	for i := 0; i < len(p); {
		c := p[i]
		switch {
		case c == '\'':
			end := strings.IndexByte(p[i+1:], '\'')
			switch {
			case end < 0:
				end = len(p) - i - 1
				literal(p[i+1:])
			case end == 0:
				literal("'")
			default:
				literal(p[i+1 : i+1+end])
			}
			i += end + 2
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			n := 1
			for i+n < len(p) && p[i+n] == c {
				n++
			}
			fields = append(fields, field{letter: c, width: n})
			i += n
		default:
			literal(p[i : i+1])
			i++
		}
	}
	return fields
}

// date is a time taken apart in a calendar.
type date struct {
	time.Time
	year, month, day int
}

func (f *Formatter) date(t time.Time) date {
	d := date{Time: t, year: t.Year(), month: int(t.Month()), day: t.Day()}
	switch f.calendar {
	case Persian:
		d.year, d.month, d.day = persianDate(t)
	case Buddhist:
		d.year += 543
	}
	return d
}

// write formats a time by a pattern.
func (f *Formatter) write(t time.Time, pattern string) string {
	d := f.date(t)
	var b strings.Builder
	for _, fd := range splitPattern(pattern) {
		if fd.letter == 0 {
			b.WriteString(fd.literal)
			continue
		}
		b.WriteString(f.field(d, fd))
	}
	if !strings.Contains(pattern, "G") {
		return b.String()
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "  ", " ")) // an era without a name leaves its spaces
}

func (f *Formatter) field(d date, fd field) string {
	switch fd.letter {
	case 'G':
		if era := f.table.Eras[string(f.calendar)]; f.readable(era) {
			return era
		}
		return ""
	case 'y':
		if fd.width == 2 {
			return f.number(d.year%100, 2)
		}
		return f.number(d.year, fd.width)
	case 'M', 'L':
		return f.month(d, fd)
	case 'E', 'c':
		return f.weekday(d, fd)
	case 'd':
		return f.number(d.day, fd.width)
	case 'B':
		return f.dayPeriod(d)
	case 'a', 'b':
		if d.Hour() < 12 {
			return f.table.Periods["am"]
		}
		return f.table.Periods["pm"]
	case 'h':
		return f.number((d.Hour()+11)%12+1, fd.width)
	case 'K':
		return f.number(d.Hour()%12, fd.width)
	case 'H':
		return f.number(d.Hour(), fd.width)
	case 'k':
		return f.number((d.Hour()+23)%24+1, fd.width)
	case 'm':
		return f.number(d.Minute(), fd.width)
	case 's':
		return f.number(d.Second(), fd.width)
	case 'z', 'v', 'O', 'Z', 'x', 'X', 'V':
		return f.native(zone(d.Time))
	}
	return ""
}

// dayPeriod names the part of the day that a time is in.
func (f *Formatter) dayPeriod(d date) string {
	now := 60*d.Hour() + d.Minute()
	for _, p := range f.table.DayPeriods {
		if p.From <= now && now < p.Before {
			return p.Name
		}
	}
	return f.field(d, field{letter: 'a'})
}

func (f *Formatter) number(n, width int) string {
	return f.native(fmt.Sprintf("%0*d", width, n))
}

func (f *Formatter) month(d date, fd field) string {
	names := f.table.Months
	if f.calendar == Persian {
		names.Wide, names.Abbr, names.AloneWide, names.AloneAbbr = f.table.Persian, f.table.Persian, nil, nil
	}
	if fd.width <= 2 || len(names.Wide) != 12 {
		return f.number(d.month, min(fd.width, 2))
	}
	list := names.Wide
	switch alone := fd.letter == 'L'; {
	case fd.width == 3 && alone && names.AloneAbbr != nil:
		list = names.AloneAbbr
	case fd.width == 3:
		list = names.Abbr
	case alone && names.AloneWide != nil:
		list = names.AloneWide
	}
	return list[d.month-1]
}

func (f *Formatter) weekday(d date, fd field) string {
	names := f.table.Days
	if len(names.Wide) != 7 {
		return ""
	}
	list := names.Abbr
	switch alone := fd.letter == 'c'; {
	case fd.width >= 4 && alone && names.AloneWide != nil:
		list = names.AloneWide
	case fd.width >= 4:
		list = names.Wide
	case alone && names.AloneAbbr != nil:
		list = names.AloneAbbr
	}
	return list[d.Weekday()]
}

// zone names a time's zone by its offset, which every reader understands: UTC, GMT+3, GMT+5:30.
func zone(t time.Time) string {
	_, offset := t.Zone()
	if offset == 0 {
		return "UTC"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	s := "GMT" + sign + strconv.Itoa(offset/3600)
	if m := offset / 60 % 60; m != 0 {
		s += fmt.Sprintf(":%02d", m)
	}
	return s
}

// persianDate gives year, month and day of the Persian (Solar Hijri) calendar, by the 33-year cycle that has 8 leap
// years; it agrees with the astronomical calendar from 1800 to 2123.
func persianDate(t time.Time) (year, month, day int) {
	const epoch = 1948320 // Julian day number of 1 Farvardin 1
	civil := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	days := int(floorDiv(civil.Unix(), 86400)) + 2440588 - epoch
	year = 1 + int(floorDiv(int64(33*days+3), 12053))
	first := 365*(year-1) + int(floorDiv(int64(8*year+21), 33))
	ofYear := days - first
	if ofYear < 186 { // six months of 31 days, then months of 30
		return year, ofYear/31 + 1, ofYear%31 + 1
	}
	return year, 7 + (ofYear-186)/30, (ofYear-186)%30 + 1
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
