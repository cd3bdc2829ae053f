package format

import (
	"strings"
	"time"
)

// Range writes a span of time. What both ends share is written once: "July 3 – 5, 2024". The skeletons are those of
// [Formatter.Format]. Two ends that look the same in the skeleton are written as one. The ends are not sorted.
func (f *Formatter) Range(from, to time.Time, s Skeleton) string {
	if !f.CanWrite(s) {
		return f.Format(from, s) + "–" + f.Format(to, s)
	}
	if date, clock, ok := strings.Cut(string(s), " "); ok {
		if f.difference(f.date(from), f.date(to)) == "" { // one day: 25 July 2024, 9:30–10:00
			style := Medium
			if strings.Contains(date, "MMMM") {
				style = Long
			}
			return f.join(f.Format(from, Skeleton(date)), f.Range(from, to, Skeleton(clock)), style)
		}
	}
	a, b := f.Format(from, s), f.Format(to, s)
	if a == b {
		return a
	}
	if p := f.intervalPattern(f.date(from), f.date(to), s); p != "" {
		return f.writeRange(from, to, p)
	}
	fallback := f.table.IntervalFallback
	if fallback == "" {
		fallback = "{0} – {1}"
	}
	return strings.NewReplacer("{0}", a, "{1}", b).Replace(fallback)
}

// difference is the letter of the greatest field of their dates that differs, or "".
func (f *Formatter) difference(a, b date) string {
	switch {
	case a.year != b.year:
		return "y"
	case a.month != b.month:
		return "M"
	case a.day != b.day:
		return "d"
	}
	return ""
}

// clockDifference is the same for times of day.
func clockDifference(a, b date, h12 bool) string {
	switch {
	case h12 && a.Hour()/12 != b.Hour()/12:
		return "a"
	case a.Hour() != b.Hour() && h12:
		return "h"
	case a.Hour() != b.Hour():
		return "H"
	}
	return "m"
}

// intervalPattern finds the locale's pattern for a span, or "" when both ends are to be written whole. Where CLDR has
// the pattern for short names of months only, they are written long if the locale's long date has long names.
func (f *Formatter) intervalPattern(a, b date, s Skeleton) string {
	if s == Clock {
		if f.difference(a, b) != "" {
			return ""
		}
		key, h12 := "Hm", strings.ContainsAny(f.table.Time[Short], "hK")
		if h12 {
			key = "hm"
		}
		return f.table.Intervals[key][clockDifference(a, b, h12)]
	}
	diff := f.difference(a, b)
	if p := f.table.Intervals[string(s)][diff]; p != "" {
		return p
	}
	short := f.table.Intervals[strings.Replace(string(s), "MMMM", "MMM", 1)][diff]
	switch named := strings.Contains(f.table.Date[Long], "MMMM"); {
	case !strings.Contains(string(s), "MMMM"), short == "":
		return ""
	case !named:
		return short
	case strings.Contains(short, "MMM"):
		return strings.NewReplacer("MMM", "MMMM", "LLL", "LLLL").Replace(short)
	case f.monthsAreNumbers():
		return short
	}
	return ""
}

// monthsAreNumbers reports whether the names of the language's months are their numbers: 7월.
func (f *Formatter) monthsAreNumbers() bool {
	return len(f.table.Months.Wide) == 12 && strings.HasPrefix(f.table.Months.Wide[0], "1")
}

// writeRange fills a pattern that holds both ends: the second one begins where a field comes again.
func (f *Formatter) writeRange(from, to time.Time, pattern string) string {
	a, b := f.date(from), f.date(to)
	var out strings.Builder
	seen := map[byte]bool{}
	second := false
	for _, fd := range splitPattern(pattern) {
		if fd.letter == 0 {
			out.WriteString(fd.literal)
			continue
		}
		key := fd.letter
		switch key { // one field, alone or in a date
		case 'L':
			key = 'M'
		case 'c':
			key = 'E'
		}
		second = second || seen[key]
		seen[key] = true
		if second {
			out.WriteString(f.field(b, fd))
			continue
		}
		out.WriteString(f.field(a, fd))
	}
	return out.String()
}
