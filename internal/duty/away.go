package duty

import (
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// roster is who is away when, by configuration and by what people said since.
type roster struct {
	s    *Service
	said []l10n.Absence
}

func (s *Service) roster(ctx context.Context) (roster, error) {
	if s.Absences == nil {
		return roster{s: s}, nil
	}
	all, err := s.Absences.Absences(ctx)
	return roster{s, all}, err
}

// absence are days on which somebody is away, and who is asked then.
type absence struct {
	days   calendar.Period
	deputy l10n.UserID
}

// absences returns when somebody is away. What was said last comes last and counts most. A word that they are back ends all
// that was said before it, and what the configuration has of that day.
func (r roster) absences(p Person) []absence {
	var all, said []absence
	var back []time.Time
	for _, a := range r.said {
		days, err := calendar.ParsePeriod(a.Days)
		switch {
		case !a.User.Same(p.ID):
		case a.Days == "":
			back, said = append(back, a.At), nil
		case err == nil:
			said = append(said, absence{days, a.Deputy})
		}
	}
	for _, days := range p.Away {
		if !slices.ContainsFunc(back, func(at time.Time) bool { return days.Contains(at, p.zone()) }) {
			all = append(all, absence{days, p.Deputy})
		}
	}
	return append(all, said...)
}

// deputy returns who is asked in somebody's place at a moment; "" is nobody, since they are there.
func (r roster) deputy(id l10n.UserID, at time.Time) (deputy l10n.UserID) {
	p, _ := r.s.Person(id)
	for _, a := range r.absences(p) {
		if a.days.Contains(at, p.zone()) {
			deputy = a.deputy
		}
	}
	return deputy
}

// standIn follows deputies to one who is there: the deputy of a deputy who is away too. In a circle, or where nobody is
// named, it returns the person themselves.
func (r roster) standIn(id l10n.UserID, at time.Time) l10n.UserID {
	seen := []l10n.UserID{id}
	now := id
	for {
		next := r.deputy(now, at)
		if next == "" {
			return now
		}
		if slices.ContainsFunc(seen, next.Same) {
			return id
		}
		seen, now = append(seen, next), next
	}
}

// StandIn returns who is asked in somebody's place now: mostly themselves.
func (s *Service) StandIn(ctx context.Context, id l10n.UserID) (l10n.UserID, error) {
	if id == "" {
		return "", nil
	}
	r, err := s.roster(ctx)
	if err != nil {
		return "", err
	}
	return r.standIn(id, s.now()), nil
}

// Escalate returns whom a step is given to after its deadline: the first of those named who is there, or the deputy of one
// who isn't; where none is named, the deputy of who was asked. but says who is passed over: those who may not be the other pair
// of eyes, and who has been asked already. "" is nobody.
func (s *Service) Escalate(ctx context.Context, named []l10n.UserID, asked l10n.UserID, but func(l10n.UserID) bool) (l10n.UserID, error) {
	r, err := s.roster(ctx)
	if err != nil {
		return "", err
	}
	if len(named) == 0 && asked != "" {
		if p, _ := s.Person(asked); p.Deputy != "" {
			named = []l10n.UserID{p.Deputy}
		}
	}
	for _, id := range named {
		who := r.standIn(id, s.now())
		if who != "" && !who.Same(asked) && !but(who) {
			return who, nil
		}
	}
	return "", nil
}

// Away is somebody who is away, or will be.
type Away struct {
	User, Deputy l10n.UserID
	Days         calendar.Period
	Now          bool
}

// AwayNow lists who is away or will be, by configuration and by what people said.
func (s *Service) AwayNow(ctx context.Context) ([]Away, error) {
	r, err := s.roster(ctx)
	if err != nil {
		return nil, err
	}
	people := slices.Clone(s.People)
	for _, a := range r.said {
		if !slices.ContainsFunc(people, func(p Person) bool { return p.ID.Same(a.User) }) {
			people = append(people, Person{ID: a.User})
		}
	}
	var all []Away
	for _, p := range people {
		for _, a := range r.absences(p) {
			if !a.days.Over(s.now(), p.zone()) {
				all = append(all, Away{p.ID, a.deputy, a.days, a.days.Contains(s.now(), p.zone())})
			}
		}
	}
	return all, nil
}
