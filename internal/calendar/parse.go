package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Spec is a calendar as people write it.
type Spec struct {
	// Zone is a name of the database of time zones: Europe/Paris. Empty is UTC.
	Zone string
	// Days are the days of the week, mon to sun. None means all.
	Days []string
	// Hours are the hours of each of these days: 09:00-18:00, or several with commas between them. Empty is the whole day.
	Hours string
	// Holidays are days on which nobody works: 2026-12-25, or 12-25 of every year.
	Holidays []string
}

// Days are the names of the days of the week as they are written.
var Days = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// yearly are the years for which a holiday without a year is kept. Reviews don't last longer.
const firstYear, lastYear = 2000, 2199

// Part names a part of a [Spec].
type Part string

// The parts.
const (
	PartZone     Part = "zone"
	PartDays     Part = "days"
	PartHours    Part = "hours"
	PartHolidays Part = "holidays"
)

// Mistake is what is wrong with a [Spec], and where.
type Mistake struct {
	Part Part
	At   int // of a list
	Text string
}

func (m *Mistake) Error() string { return m.Text }

// New makes a calendar, or returns every mistake of the spec.
func New(s Spec) (*Calendar, []*Mistake) {
	c := &Calendar{holidays: map[date]bool{}}
	var all []*Mistake
	wrong := func(p Part, at int, format string, args ...any) {
		all = append(all, &Mistake{Part: p, At: at, Text: fmt.Sprintf(format, args...)})
	}
	var err error
	if c.zone, err = Zone(s.Zone); err != nil {
		wrong(PartZone, 0, "%v", err)
	}
	for i, name := range s.Days {
		at := slices.Index(Days, strings.ToLower(name))
		if at < 0 {
			wrong(PartDays, i, "%q is no day of the week: write %s", name, strings.Join(Days, ", "))
			continue
		}
		c.days[(at+1)%7] = true
	}
	if len(s.Days) == 0 {
		c.days = [7]bool{true, true, true, true, true, true, true}
	}
	if c.hours, err = parseHours(s.Hours); err != nil {
		wrong(PartHours, 0, "%v", err)
	}
	for i, h := range s.Holidays {
		if !c.addHoliday(h) {
			wrong(PartHolidays, i, "%q is no day: write for instance 2026-12-25, or 12-25 for every year", h)
		}
	}
	if len(all) == 0 && !c.everOpen() {
		wrong(PartHolidays, 0, "each day of the calendar is a holiday: leave one on which people work")
	}
	if len(all) > 0 {
		return nil, all
	}
	return c, nil
}

// Zone finds a time zone by its name. The machine's own zone has no name: it is another one on another machine.
func Zone(name string) (*time.Location, error) {
	if name == "" {
		return time.UTC, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, fmt.Errorf("there is no time zone %q: write a name of the time zone database, for instance Europe/Paris", name)
	}
	return zone, nil
}

// Clock reads a time of day: 08:30 is 510 minutes after midnight. 24:00 is the day's end.
func Clock(s string) (minutes int, ok bool) {
	h, m, found := strings.Cut(s, ":")
	hour, errH := strconv.ParseUint(h, 10, 8)
	minute, errM := strconv.ParseUint(m, 10, 8)
	if !found || errH != nil || errM != nil || len(h) > 2 || len(m) != 2 || minute > 59 || hour > 24 || (hour == 24 && minute > 0) {
		return 0, false
	}
	return int(hour)*60 + int(minute), true
}

func parseHours(s string) ([]span, error) {
	if strings.TrimSpace(s) == "" {
		return []span{{0, 24 * 60}}, nil
	}
	var all []span
	for part := range strings.SplitSeq(s, ",") {
		from, to, _ := strings.Cut(strings.TrimSpace(part), "-")
		a, okA := Clock(strings.TrimSpace(from))
		b, okB := Clock(strings.TrimSpace(to))
		switch {
		case !okA || !okB:
			return nil, fmt.Errorf("%q are no hours: write for instance 09:00-18:00, or 09:00-12:30, 14:00-18:00", s)
		case a >= b:
			return nil, fmt.Errorf("the hours %q end before they begin: write those after midnight as 00:00-06:00, 22:00-24:00", s)
		}
		all = append(all, span{a, b})
	}
	slices.SortFunc(all, func(a, b span) int { return a.from - b.from })
	for i := range all[1:] {
		if all[i].to > all[i+1].from {
			return nil, fmt.Errorf("the hours %q overlap", s)
		}
	}
	return all, nil
}

// addHoliday reads a holiday and says whether it is one.
func (c *Calendar) addHoliday(s string) bool {
	if d, err := time.Parse(time.DateOnly, s); err == nil {
		c.holidays[dateOf(d)] = true
		return true
	}
	d, err := time.Parse("2006-01-02", "2000-"+s) // a leap year
	if err != nil {
		return false
	}
	for year := firstYear; year <= lastYear; year++ {
		if of := dateOf(time.Date(year, d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)); of.month == d.Month() {
			c.holidays[of] = true
		}
	}
	return true
}

// everOpen reports whether there is a day to work within each year: without one, working time would never pass.
func (c *Calendar) everOpen() bool {
	if len(c.holidays) == 0 {
		return true
	}
	free := 0
	for d := (date{firstYear, time.January, 1}); d.year <= lastYear; d = d.after(1) {
		if free++; c.days[d.weekday()] && !c.holidays[d] {
			free = 0
		}
		if free > 366 {
			return false
		}
	}
	return true
}
