package workflows

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// engineTries is how often an activity asks an engine that is busy or down, before the next engine of the chain is
// asked.
const engineTries = 4

// span is a range of questions.
type span struct{ from, to int }

// outage is an engine that could not go on.
type outage struct {
	engine  l10n.ProviderName
	message string
	wait    time.Duration
}

// asker has a draft's engines answer its questions.
type asker struct {
	*localizer
	lev        work.Drafted
	characters int
	unanswered unanswered    // of the last round
	resumes    []l10n.Resume // that allow characters beyond budgets
}

// ask has the engines answer. One that is out of quota, refuses the key or is down hands over to the next of the
// chain; when texts are left open then, the translation is parked, and the engines are asked again later. In the end
// what no engine answers is left to people.
func (l *localizer) ask(ctx workflow.Context, lev work.Drafted) (characters int, err error) {
	k := &asker{localizer: l, lev: lev}
	defer func() { l.unanswered = k.unanswered }()
	open := []span{{0, lev.Questions}}
	for attempt := 1; lev.Questions > 0 && len(lev.Engines) > 0; attempt++ {
		var troubles []outage
		if open, troubles, err = k.round(ctx, open); err != nil || len(open) == 0 || len(troubles) == 0 {
			return k.characters, err
		}
		if attempt > attempts(l.in.Brief.Patience) {
			workflow.GetLogger(ctx).Warn("the engines failed for too long; the texts are left to people",
				"engine", troubles[0].engine, "why", troubles[0].message)
			return k.characters, nil
		}
		act, err := k.park(ctx, troubles, attempt)
		switch {
		case err != nil:
			return k.characters, err
		case act.Skip:
			return k.characters, nil
		case act.By != "":
			attempt = 0 // a person did something about it
		}
		if act.Allow > 0 && act.Seal != nil { // one from before acts were signed no longer counts
			k.resumes = append(k.resumes, act)
		}
	}
	return k.characters, nil
}

// round asks each engine of the chain what those before it left open.
func (k *asker) round(ctx workflow.Context, open []span) ([]span, []outage, error) {
	var troubles []outage
	k.unanswered = nil
	for _, e := range k.lev.Engines {
		if len(open) == 0 {
			break
		}
		var err error
		if open, err = k.engine(ctx, e, open); err == nil {
			continue
		}
		t, err := k.diagnosed(e, err)
		if err != nil {
			return open, nil, err
		}
		if t != nil {
			workflow.GetLogger(ctx).Info("an engine can't go on", "engine", e.Name, "why", t.message)
			troubles = append(troubles, *t)
		}
	}
	return open, troubles, nil
}

// engine asks one engine, batch by batch. The first batch that fails as a whole ends it.
func (k *asker) engine(ctx workflow.Context, e translate.Engine, open []span) (left []span, err error) {
	size := max(e.Batch, 1)
	for i, s := range open {
		for from := s.from; from < s.to; from += size {
			b := span{from, min(from+size, s.to)}
			workflow.SetCurrentDetails(ctx, fmt.Sprintf("Asking %s: texts %d–%d of %d.",
				Escape(string(e.Name)), b.from+1, b.to, k.lev.Questions))
			out, err := k.batch(ctx, e, b)
			k.characters += out.Characters + sentBefore(err)
			k.sent += out.Asked - out.Kept
			k.unanswered.add(out.Unanswered...)
			if err != nil {
				return append(append(left, span{b.from, s.to}), open[i+1:]...), err
			}
			if out.Left() > 0 {
				left = append(left, b)
			}
		}
	}
	return left, nil
}

// batch asks an engine a batch.
func (k *asker) batch(ctx workflow.Context, e translate.Engine, s span) (out translate.Outcome, err error) {
	in := activities.BatchInput{Draft: k.lev.Draft, Engine: e.Name, From: s.from, To: s.to, Resumes: k.resumes}
	if e.Activity != nil {
		return k.remote(ctx, e, in)
	}
	summary := fmt.Sprintf("texts %d–%d of %d to %s", s.from+1, s.to, k.lev.Questions, e.Name)
	if e.Via != "" {
		summary += " by way of " + string(e.Via)
	}
	err = workflow.ExecuteActivity(engineOptions(ctx, summary, e.Queue), a.TranslateBatch, in).Get(ctx, &out)
	return out, err
}

// remote has an activity of somebody else's worker answer. It is asked as often as its limits need.
func (k *asker) remote(ctx workflow.Context, e translate.Engine,
	in activities.BatchInput) (sum translate.Outcome, err error) {
	for {
		var taken activities.Taken
		if err := execute(ctx, "take texts for "+e.Activity.Name, short, a.TakeTexts, in, &taken); err != nil {
			return sum, err
		}
		sum.Asked, sum.Answered, sum.Unanswered = taken.Outcome.Asked, taken.Outcome.Answered, taken.Outcome.Unanswered
		if len(taken.Numbers) == 0 {
			return sum, nil
		}
		o := workflow.GetActivityOptions(
			engineOptions(ctx, english.Count(len(taken.Numbers), "text")+" to "+e.Activity.Name, e.Activity.Queue))
		o.ScheduleToStartTimeout = 10 * time.Minute // nobody listens there: that is an outage too
		o.HeartbeatTimeout = 0                      // an engine of somebody else may send none
		var answers translate.RemoteAnswers
		asked := workflow.ExecuteActivity(workflow.WithActivityOptions(ctx, o), e.Activity.Name, taken.Texts)
		if err := asked.Get(ctx, &answers); err != nil {
			return sum, err
		}
		var out translate.Outcome
		if err := execute(ctx, "verify and keep the answers", short, a.DeliverAnswers, activities.Delivery{
			Draft: in.Draft, Engine: e.Name, Numbers: taken.Numbers, Answers: answers,
		}, &out); err != nil {
			return sum, err
		}
		sum.Characters += out.Characters
		sum.Answered += out.Answered
		k.unanswered.add(out.Unanswered...)
		if len(taken.Numbers) >= sum.Asked-taken.Outcome.Answered {
			return sum, nil
		}
	}
}

// engineOptions give an engine a few tries; a queue that limits its rate may keep a batch waiting for long.
func engineOptions(ctx workflow.Context, summary, queue string) workflow.Context {
	ctx = withActivity(ctx, summary, 10*time.Minute)
	o := workflow.GetActivityOptions(ctx)
	o.TaskQueue = queue
	o.RetryPolicy = &temporal.RetryPolicy{
		InitialInterval: 2 * time.Second, BackoffCoefficient: 3, MaximumInterval: time.Minute, MaximumAttempts: engineTries,
	}
	return workflow.WithActivityOptions(ctx, o)
}

// diagnose tells an engine's outage, which time or a person may mend, from an end of the translation. Neither means
// that the engine just does not have the pair, or gave answers that can't be used.
func diagnose(e translate.Engine, err error) (*outage, error) {
	if temporal.IsCanceledError(err) {
		return nil, err
	}
	t := &outage{engine: e.Name, message: reason(err)}
	if timeout, ok := errors.AsType[*temporal.TimeoutError](err); ok {
		t.message = fmt.Sprintf("%s: no answer in time (%s)", e.Name, timeout.TimeoutType())
		if e.Activity != nil {
			t.message += fmt.Sprintf("; does a worker listen on task queue %s?", e.Activity.Queue)
		}
		return t, nil
	}
	app, ok := errors.AsType[*temporal.ApplicationError](err)
	if !ok {
		return t, nil
	}
	switch app.Type() {
	case activities.TypePair, activities.TypeProviderAnswer:
		return nil, nil
	case activities.TypeNotFound, activities.TypeConflict, activities.TypeRefused, activities.TypePage:
		return nil, err
	}
	var d activities.Trouble
	if app.HasDetails() && app.Details(&d) == nil {
		t.wait = d.Wait
	}
	return t, nil
}

// sentBefore is how many characters an engine was sent before it failed.
func sentBefore(err error) int {
	var d activities.Trouble
	if app, ok := errors.AsType[*temporal.ApplicationError](err); ok && app.HasDetails() && app.Details(&d) == nil {
		return d.Characters
	}
	return 0
}
