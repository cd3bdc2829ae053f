package review

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Duty knows people and their hours.
type Duty interface {
	// Due returns until when a step has time that waits since a moment, by the calendar of the locale.
	Due(l l10n.Locale, since time.Time, d time.Duration) time.Time
	// NextReminder returns the first reminder after now of a step that waits since a moment.
	NextReminder(l l10n.Locale, since time.Time, every time.Duration) time.Time
	// NextLook returns when it is next to be looked who is away; the zero time is never.
	NextLook(ctx context.Context, l l10n.Locale) (time.Time, error)
	// Zone is that of the locale's calendar.
	Zone(l l10n.Locale) *time.Location
	// StandIn returns who is asked in somebody's place now; themselves, when they are there.
	StandIn(ctx context.Context, id l10n.UserID) (l10n.UserID, error)
	// Escalate returns whom a step is given to after its deadline, or "" when there is nobody.
	Escalate(ctx context.Context, named []l10n.UserID, asked l10n.UserID, but func(l10n.UserID) bool) (l10n.UserID, error)
	// Tells reports whether anybody can be told anything.
	Tells() bool
}

// Moments are when something is to happen at a step that waits for people, in the zone of the locale's calendar. Its JSON is in
// histories.
type Moments struct {
	Remind time.Time `json:",omitzero"` // the next reminder, of the Number
	Number int       `json:",omitempty"`
	Due    time.Time `json:",omitzero"` // the deadline, until it has passed
	Look   time.Time `json:",omitzero"` // when to look who is away
	Zone   string    `json:",omitempty"`
	// Assignee is who is asked now, or nobody in particular; Deputies are those whom the house asks in the place of others.
	Assignee l10n.UserID   `json:",omitempty"`
	Deputies []l10n.UserID `json:",omitempty"`
	// Tell says that there is somebody to tell.
	Tell bool `json:",omitempty"`
	// Late says that the deadline has passed, and Escalated that the step was given to another person then.
	Late      bool `json:",omitempty"`
	Escalated bool `json:",omitempty"`
}

// resetMoments begins the time of a step that opens.
func (s *Service) resetMoments(t *l10n.Translation, step l10n.ReviewStep) {
	t.Due, t.Late, t.Escalated, t.AskedBefore, t.Deputies = time.Time{}, false, "", "", nil
	switch {
	case !step.IsPerson():
		t.Due = t.WaitsSince.Add(TimeOf(step))
	case s.Duty != nil:
		t.Due = s.Duty.Due(t.Locale, t.WaitsSince, step.Deadline)
	}
}

// moments has deputies stand in for who is away, and returns what comes next at a step that waits.
func (s *Service) moments(ctx context.Context, k l10n.TranslationKey, step l10n.ReviewStep) (*Moments, error) {
	tr, err := s.standIn(ctx, k, step)
	if err != nil {
		return nil, err
	}
	p, err := s.plan(ctx, tr)
	if err != nil {
		return nil, err
	}
	zone := s.Duty.Zone(tr.Locale)
	m := &Moments{Assignee: tr.Assignee, Deputies: tr.Deputies, Late: tr.Late, Escalated: tr.Escalated != "",
		Tell: s.Duty.Tells(), Zone: zone.String()}
	if !tr.Late && !tr.Due.IsZero() {
		m.Due = tr.Due.In(zone)
	}
	if m.Look, err = s.Duty.NextLook(ctx, tr.Locale); err != nil {
		return nil, err
	}
	since, err := s.askedSince(ctx, tr)
	if err != nil {
		return nil, err
	}
	if at := s.Duty.NextReminder(tr.Locale, since, p.RemindAfter); !at.IsZero() {
		m.Remind, m.Number = at.In(zone), tr.Reminders+1
	}
	return m, nil
}

// askedSince is since when whoever is asked now has been: since the step opened, or was given to them.
func (s *Service) askedSince(ctx context.Context, tr l10n.Translation) (time.Time, error) {
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	since := tr.WaitsSince
	for _, d := range all {
		given := d.Kind == l10n.Reassign || d.Kind == l10n.StandIn || d.Kind == l10n.Escalate
		if given && d.Run == tr.Run && d.Step == tr.Step && d.At.After(since) {
			since = d.At
		}
	}
	return since, err
}

// standIn has the deputies of those who are away asked in their place: of the assignee, or else of those who may do the step.
// A deputy who may not be the other pair of eyes is not asked.
func (s *Service) standIn(ctx context.Context, k l10n.TranslationKey, step l10n.ReviewStep) (l10n.Translation, error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return tr, err
	}
	seen, err := s.seenBy(ctx, tr, step)
	if err != nil {
		return tr, err
	}
	ids := step.Who
	if tr.Assignee != "" {
		ids = []l10n.UserID{tr.Assignee}
	}
	for _, id := range ids {
		is, err := s.Duty.StandIn(ctx, id)
		if err != nil {
			return tr, err
		}
		asked := func(u l10n.UserID) bool { return u.Same(is) }
		if is.Same(id) || seen(is) || tr.Assignee == "" && (slices.ContainsFunc(step.Who, asked) || slices.ContainsFunc(tr.Deputies, asked)) {
			continue
		}
		if tr, err = s.handOver(ctx, tr, l10n.StandIn, id, is); err != nil {
			return tr, err
		}
	}
	return tr, nil
}

// seenBy says who may not do a step because they have approved another one of the round, where four eyes are asked for.
func (s *Service) seenBy(ctx context.Context, tr l10n.Translation, step l10n.ReviewStep) (func(l10n.UserID) bool, error) {
	p, err := s.plan(ctx, tr)
	if err != nil {
		return nil, err
	}
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil {
		return nil, err
	}
	state := Review{Approvals: approvalsOfRound(all, tr.Run, "")}
	return func(id l10n.UserID) bool { return (p.FourEyes || step.FourEyes) && state.approvedBy(id) != "" }, nil
}

// Barred says who may not do the step that waits because they are the same pair of eyes.
func (s *Service) Barred(ctx context.Context, tr l10n.Translation) (func(l10n.UserID) bool, error) {
	p, err := s.plan(ctx, tr)
	if err != nil {
		return nil, err
	}
	return s.seenBy(ctx, tr, newStanding(p, tr, nil).step(tr.Step))
}

// handOver records that the house asks somebody in another's place, at the step that waits.
func (s *Service) handOver(ctx context.Context, tr l10n.Translation, kind l10n.DecisionKind, from, to l10n.UserID) (l10n.Translation, error) {
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil {
		return tr, err
	}
	d := l10n.Decision{ID: fmt.Sprintf("%s:%s:%s:%d:%d", kind, tr.Run, tr.Step, tr.Round, len(all)), Kind: kind, Step: tr.Step, From: from, To: to,
		At: time.Now().UTC(), Document: tr.Document, Locale: tr.Locale, Run: tr.Run}
	err = s.Records.RecordDecision(ctx, tr.TranslationKey, d, func(t *l10n.Translation, _ []l10n.Target) ([]l10n.Target, error) {
		if t.Step != tr.Step || t.Round != tr.Round {
			return nil, notWaiting(tr.Step, t.Step)
		}
		if !slices.ContainsFunc(t.Deputies, to.Same) {
			t.Deputies = append(t.Deputies, to)
		}
		if kind == l10n.Escalate {
			t.Late, t.Escalated, t.AskedBefore = true, to, from
		}
		if kind == l10n.Escalate || t.Assignee != "" {
			t.Assignee = to
		}
		return nil, nil
	})
	if err != nil {
		return tr, err
	}
	return s.Records.Translation(ctx, tr.TranslationKey)
}

// waits returns a step that still waits in a round; ok is false when it does no longer.
func (s *Service) waits(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, round int) (tr l10n.Translation, step l10n.ReviewStep, ok bool, err error) {
	if tr, err = s.Records.Translation(ctx, k); err != nil {
		return tr, step, false, err
	}
	if tr.Stage != l10n.StageReview || tr.Step != name || tr.Round != round && round != 0 {
		return tr, step, false, nil
	}
	p, err := s.plan(ctx, tr)
	return tr, newStanding(p, tr, nil).step(name), err == nil, err
}

// Remind counts a reminder of a step that still waits, and returns the record and what comes next. A step that no longer
// waits is left alone, and a repeat of the same number too. Reviews from before reminders had numbers have 0 and no round.
func (s *Service) Remind(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, round, number int) (l10n.Translation, *Moments, error) {
	tr, err := s.Records.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
		switch {
		case t.Step != name || round != 0 && t.Round != round:
		case number == 0:
			t.Reminders++
		default:
			t.Reminders = max(t.Reminders, number)
		}
		return nil
	})
	if err != nil || s.Duty == nil || number == 0 {
		return tr, nil, err
	}
	tr, step, ok, err := s.waits(ctx, k, name, round)
	if err != nil || !ok {
		return tr, nil, err
	}
	m, err := s.moments(ctx, k, step)
	return tr, m, err
}

// Escalate gives a step whose deadline has passed to the first of those whom the plan names for that who is there and may do
// it, or else to the deputy of who was asked; and notes that it is late. Before the deadline, and when the step no longer waits,
// it changes nothing. It returns what comes next.
func (s *Service) Escalate(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, round int) (*Moments, error) {
	tr, step, ok, err := s.waits(ctx, k, name, round)
	if err != nil || !ok || s.Duty == nil {
		return nil, err
	}
	if !tr.Late && !tr.Due.IsZero() && !time.Now().Before(tr.Due) {
		if err := s.escalate(ctx, tr, step); err != nil {
			return nil, err
		}
	}
	return s.moments(ctx, k, step)
}

func (s *Service) escalate(ctx context.Context, tr l10n.Translation, step l10n.ReviewStep) error {
	seen, err := s.seenBy(ctx, tr, step)
	if err != nil {
		return err
	}
	to, err := s.Duty.Escalate(ctx, step.Escalate, tr.Assignee, seen)
	if err != nil {
		return err
	}
	if to != "" {
		_, err = s.handOver(ctx, tr, l10n.Escalate, tr.Assignee, to)
		return err
	}
	_, err = s.Records.UpdateTranslation(ctx, tr.TranslationKey, func(t *l10n.Translation) error {
		if t.Step == tr.Step && t.Round == tr.Round {
			t.Late = true
		}
		return nil
	})
	return err
}
