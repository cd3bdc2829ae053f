package workflows

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// publish makes one publication of the locales and reads it back. A publication that has begun is finished even when the
// run is cancelled meanwhile: a switch is never left half known. When it is refused, each locale is tried apart, so that
// the one that is at fault holds back no other, unless the site has them appear together.
func (d *document) publish(ctx workflow.Context, locales []l10n.Locale) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	in, ready := d.publication(), map[l10n.Locale]Approved{}
	for _, l := range locales {
		approved := d.ready[l]
		ready[l] = approved
		delete(d.ready, l)
		in.Locales = append(in.Locales, activities.ReadyLocale{Locale: l, Targets: approved.Targets, Approvals: approved.Approvals})
	}
	out, err := d.switchTo(ctx, in, fmt.Sprintf("publish %s", join(locales)))
	if len(locales) > 1 && !d.in.Brief.Together && refused(err) && workflow.GetVersion(ctx, "publish-apart", workflow.DefaultVersion, 1) == 1 {
		for _, l := range locales {
			d.ready[l] = ready[l]
			d.publish(ctx, []l10n.Locale{l})
		}
		return
	}
	for _, l := range locales {
		o := LocaleOutcome{Stage: l10n.StagePublished, URL: out.URLs[l]}
		if err != nil {
			o = LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(err)}
			d.note(ctx, l, o)
		}
		d.set(l, o)
	}
	d.report(ctx, false, nil)
	d.show(ctx)
}

// refused reports whether an error is somebody's word that will be the same the next time.
func refused(err error) bool {
	var app *temporal.ApplicationError
	return errors.As(err, &app) && app.NonRetryable()
}

// gather fetches the files that the page uses, once, where the site has them copied or localized.
func (d *document) gather(ctx workflow.Context) error {
	if !d.in.Brief.Assets || d.assets.Assets != "" {
		return nil
	}
	return workflow.ExecuteActivity(do(ctx, "gather the files that the page uses", 30*time.Minute), a.GatherAssets,
		activities.AssetsInput{Plan: d.in.Plan, Document: d.source, Skeleton: d.parts.Skeleton}).Get(ctx, &d.assets)
}

// hold notes the locales that are approved but must not be published without the others.
func (d *document) hold(ctx workflow.Context) {
	for _, l := range d.in.Brief.Locales {
		if _, ok := d.ready[l]; ok {
			o := LocaleOutcome{Stage: l10n.StageHeld, Comment: "the site publishes its locales together, and another one ended without an approval"}
			d.locales[l] = o
			d.note(ctx, l, o)
		}
	}
}

func (d *document) note(ctx workflow.Context, l l10n.Locale, o LocaleOutcome) {
	end := activities.EndInput{Key: l10n.TranslationKey{Document: d.in.Document, Locale: l}, Run: d.in.Run, Stage: o.Stage, Comment: o.Comment}
	if err := workflow.ExecuteActivity(do(ctx, fmt.Sprintf("note that %s is %s", l, o.Stage), short), a.EndTranslation, end).Get(ctx, nil); err != nil {
		workflow.GetLogger(ctx).Warn("the end could not be noted in the records", "error", err)
	}
}

// cancelled waits for the children to end, and says that the document was cancelled. What is approved stays unpublished.
func (d *document) cancelled(ctx workflow.Context, cause error) error {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	if err := workflow.Await(ctx, func() bool { return d.open() == 0 }); err != nil {
		return err
	}
	for _, l := range d.in.Brief.Locales {
		if _, ok := d.ready[l]; ok {
			d.set(l, LocaleOutcome{Stage: l10n.StageCancelled})
			d.note(ctx, l, d.locales[l])
		}
	}
	d.show(ctx)
	return cause
}

// verdict is an error when any locale failed, so that the failure is seen in every list of runs.
func (d *document) verdict() error {
	var failed []l10n.Locale
	var cause string
	for _, l := range d.in.Brief.Locales {
		if o := d.locales[l]; o.Stage == l10n.StageFailed || o.Stage == l10n.StageHeld {
			failed = append(failed, l)
			cause = o.Comment
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return temporal.NewNonRetryableApplicationError(fmt.Sprintf("not published: %s: %s", join(failed), cause), "LocalesFailed", nil)
}

// report tells the run how the document stands.
func (d *document) report(ctx workflow.Context, done bool, err error) {
	p := Progress{Document: d.in.Document, People: d.people, Done: done}
	for _, l := range d.in.Brief.Locales {
		o := d.locales[l]
		switch {
		case o.Stage == l10n.StagePublished:
			p.Published++
		case done || o.Stage.Ended():
			p.Ended++
		}
		if o.InPart != nil {
			p.InPart++
		}
	}
	if err != nil && !temporal.IsCanceledError(err) {
		p.Trouble = reason(err)
	}
	ctx, _ = workflow.NewDisconnectedContext(ctx) // not cancelled at the end: that would take the signal back
	told := workflow.SignalExternalWorkflow(ctx, RunWorkflowID(d.in.Run), "", signalProgress, p)
	if !done {
		return // nothing waits for this
	}
	// The server drops what a workflow sends with its last word, so the end is told before it.
	if err := told.Get(ctx, nil); err != nil {
		workflow.GetLogger(ctx).Info("the run is no longer there to be told", "error", err)
	}
}

func (d *document) show(ctx workflow.Context) {
	workflow.SetCurrentDetails(ctx, documentDetails(d.in, d.locales)+assetDetails(d.assets)+purgeDetails(d.purged))
	stages := make([]string, 0, len(d.locales))
	for _, l := range d.in.Brief.Locales {
		o := d.locales[l]
		stages = append(stages, string(o.Stage))
	}
	slices.Sort(stages)
	if err := workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(stages[0])); err != nil {
		workflow.GetLogger(ctx).Warn("search attributes", "error", err)
	}
}

// reason is the innermost message of an error, for people: without Temporal's wrapping of activities and children.
func reason(err error) string {
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return app.Message()
	}
	var timeout *temporal.TimeoutError
	if errors.As(err, &timeout) {
		return "gave up after a day of tries: " + timeout.Message()
	}
	return err.Error()
}
