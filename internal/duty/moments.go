package duty

import (
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Due returns until when a step has time that waits since a moment. It is within the hours of the locale's calendar; a d of
// 0 is for ever, the zero time.
func (s *Service) Due(locale l10n.Locale, since time.Time, d time.Duration) time.Time {
	if d <= 0 || since.IsZero() {
		return time.Time{}
	}
	return s.CalendarOf(locale).Add(since, d).UTC()
}

// leastStep bounds how finely reminders are reckoned.
const leastStep = time.Minute

// NextReminder returns the first reminder after now of a step that waits since a moment and is reminded of every so often:
// when people are at work, and every of working time apart. An every of 0 is never, the zero time.
func (s *Service) NextReminder(locale l10n.Locale, since time.Time, every time.Duration) time.Time {
	if every <= 0 || since.IsZero() {
		return time.Time{}
	}
	c, now := s.CalendarOf(locale), s.now()
	if c == nil {
		passed := max(0, now.Sub(since))
		return since.Add(passed - passed%every + every).UTC()
	}
	every = max(every, leastStep)
	for at := c.Add(since, every); ; at = c.Add(at, every) {
		if next := c.Next(at); next.After(now) {
			return next.UTC()
		}
	}
}

// Zone returns the zone of a locale's calendar, for whoever writes its moments.
func (s *Service) Zone(locale l10n.Locale) *time.Location { return s.CalendarOf(locale).Zone() }

// NextLook returns when it is next to be looked who is away: when people come on the next day. Where nobody has a deputy it is
// never, the zero time.
func (s *Service) NextLook(ctx context.Context, locale l10n.Locale) (time.Time, error) {
	r, err := s.roster(ctx)
	if err != nil || len(r.said) == 0 && !slices.ContainsFunc(s.People, func(p Person) bool { return p.Deputy != "" }) {
		return time.Time{}, err
	}
	c := s.CalendarOf(locale)
	y, m, d := s.now().In(c.Zone()).Date()
	return c.Next(time.Date(y, m, d+1, 0, 0, 0, 0, c.Zone())), nil
}
