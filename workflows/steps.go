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
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// late says of texts that they have no verdict because the deadline came.
const late = "late"

// ways say how a step of machines is done. A way ends when the step has been asked about everything or can't go on, and
// why says then what has no verdict, in English; an error is of the workflow itself.
func ways() map[review.Way]func(r *reviewer, ctx workflow.Context, step l10n.ReviewStep) (why string, err error) {
	return map[review.Way]func(r *reviewer, ctx workflow.Context, step l10n.ReviewStep) (why string, err error){
		review.InProcess: (*reviewer).askHere,
		review.ByWorker:  (*reviewer).askWorker,
		review.ByFile:    (*reviewer).handOut,
	}
}

// ask has a step of machines done, and ends it: what has no verdict goes to people.
func (r *reviewer) ask(ctx workflow.Context, step l10n.ReviewStep) error {
	why, err := r.done(ctx, step)
	if err != nil {
		return err
	}
	var out review.Decided
	in := activities.EndStepInput{Key: r.in.Key, Step: step.Name, Why: why}
	if err := execute(ctx, fmt.Sprintf("end step %s", step.Name), short, a.EndStep, in, &out); err != nil {
		return err
	}
	if step.Shadow {
		r.state.Pass()
		return nil
	}
	r.conclude(&out)
	return nil
}

// done has a step done in its way.
func (r *reviewer) done(ctx workflow.Context, step l10n.ReviewStep) (why string, err error) {
	kind, err := review.KindOf(step)
	if err != nil {
		return "", activities.Refusal(err)
	}
	way, ok := ways()[kind.Way]
	if !ok {
		return "", activities.Refusal(fmt.Errorf("%w: nothing does steps of the kind %s here", l10n.ErrRefused, step.Kind))
	}
	return way(r, ctx, step)
}

// askHere asks an activity of this house about some segments at a time, until the deadline.
func (r *reviewer) askHere(ctx workflow.Context, step l10n.ReviewStep) (string, error) {
	until := workflow.Now(ctx).Add(review.TimeOf(step))
	for from := 0; ; {
		left := until.Sub(workflow.Now(ctx))
		if left <= 0 {
			return late, nil
		}
		options := withActivity(ctx, fmt.Sprintf("step %s from segment %d on", step.Name, from+1), min(left, 10*time.Minute))
		var out review.Assessed
		in := activities.AssessInput{Key: r.in.Key, Step: step.Name, From: from}
		err := workflow.ExecuteActivity(workflow.WithScheduleToCloseTimeout(options, left), a.AssessStep, in).Get(ctx, &out)
		if ctx.Err() != nil { // cancelled, whatever the activity says of it
			return "", ctx.Err()
		}
		if err != nil {
			return troubleOf(err), nil
		}
		if from = out.Next; from == 0 {
			return "", nil
		}
	}
}

// troubleOf says in English why a step could not go on.
func troubleOf(err error) string {
	if timeout, ok := errors.AsType[*temporal.TimeoutError](err); ok && timeout != nil {
		return late
	}
	return reason(err)
}

// machineDetails say what an operator sees of a step of machines.
func machineDetails(step l10n.ReviewStep, round int) string {
	s := fmt.Sprintf("Step **%s** (%s) looks at the texts (round %d); it has %s.", Escape(string(step.Name)), step.Kind, round,
		english.Duration(review.TimeOf(step)))
	if step.Shadow {
		s += " It is a shadow and decides nothing."
	}
	return s
}
