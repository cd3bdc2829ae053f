package calendar

import (
	"fmt"
	"strings"
	"time"
)

// Period are some days, the first and the last of them included.
type Period struct{ first, last date }

// ParsePeriod reads 2026-12-20/2027-01-06, or one day.
func ParsePeriod(s string) (Period, error) {
	first, last, two := strings.Cut(s, "/")
	if !two {
		last = first
	}
	from, errFrom := time.Parse(time.DateOnly, strings.TrimSpace(first))
	to, errTo := time.Parse(time.DateOnly, strings.TrimSpace(last))
	switch {
	case errFrom != nil || errTo != nil:
		return Period{}, fmt.Errorf("%q are no days: write for instance 2026-12-20/2027-01-06, with the first day and the last", s)
	case to.Before(from):
		return Period{}, fmt.Errorf("%q ends before it begins", s)
	}
	return Period{dateOf(from), dateOf(to)}, nil
}

// Contains reports whether a moment is on one of the days, as the clocks of a zone show them.
func (p Period) Contains(t time.Time, zone *time.Location) bool {
	d := dateOf(t.In(zone))
	return !d.before(p.first) && !p.last.before(d)
}

// Over reports whether the last day has passed.
func (p Period) Over(t time.Time, zone *time.Location) bool { return p.last.before(dateOf(t.In(zone))) }

// String writes the period as it is read.
func (p Period) String() string {
	if p.first == p.last {
		return p.first.String()
	}
	return p.first.String() + "/" + p.last.String()
}

func (d date) before(e date) bool {
	if d.year != e.year {
		return d.year < e.year
	}
	if d.month != e.month {
		return d.month < e.month
	}
	return d.day < e.day
}

// String writes a day as 2026-12-20.
func (d date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }
