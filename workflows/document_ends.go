package workflows

import (
	"fmt"
	"slices"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// hold notes the locales that are approved but must not be published without the others.
func (d *document) hold(ctx workflow.Context) {
	for _, s := range d.locales.at(l10n.StageApproved) {
		s.advance(LocaleOutcome{
			Stage:   l10n.StageHeld,
			Comment: "the site publishes its locales together, and another one ended without an approval",
		})
		d.note(ctx, s)
	}
}

// note writes a locale's end into the records.
func (d *document) note(ctx workflow.Context, s *localeState) {
	end := activities.EndInput{Key: d.key(s.locale), Run: d.in.Run, Stage: s.Stage, Comment: s.Comment}
	summary := fmt.Sprintf("note that %s is %s", s.locale, s.Stage)
	if err := execute(ctx, summary, short, a.EndTranslation, end, nil); err != nil {
		workflow.GetLogger(ctx).Warn("the end could not be noted in the records", "error", err)
	}
}

// cancelled waits for the children to end, and says that the document was cancelled. Approved locales stay
// unpublished.
func (d *document) cancelled(ctx workflow.Context, cause error) error {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	if err := workflow.Await(ctx, func() bool { return d.locales.open() == 0 }); err != nil {
		return err
	}
	for _, s := range d.locales.at(l10n.StageApproved) {
		s.advance(d.cancelledOutcome())
		d.note(ctx, s)
	}
	d.show(ctx)
	return cause
}

// verdict is an error when any locale failed, so that the failure is seen in every list of runs.
func (d *document) verdict() error {
	var failed []l10n.Locale
	var cause string
	for _, s := range d.locales {
		if s.Stage == l10n.StageFailed || s.Stage == l10n.StageHeld {
			failed = append(failed, s.locale)
			cause = s.Comment
		}
	}
	if len(failed) == 0 {
		return nil
	}
	message := fmt.Sprintf("not published: %s: %s", join(failed), cause)
	return temporal.NewNonRetryableApplicationError(message, typeLocalesFailed, nil)
}

// report tells the run how the document stands.
func (d *document) report(ctx workflow.Context, done bool, err error) {
	p := Progress{Document: d.in.Document, People: d.people, Done: done, Superseded: d.superseded, Left: d.left}
	p.Parked = d.in.Tells && d.parked
	p.Embargo = d.embargo && !done
	for _, s := range d.locales {
		switch {
		case s.Stage == l10n.StagePublished:
			p.Published++
		case done || s.Stage.Ended():
			p.Ended++
		}
		if s.InPart != nil {
			p.InPart++
		}
	}
	if err != nil && !temporal.IsCanceledError(err) {
		p.Trouble = reason(err)
	}
	ctx, _ = workflow.NewDisconnectedContext(ctx) // not cancelled at the end: that would take the signal back
	sent := workflow.SignalExternalWorkflow(ctx, RunWorkflowID(d.in.Run), "", signalProgress, p)
	if !done {
		return // nothing waits for this
	}
	// The server drops what a workflow sends together with its last command, so the document waits until the run has it.
	if err := sent.Get(ctx, nil); err != nil {
		workflow.GetLogger(ctx).Info("the run has ended and does not hear of this document's end", "error", err)
	}
}

// show tells operators how the document stands: in the workflow's details, and by one stage as its search attribute.
// Where the locales are at different stages, that is the first of them in [stageOrder]; in histories from before it was
// the first in the alphabet.
func (d *document) show(ctx workflow.Context) {
	workflow.SetCurrentDetails(ctx, documentDetails(d.in, d.locales)+d.embargoDetails()+leftDetails(d.parts.Left)+
		assetDetails(d.assets)+purgeDetails(d.purged))
	stage := d.locales.stage()
	if stage == l10n.StageApproved && d.embargoed() {
		stage = l10n.StageEmbargo
	}
	if !d.in.Tells {
		stage = slices.Min(d.locales.stages())
	} else if stage == d.stage {
		return
	}
	d.stage = stage
	if err := workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(string(stage))); err != nil {
		workflow.GetLogger(ctx).Warn("search attributes", "error", err)
	}
}
