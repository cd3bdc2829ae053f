package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// begin takes the moments of a step that waits, and has whoever is asked be told that it does.
func (r *reviewer) begin(ctx workflow.Context, m *review.Moments) error {
	if err := r.take(ctx, m); err != nil || m == nil {
		return err
	}
	if r.told != r.asked() {
		r.told = r.asked()
		r.tell(ctx, remind.Waits, 0)
	}
	return nil
}

// asked names the step that waits, and who is asked.
func (r *reviewer) asked() string {
	return fmt.Sprintf("%s %d %s %s", r.state.Step(), r.state.Round, r.state.Assignee, r.state.Deputies)
}

// take takes what comes next, and who is asked now: somebody may be away, or late.
func (r *reviewer) take(ctx workflow.Context, m *review.Moments) error {
	if m == nil {
		return nil
	}
	r.moments = m
	r.state.Deputies = m.Deputies
	if m.Assignee != r.state.Assignee {
		r.state.Assignee = m.Assignee
		if err := workflow.UpsertTypedSearchAttributes(ctx, AttributeReviewer.ValueSet(string(m.Assignee))); err != nil {
			return err
		}
	}
	workflow.SetCurrentDetails(ctx, reviewDetails(r.in, &r.state)+momentDetails(r.moments))
	return nil
}

// wait waits for a decision, at most until the next moment of the step.
func (r *reviewer) wait(ctx workflow.Context, seen int) error {
	if r.moments == nil {
		return r.waitUncounted(ctx, seen)
	}
	decided := func() bool { return r.changes != seen }
	at, kind := nextMoment(r.moments)
	if at.IsZero() {
		return workflow.Await(ctx, decided)
	}
	step, round, number := r.state.Step(), r.state.Round, r.moments.Number
	what := fmt.Sprintf("%s of step %s", kind, step)
	ok, err := workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{
		Timeout:      max(at.Sub(workflow.Now(ctx)), time.Second),
		TimerOptions: workflow.TimerOptions{Summary: Escape(fmt.Sprintf("%s: %s", what, inZone(at, r.moments.Zone)))},
	}, decided)
	if err != nil || ok {
		return err
	}
	if err := r.lock.Lock(ctx); err != nil { // so that records see this and a decision in one order
		return err
	}
	defer r.lock.Unlock()
	if decided() {
		return nil
	}
	if kind != reminderMoment {
		return r.escalate(ctx, kind, step, round)
	}
	var next *review.Moments
	in := activities.RemindInput{Key: r.in.Key, Step: step, Round: round, Number: number}
	if err := execute(ctx, what, short, a.Remind, in, &next); err != nil {
		return err
	}
	r.tell(ctx, remind.Reminder, number)
	return r.take(ctx, next)
}

// escalate notes that a step is late, when it is, and who is away. Where somebody else is asked now, they are told, and else
// those who were.
func (r *reviewer) escalate(ctx workflow.Context, kind momentKind, step l10n.StepName, round int) error {
	was := r.moments.Late
	var next *review.Moments
	in := activities.EscalateInput{Key: r.in.Key, Step: step, Round: round}
	if err := execute(ctx, fmt.Sprintf("%s of step %s", kind, step), short, a.EscalateStep, in, &next); err != nil {
		return err
	}
	if next == nil || !next.Late || was { // the worker's clock may say that it isn't yet
		return r.begin(ctx, next)
	}
	if err := r.take(ctx, next); err != nil {
		return err
	}
	if r.told = r.asked(); next.Escalated {
		r.tell(ctx, remind.Escalated, 0)
	} else {
		r.tell(ctx, remind.Late, 0)
	}
	return nil
}

// momentKind is what happens at a moment, as operators read it.
type momentKind string

const (
	deadlineMoment momentKind = "deadline"
	reminderMoment momentKind = "reminder"
	lookMoment     momentKind = "look at who is away"
)

// nextMoment returns what comes first: of several at once the deadline, and then the reminder.
func nextMoment(m *review.Moments) (at time.Time, kind momentKind) {
	for _, x := range []struct {
		at   time.Time
		kind momentKind
	}{{m.Due, deadlineMoment}, {m.Remind, reminderMoment}, {m.Look, lookMoment}} {
		if !x.at.IsZero() && (at.IsZero() || x.at.Before(at)) {
			at, kind = x.at, x.kind
		}
	}
	return at, kind
}

// tellTime is how long telling everybody who is asked may take at a time.
const tellTime = 10 * time.Minute

// tell has whoever is asked be told, beside the waiting: a mail server that is down for hours holds back no decision.
func (r *reviewer) tell(ctx workflow.Context, kind remind.Kind, number int) {
	if r.moments == nil || !r.moments.Tell {
		return
	}
	in := activities.TellInput{Key: r.in.Key, News: duty.News{Kind: kind, Step: r.state.Step(), Round: r.state.Round, Number: number}}
	workflow.Go(ctx, func(ctx workflow.Context) {
		// Whom nobody could tell sees it at the desk; the record and the worker's log say why.
		_ = execute(ctx, fmt.Sprintf("tell of step %s: %s", in.News.Step, kind), tellTime, a.TellPeople, in, nil)
	})
}

// inZone writes a moment for operators, by the clock of a calendar.
func inZone(at time.Time, zone string) string {
	return at.Format("Mon 2 Jan 2006 15:04") + " (" + zone + ")"
}

// momentDetails say what comes next.
func momentDetails(m *review.Moments) string {
	s := ""
	if at, kind := nextMoment(m); !at.IsZero() {
		s = fmt.Sprintf("\n\nNext: the %s on %s.", kind, Escape(inZone(at, m.Zone)))
		if kind != deadlineMoment && !m.Due.IsZero() {
			s += fmt.Sprintf(" The deadline is on %s.", Escape(inZone(m.Due, m.Zone)))
		}
	}
	switch {
	case m.Escalated:
		s += fmt.Sprintf("\n\n⚠ The deadline has passed, and **%s** is asked now.", Escape(string(m.Assignee)))
	case m.Late:
		s += "\n\n⚠ The deadline has passed."
	}
	if len(m.Deputies) > 0 {
		s += "\n\nAsked in the place of others: " + Escape(english.List(m.Deputies)) + "."
	}
	return s
}

// waitUncounted waits as reviews did before steps had moments: each reminder as long after the last one.
func (r *reviewer) waitUncounted(ctx workflow.Context, seen int) error {
	decided := func() bool { return r.changes != seen }
	if r.in.RemindAfter <= 0 {
		return workflow.Await(ctx, decided)
	}
	step := r.state.Step()
	ok, err := workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{
		Timeout:      r.in.RemindAfter,
		TimerOptions: workflow.TimerOptions{Summary: Escape(fmt.Sprintf("remind of step %s", step))},
	}, decided)
	if err != nil || ok {
		return err
	}
	in := activities.RemindInput{Key: r.in.Key, Step: step}
	return execute(ctx, fmt.Sprintf("remind of step %s", step), short, a.Remind, in, nil)
}
