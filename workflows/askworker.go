package workflows

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

const (
	// pagesAtOnce is how many pages of texts a worker has at the same time. Their texts are all in the history.
	pagesAtOnce = 3
	// answersAsked is how often a worker is asked about a page when its answers can't be used.
	answersAsked = 2
)

// Asking is how far a step of somebody else's worker has come when its review continues as new.
type Asking struct {
	Step  l10n.StepName
	Round int
	From  int       // the first segment that it has not been asked about
	Until time.Time // the deadline
	Why   []string  `json:",omitempty"`
}

// workersStep is a step that somebody else's worker does, page by page.
type workersStep struct {
	*reviewer
	step    l10n.ReviewStep
	at      Asking
	flying  int // pages that the worker has
	stopped bool
	failure error // of the workflow itself
}

// askWorker asks an activity of somebody else's worker about the texts, a few pages at a time, until all is said or the
// deadline has come. A worker that hangs, has crashed or was never there ends with the deadline; what it says later is not
// taken by the server.
func (r *reviewer) askWorker(ctx workflow.Context, step l10n.ReviewStep) (string, error) {
	s := &workersStep{reviewer: r, step: step, at: Asking{Step: step.Name, Round: r.state.Round, Until: workflow.Now(ctx).Add(review.TimeOf(step))}}
	if c := r.in.Asking; c != nil && c.Step == step.Name && c.Round == r.state.Round {
		s.at = *c
	}
	for more := true; more && !s.stopped; {
		if workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			return "", s.goOnAsNew(ctx)
		}
		var err error
		if more, err = s.next(ctx); err != nil {
			return "", err
		}
	}
	if err := workflow.Await(ctx, func() bool { return s.flying == 0 }); err != nil {
		return "", err
	}
	return strings.Join(s.at.Why, "; "), s.failure
}

// next takes a page and sends it to the worker, when it has room for one.
func (s *workersStep) next(ctx workflow.Context) (more bool, err error) {
	if err := workflow.Await(ctx, func() bool { return s.flying < pagesAtOnce || s.stopped }); err != nil || s.stopped {
		return false, err
	}
	var page review.Taken
	in := activities.TakeTaskInput{Key: s.in.Key, Step: s.step.Name, From: s.at.From, Deadline: s.at.Until}
	if err := execute(ctx, "take texts for step "+string(s.step.Name), short, a.TakeTask, in, &page); err != nil {
		return false, err
	}
	if page.TooLarge > 0 {
		s.because(english.Count(page.TooLarge, "segment") + " too large to be sent")
	}
	if s.at.From = page.Next; page.Task == "" {
		return page.Next > 0, nil
	}
	s.flying++
	workflow.SetCurrentDetails(ctx, machineDetails(s.step, s.state.Round)+fmt.Sprintf(
		" The activity %s is asked on the task queue %s: does a worker listen there?", Escape(s.step.Activity), Escape(s.step.Queue)))
	workflow.Go(ctx, func(ctx workflow.Context) {
		defer func() { s.flying-- }()
		s.askPage(ctx, page)
	})
	return page.Next > 0, nil
}

// askPage has the worker answer a page, and keeps the answer. One that can't be used is asked for again.
func (s *workersStep) askPage(ctx workflow.Context, page review.Taken) {
	for refused := 0; ; {
		answer, err := s.answer(ctx, page)
		if err == nil {
			var out review.Delivered
			in := activities.AnswerInput{Key: s.in.Key, Step: s.step.Name, Task: page.Task, Answer: answer, Malformed: refused}
			if err = execute(ctx, "hold the answer to its texts, and keep it", short, a.DeliverAnswer, in, &out); err != nil {
				s.failure, s.stopped = err, true
				return
			}
			if out.Refused == "" {
				return
			}
			err = errors.New(out.Refused)
			if refused++; refused < answersAsked {
				continue
			}
			s.because(reason(err))
			return
		}
		// What ends one page ends the others: nobody is there, the time is over, or it is not to be asked.
		if s.stopped = true; temporal.IsCanceledError(err) {
			s.failure = err
			return
		}
		s.because(s.trouble(err))
		return
	}
}

// trouble says in English why the worker could not go on.
func (s *workersStep) trouble(err error) string {
	if timeout, ok := errors.AsType[*temporal.TimeoutError](err); ok && timeout != nil {
		return fmt.Sprintf("no answer by the deadline: does a worker listen on the task queue %s?", s.step.Queue)
	}
	return reason(err)
}

// answer asks the worker about a page. An answer that is no JSON, or too large to be handed on, is an answer of null.
func (s *workersStep) answer(ctx workflow.Context, page review.Taken) (json.RawMessage, error) {
	left := s.at.Until.Sub(workflow.Now(ctx))
	if left <= 0 {
		return nil, errors.New("the deadline has come before all texts were asked about")
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		Summary:   Escape(fmt.Sprintf("step %s: %s to %s", s.step.Name, english.Count(page.Segments, "segment"), s.step.Activity)),
		TaskQueue: s.step.Queue,
		// One attempt may take all of the time. Where the worker says that it is alive, one that is not is noticed before.
		ScheduleToCloseTimeout: left, StartToCloseTimeout: left, HeartbeatTimeout: s.step.Heartbeat,
		RetryPolicy: &temporal.RetryPolicy{InitialInterval: 2 * time.Second, BackoffCoefficient: 2, MaximumInterval: 5 * time.Minute},
	})
	var out json.RawMessage
	err := workflow.ExecuteActivity(ctx, s.step.Activity, page.Sent).Get(ctx, &out)
	if err == nil && len(out) <= review.MaxAnswer && len(out) > 0 {
		return out, nil
	}
	if err == nil || !fromActivity(err) {
		return json.RawMessage("null"), nil
	}
	return nil, err
}

// fromActivity reports whether an error is how an activity ended, and not that its result could not be read.
func fromActivity(err error) bool {
	if temporal.IsCanceledError(err) {
		return true
	}
	_, ended := errors.AsType[*temporal.ActivityError](err)
	return ended
}

// because notes why segments have no verdict, once.
func (s *workersStep) because(why string) {
	if most := 500; len(why) > most { // of words of others
		why = strings.ToValidUTF8(why[:most], "") + "…"
	}
	if why != "" && !slices.Contains(s.at.Why, why) && len(s.at.Why) < 3 {
		s.at.Why = append(s.at.Why, why)
	}
}

// goOnAsNew waits for the pages that the worker has, and continues the review as new where the step stands.
func (s *workersStep) goOnAsNew(ctx workflow.Context) error {
	if err := workflow.Await(ctx, func() bool { return s.flying == 0 }); err != nil {
		return err
	}
	if s.failure != nil {
		return s.failure
	}
	s.in.Asking = &s.at
	return s.continueAsNew(ctx)
}
