// Package duty knows who is asked, until when, and who is told: people and their deputies, working calendars, the moments
// of a step's reminders and deadline, and what was sent to whom.
package duty

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

// Person is how somebody is reached, and when they are away.
type Person struct {
	ID      l10n.UserID
	Mail    string
	Locale  l10n.Locale
	Zone    *time.Location
	Reviews []l10n.Locale // whose steps they are told of where nobody in particular is asked
	Away    []calendar.Period
	Deputy  l10n.UserID
}

func (p Person) zone() *time.Location {
	if p.Zone == nil {
		return time.UTC
	}
	return p.Zone
}

// Translations are the records that say what waits.
type Translations interface {
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	Translations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error)
}

// Absences are what was said about who is away.
type Absences interface {
	// Absences returns them, the oldest first.
	Absences(ctx context.Context) ([]l10n.Absence, error)
	// RecordAbsence adds one. A repeat changes nothing.
	RecordAbsence(ctx context.Context, a l10n.Absence) error
}

// Notices are what people and programs were told.
type Notices interface {
	// UpdateNotice changes one in a transaction; there is an empty one with the ID where there was none.
	UpdateNotice(ctx context.Context, id string, change func(*l10n.Notice) error) (l10n.Notice, error)
}

// Service answers who is asked, and tells them.
type Service struct {
	People []Person
	// CalendarOf returns the calendar of a locale; nil is round the clock.
	CalendarOf   func(l10n.Locale) *calendar.Calendar
	Translations Translations
	Absences     Absences
	Notices      Notices
	Blobs        blob.Blobs
	Writer       *remind.Writer
	// Mailer and Hook are nil where nothing is sent by that way.
	Mailer remind.Mailer
	Hook   remind.Hook
	// Barred says who may not do the step that waits, whoever asks them: the same pair of eyes. nil bars nobody.
	Barred func(context.Context, l10n.Translation) (func(l10n.UserID) bool, error)
	// Desk is the address of the desk, for links.
	Desk   string
	Logger *slog.Logger
	// Now is the time; nil is the clock of this machine.
	Now func() time.Time
}

func (s *Service) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}

// Person finds a person, whichever way their name is spelled.
func (s *Service) Person(id l10n.UserID) (Person, bool) {
	i := slices.IndexFunc(s.People, func(p Person) bool { return p.ID.Same(id) })
	if i < 0 {
		return Person{ID: id}, false
	}
	return s.People[i], true
}

// Tells reports whether anybody can be told anything.
func (s *Service) Tells() bool {
	return s.Hook != nil || s.Mailer != nil && slices.ContainsFunc(s.People, func(p Person) bool { return p.Mail != "" })
}

// RecordAbsence takes a person's word that somebody is away, or back.
func (s *Service) RecordAbsence(ctx context.Context, a l10n.Absence) error {
	if a.User == "" {
		return fmt.Errorf("%w: say who is away", l10n.ErrRefused)
	}
	if a.Days == "" {
		return s.Absences.RecordAbsence(ctx, a)
	}
	if _, err := calendar.ParsePeriod(a.Days); err != nil {
		return fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	p, _ := s.Person(a.User)
	if a.Deputy == "" {
		a.Deputy = p.Deputy
	}
	if a.Deputy == "" || a.Deputy.Same(a.User) {
		return fmt.Errorf("%w: say who is asked while %s is away: another person, as deputy", l10n.ErrRefused, a.User)
	}
	return s.Absences.RecordAbsence(ctx, a)
}
