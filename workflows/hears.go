package workflows

import (
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// hearWaiting notes which locales wait for people.
func (d *document) hearWaiting(ctx workflow.Context) {
	waiting := workflow.GetSignalChannel(ctx, signalWaiting)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for {
			var l l10n.Locale
			if !waiting.Receive(ctx, &l) {
				return
			}
			d.locales.of(l).advance(LocaleOutcome{Stage: l10n.StageReview})
			if d.in.Tells {
				d.show(ctx)
			}
		}
	})
}

// hearParked notes which locales wait for engines, and which go on.
func (d *document) hearParked(ctx workflow.Context) {
	parked := workflow.GetSignalChannel(ctx, signalParked)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for {
			var p Parked
			if !parked.Receive(ctx, &p) {
				return
			}
			now := LocaleOutcome{Stage: l10n.StageTranslate}
			if p.Reason != "" {
				now = LocaleOutcome{Stage: l10n.StageParked, Comment: p.Reason}
			}
			d.locales.of(p.Locale).advance(now)
			d.show(ctx)
		}
	})
}

// hearSuperseded notes which run takes the document over, and tells the locales before they are cancelled for it.
func (d *document) hearSuperseded(ctx workflow.Context) {
	taken := workflow.GetSignalChannel(ctx, signalSuperseded)
	workflow.Go(ctx, func(ctx workflow.Context) {
		var by l10n.RunID
		if !taken.Receive(ctx, &by) {
			return
		}
		d.superseded = by
		for _, s := range d.locales {
			if s.underWay() {
				workflow.SignalExternalWorkflow(ctx, LocaleWorkflowID(d.key(s.locale)), "", signalSuperseded, by)
			}
		}
	})
}
