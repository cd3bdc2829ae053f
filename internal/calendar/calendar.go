// Package calendar reckons in working time: which hours of which days people are at work, in a zone of theirs. It has
// the database of time zones in it, so that a machine without one has the same hours.
package calendar

import (
	"slices"
	"time"
	_ "time/tzdata" // the database of time zones, for lean images
)

// Calendar says when people are at work. The nil calendar is round the clock, in UTC. It is never changed, and safe for
// concurrent use.
type Calendar struct {
	zone     *time.Location
	days     [7]bool // by time.Weekday
	hours    []span  // in order, apart from each other
	holidays map[date]bool
}

// span is a part of a day: minutes of the local clock after midnight. A day's end is 24:00.
type span struct{ from, to int }

// date is a day, whatever the zone.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(t time.Time) date {
	y, m, d := t.Date()
	return date{y, m, d}
}

// after returns the day that is so many days later.
func (d date) after(days int) date {
	return dateOf(time.Date(d.year, d.month, d.day+days, 0, 0, 0, 0, time.UTC))
}

func (d date) weekday() time.Weekday {
	return time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Weekday()
}

// Zone returns the zone that the hours are in.
func (c *Calendar) Zone() *time.Location {
	if c == nil {
		return time.UTC
	}
	return c.zone
}

// Open reports whether people are at work at a moment. They are when the hours begin, and no longer when they end.
func (c *Calendar) Open(t time.Time) bool { return c.Next(t).Equal(t) }

// Next returns the first moment, not before t, at which people are at work.
func (c *Calendar) Next(t time.Time) time.Time {
	if c == nil {
		return t.UTC()
	}
	for from, to := range c.periods(t) {
		if to.After(t) {
			return latest(from, t).In(c.zone)
		}
	}
	return t.In(c.zone) // not reached: the periods have no end
}

// Add returns the moment by which people have had d of working time since t. It is within the hours or at their end: what
// has until six o'clock is not due the next morning. A d of 0 or less is no time: t itself, or when people come next.
func (c *Calendar) Add(t time.Time, d time.Duration) time.Time {
	d = max(d, 0)
	if c == nil {
		return t.UTC().Add(d)
	}
	for from, to := range c.periods(t) {
		if to.Before(t) {
			continue
		}
		from = latest(from, t)
		if has := to.Sub(from); d > has {
			d -= has
			continue
		}
		return from.Add(d).In(c.zone)
	}
	return t.In(c.zone) // not reached
}

// Between returns how much working time there is from one moment to a later one. Between others there is none.
func (c *Calendar) Between(from, to time.Time) time.Duration {
	if !to.After(from) {
		return 0
	}
	if c == nil {
		return to.Sub(from)
	}
	var sum time.Duration
	for opens, closes := range c.periods(from) {
		if !opens.Before(to) {
			break
		}
		if closes.After(to) {
			closes = to
		}
		sum += max(closes.Sub(latest(opens, from)), 0)
	}
	return sum
}

// periods yields the times at which people are at work, from the day before t on, without an end. None of them is empty,
// and each ends before the next one begins, or as it does.
func (c *Calendar) periods(t time.Time) func(yield func(from, to time.Time) bool) {
	return func(yield func(from, to time.Time) bool) {
		for day := dateOf(t.In(c.zone)).after(-1); ; day = day.after(1) {
			if !c.days[day.weekday()] || c.holidays[day] {
				continue
			}
			for _, s := range c.hours {
				from, to := c.at(day, s.from), c.at(day, s.to)
				if from.Before(to) && !yield(from, to) {
					return
				}
			}
		}
	}
}

// at returns the first moment at which a day's clock shows so many minutes after midnight, or more. When clocks go back,
// it is the first time that they show it; when they go forward over it, it is the moment at which they do.
func (c *Calendar) at(d date, minutes int) time.Time {
	// The clock's reading as if it were UTC's. A day before and a day after it are the offsets between which it lies.
	reading := time.Date(d.year, d.month, d.day, 0, minutes, 0, 0, time.UTC)
	offset := func(t time.Time) time.Duration {
		_, seconds := t.In(c.zone).Zone()
		return time.Duration(seconds) * time.Second
	}
	before, after := offset(reading.Add(-24*time.Hour)), offset(reading.Add(24*time.Hour))
	candidates := []time.Time{reading.Add(-before), reading.Add(-after)}
	slices.SortFunc(candidates, time.Time.Compare)
	for _, t := range candidates {
		if t.Add(offset(t)).Equal(reading) {
			return t.In(c.zone)
		}
	}
	jump, _ := reading.Add(-before).In(c.zone).ZoneBounds()
	return jump.In(c.zone)
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
