package workflows

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The patience that holds where a plan says nothing: pauses of one minute, two, four … and then four hours, which
// makes about three days.
const (
	usualAttempts = 24
	usualLongest  = 4 * time.Hour
	firstPause    = time.Minute
	mostPause     = 24 * time.Hour // of those that engines ask for
)

func attempts(p l10n.Patience) int {
	switch {
	case p.Attempts < 0:
		return 0
	case p.Attempts == 0:
		return usualAttempts
	}
	return p.Attempts
}

// pause is how long to wait before the next attempt: as long as the first engine to be back asks for, and else twice
// as long each time.
func pause(attempt int, p l10n.Patience, ts []outage) time.Duration {
	longest := p.Longest
	if longest <= 0 {
		longest = usualLongest
	}
	d := firstPause
	for i := 1; i < attempt && d < longest; i++ {
		d *= 2
	}
	d = min(d, longest)
	soonest := ts[0].wait
	for _, t := range ts {
		soonest = min(soonest, t.wait)
	}
	return max(d, min(soonest, mostPause))
}

// Parked is what a parked locale tells its document; no reason says that it goes on.
type Parked struct {
	Locale l10n.Locale
	Reason string
}

// park waits, visibly for operators and on the desk, until the next attempt or until a person resumes. The zero
// Resume says that the time has come.
func (k *asker) park(ctx workflow.Context, ts []outage, attempt int) (act l10n.Resume, err error) {
	resumed := workflow.GetSignalChannel(ctx, SignalResume)
	for resumed.ReceiveAsync(&l10n.Resume{}) { // forget what was sent before there was a reason to resume
	}
	wait := pause(attempt, k.in.Brief.Patience, ts)
	end := workflow.Now(ctx).Add(wait)
	for {
		act, err := k.waitUntil(ctx, ts, attempt, end)
		if act.By == "" || !notSigned(err) {
			return act, err
		}
		workflow.GetLogger(ctx).Warn("a resume was refused; the translation stays parked", "by", act.By, "why", reason(err))
	}
}

// notSigned reports whether a person's word was refused because it is not theirs.
func notSigned(err error) bool {
	app, ok := errors.AsType[*temporal.ApplicationError](err)
	return ok && app.Type() == activities.TypeRefused
}

// waitUntil waits parked until a time or until a person resumes.
func (k *asker) waitUntil(ctx workflow.Context, ts []outage, attempt int, end time.Time) (act l10n.Resume, err error) {
	resumed := workflow.GetSignalChannel(ctx, SignalResume)
	wait, until := max(end.Sub(workflow.Now(ctx)), 0), end.UTC().Truncate(time.Second)
	if err := k.parked(ctx, ts, until); err != nil {
		return act, err
	}
	summary := fmt.Sprintf("parked: %s; attempt %d of %d comes then", why(ts), attempt, attempts(k.in.Brief.Patience))
	_, err = workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{
		Timeout:      wait,
		TimerOptions: workflow.TimerOptions{Summary: Escape(summary)},
	}, func() bool { return resumed.Len() > 0 })
	if err != nil {
		return act, err
	}
	resumed.ReceiveAsync(&act)
	return act, k.goesOn(ctx, act)
}

func why(ts []outage) string {
	var s []string
	for _, t := range ts {
		s = append(s, t.message)
	}
	return strings.Join(s, "; ")
}

func (k *asker) parked(ctx workflow.Context, ts []outage, until time.Time) error {
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("**Parked**: %s.\n\n"+
		"Next attempt: %s. To go on at once: `dragoman resume %s`.",
		Escape(why(ts)), until.Format(time.RFC1123), k.in.Translation.Run))
	if err := workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(string(l10n.StageParked))); err != nil {
		return err
	}
	k.tellDocument(ctx, why(ts))
	parked := activities.ParkInput{Key: k.in.Translation.Key, Reason: why(ts), Until: until}
	return execute(ctx, "note that it is parked", short, a.ParkTranslation, parked, nil)
}

func (k *asker) goesOn(ctx workflow.Context, act l10n.Resume) error {
	if err := k.stage(ctx, l10n.StageTranslate); err != nil {
		return err
	}
	k.tellDocument(ctx, "")
	resumed := activities.ParkInput{Key: k.in.Translation.Key, Run: k.in.Translation.Run}
	if act.By != "" {
		resumed.Resume = &act
	}
	return execute(ctx, "note that it goes on", short, a.ParkTranslation, resumed, nil)
}

// tellDocument tells the document. A document that has ended is not told, and that is no error.
func (k *asker) tellDocument(ctx workflow.Context, reason string) {
	key := k.in.Translation.Key
	news := Parked{Locale: key.Locale, Reason: reason}
	_ = workflow.SignalExternalWorkflow(ctx, DocumentWorkflowID(key.Document), "", signalParked, news).Get(ctx, nil)
}
