package workflows

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// lookTime is how long one look at a place may take. One that hangs is tried again. The last look, after the deadline, has
// less: people wait for it.
const (
	lookTime     = 5 * time.Minute
	lastLookTime = 30 * time.Second
)

// handOut puts a file out and waits until it has come back with an answer to each text, or until the deadline. The looks
// are tries of one activity, and make no events. What came until the deadline is kept.
func (r *reviewer) handOut(ctx workflow.Context, step l10n.ReviewStep) (string, error) {
	until := workflow.Now(ctx).Add(review.TimeOf(step))
	var sent review.SentFile
	err := r.withinTime(ctx, until, fmt.Sprintf("step %s: put the file out", step.Name), a.SendFile,
		activities.FileInput{Key: r.in.Key, Step: step.Name}, &sent)
	if why, err := endOf(ctx, err); why != "" || err != nil || sent.Segments == 0 {
		return why, err
	}
	var out review.TakenFiles
	in := activities.AwaitFileInput{Key: r.in.Key, Step: step.Name, Sent: sent}
	err = r.withinTime(ctx, until, fmt.Sprintf("step %s: wait for %s until %s", step.Name, sent.Name, until.UTC().Format(time.RFC3339)),
		a.AwaitFile, in, &out)
	why, err := endOf(ctx, err)
	if why == "" || err != nil {
		return why, err
	}
	if why == late { // the last try was before the deadline
		if err := workflow.Sleep(ctx, max(until.Sub(workflow.Now(ctx)), 0)); err != nil {
			return "", err
		}
	}
	in.Last = true
	last := workflow.WithRetryPolicy(withActivity(ctx, fmt.Sprintf("step %s: look a last time", step.Name), lastLookTime),
		temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumAttempts: 2})
	err = workflow.ExecuteActivity(last, a.AwaitFile, in).Get(ctx, &out)
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err == nil && out.Left == 0 {
		return "", nil
	}
	return why, nil
}

// withinTime executes an activity that is tried until a moment.
func (r *reviewer) withinTime(ctx workflow.Context, until time.Time, summary string, activity, in, out any) error {
	left := max(until.Sub(workflow.Now(ctx)), time.Second)
	options := workflow.WithScheduleToCloseTimeout(withActivity(ctx, summary, min(left, lookTime)), left)
	return workflow.ExecuteActivity(options, activity, in).Get(ctx, out)
}

// endOf says what the end of an activity means for its step. An error of it is one of the workflow, which was cancelled.
func endOf(ctx workflow.Context, err error) (why string, of error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if app, ok := errors.AsType[*temporal.ApplicationError](err); ok && app.Type() == activities.TypeNotBack {
		return late, nil
	}
	if err != nil {
		return troubleOf(err), nil
	}
	return "", nil
}
