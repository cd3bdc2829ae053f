package workflows

import (
	"fmt"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// LocaleInput is one document's way into one locale.
type LocaleInput struct {
	Translation work.Opening
	Brief       activities.RunBrief
	// Tells says that the document reads from the result why there is no approval. Without it, whatever ends the
	// translation is the workflow's failure; so it was in histories from before.
	Tells bool `json:",omitempty"`
}

// LocalizeDocument translates a document into one locale, checks it, and has people approve it.
func LocalizeDocument(ctx workflow.Context, in LocaleInput) (Approved, error) {
	l := &localizer{in: in}
	approved, err := l.run(ctx)
	if err == nil || strangers(err) {
		return approved, err
	}
	var by l10n.RunID
	workflow.GetSignalChannel(ctx, signalSuperseded).ReceiveAsync(&by)
	superseded := by != "" && temporal.IsCanceledError(err)
	l.end(ctx, err, by)
	switch {
	case superseded:
		return Approved{Superseded: by}, nil
	case in.Tells && usersFault(err):
		return Approved{Failed: reason(err)}, nil
	}
	return approved, err
}

type localizer struct {
	in       LocaleInput
	progress l10n.Progress
	sent     int // texts, to engines
	// unanswered says why engines left texts to people.
	unanswered unanswered
}

func (l *localizer) run(ctx workflow.Context) (Approved, error) {
	if err := l.stage(ctx, l10n.StageTranslate); err != nil {
		return Approved{}, err
	}
	t := l.in.Translation
	var lev work.Drafted
	if err := execute(ctx, "earlier approvals and memory", 10*time.Minute, a.LeverageTranslation, t, &lev); err != nil {
		return Approved{}, err
	}
	characters, err := l.ask(ctx, lev)
	if err != nil {
		return Approved{}, err
	}
	if err := l.stage(ctx, l10n.StageCheck); err != nil {
		return Approved{}, err
	}
	var checked work.Checked
	draft := activities.CheckInput{Draft: lev.Draft, Extraction: t.Extraction, Characters: characters, Sent: l.sent,
		Unanswered: l.unanswered}
	if err := execute(ctx, "assemble and check", 10*time.Minute, a.CheckTranslation, draft, &checked); err != nil {
		return Approved{}, err
	}
	l.progress, l.unanswered = checked.Progress, checked.Unanswered
	if n := len(checked.Carried); n > 0 {
		d := checked.Carried[n-1]
		workflow.SetCurrentDetails(ctx, "Every text here was approved before, word for word; the approvals stand.")
		return Approved{
			Targets: checked.Targets, SourceHash: d.SourceHash, TargetHash: d.TargetHash, Approvals: checked.Carried,
			Unconfirmed: checked.Progress.Unconfirmed,
		}, nil
	}
	return l.review(ctx)
}

func (l *localizer) review(ctx workflow.Context) (Approved, error) {
	t, b := l.in.Translation, l.in.Brief
	if err := l.stage(ctx, l10n.StageReview); err != nil {
		return Approved{}, err
	}
	// Tell the document that only people are waited for now, and don't wait for it to hear.
	workflow.SignalExternalWorkflow(ctx, DocumentWorkflowID(t.Key.Document), "", signalWaiting, t.Key.Locale)
	child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:          ReviewWorkflowID(t.Key),
		WaitForCancellation: true,
		ParentClosePolicy:   enums.PARENT_CLOSE_POLICY_REQUEST_CANCEL,
		StaticSummary:       Escape(fmt.Sprintf("%s into %s: review", t.Key.Document, t.Key.Locale)),
		TypedSearchAttributes: attributes(t, AttributeSite.ValueSet(string(b.Site)),
			AttributeStage.ValueSet(string(l10n.StageReview))),
	})
	var approved Approved
	err := workflow.ExecuteChildWorkflow(child, ReviewTranslation, ReviewInput{
		Run: t.Run, Key: t.Key, Steps: b.Steps, Rules: l10n.StepsIn(b.Review, t.Key.Locale), FourEyes: b.FourEyes, RemindAfter: b.RemindAfter,
		Desk: b.Desk, Progress: l.progress, Unanswered: l.unanswered,
	}).Get(ctx, &approved)
	return approved, err
}

// stage makes the stage visible to operators.
func (l *localizer) stage(ctx workflow.Context, s l10n.Stage) error {
	workflow.SetCurrentDetails(ctx, localeDetails(l.in, s, l.progress)+unansweredDetails(l.unanswered))
	return workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(string(s)))
}

// end writes into the records why the translation ended without an approval. by is the run that takes the document
// over, if one does.
func (l *localizer) end(ctx workflow.Context, cause error, by l10n.RunID) {
	t := l.in.Translation
	end := activities.EndInput{Key: t.Key, Run: t.Run, Stage: l10n.StageFailed, Comment: reason(cause)}
	if temporal.IsCanceledError(cause) {
		if end.Stage, end.Comment = l10n.StageCancelled, ""; by != "" {
			end.Stage, end.Comment = l10n.StageSuperseded, takenOverBy(by)
		}
	}
	workflow.SetCurrentDetails(ctx, localeDetails(l.in, end.Stage, l.progress)+endDetails(end.Comment)+
		unansweredDetails(l.unanswered))
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	_ = workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(string(end.Stage)))
	if err := execute(ctx, "note the end: "+string(end.Stage), short, a.EndTranslation, end, nil); err != nil {
		workflow.GetLogger(ctx).Warn("the end could not be noted in the records", "error", err)
	}
}

// attributes are the search attributes of everything that works on one translation.
func attributes(t work.Opening, more ...temporal.SearchAttributeUpdate) temporal.SearchAttributes {
	return temporal.NewSearchAttributes(append(more, AttributeRun.ValueSet(string(t.Run)),
		AttributeDocument.ValueSet(string(t.Key.Document)), AttributeLocale.ValueSet(string(t.Key.Locale)))...)
}
