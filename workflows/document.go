package workflows

import (
	"errors"
	"fmt"
	"slices"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// DocumentInput is one page of a run.
type DocumentInput struct {
	Run      l10n.RunID
	Plan     l10n.Ref
	Brief    activities.RunBrief
	Document l10n.DocumentID
	URL      string
}

// LocaleOutcome is how a document's way into one locale stands.
type LocaleOutcome struct {
	Stage   l10n.Stage
	URL     string `json:",omitempty"` // of the published page
	Comment string `json:",omitempty"` // why it failed
}

// DocumentResult is how a document's run ended, by locale.
type DocumentResult struct {
	Locales map[l10n.Locale]LocaleOutcome
}

// Progress is what a document tells its run.
type Progress struct {
	Document         l10n.DocumentID
	Published, Ended int  // pages: published, and ended otherwise
	People           bool // only people are waited for
	Done             bool
	Trouble          string `json:",omitempty"`
}

// PublishDocument fetches and extracts a page once, localizes it in every locale at the same time, and publishes each
// locale as its people approve it, or all together where the site says so. A locale that fails holds back no other.
func PublishDocument(ctx workflow.Context, in DocumentInput) (DocumentResult, error) {
	d := &document{in: in, locales: map[l10n.Locale]LocaleOutcome{}, ready: map[l10n.Locale]Approved{}}
	for _, l := range in.Brief.Locales {
		d.locales[l] = LocaleOutcome{Stage: l10n.StageTranslate}
	}
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryStatus, func() (DocumentResult, error) { return DocumentResult{d.locales}, nil },
		workflow.QueryHandlerOptions{Description: "How each locale of the document stands."}); err != nil {
		return DocumentResult{}, err
	}
	err := d.run(ctx)
	d.report(ctx, true, err)
	return DocumentResult{d.locales}, err
}

type document struct {
	in      DocumentInput
	source  l10n.Document // as fetched
	parts   activities.Extracted
	locales map[l10n.Locale]LocaleOutcome
	ready   map[l10n.Locale]Approved // approved and not published yet
	people  bool                     // told the run that only people are waited for
}

func (d *document) run(ctx workflow.Context) error {
	if err := d.prepare(ctx); err != nil {
		return err
	}
	d.start(ctx)
	for {
		open := d.open()
		if locales := d.publishable(open); len(locales) > 0 {
			d.publish(ctx, locales)
			continue
		}
		if open == 0 {
			break
		}
		if d.onlyPeople() && !d.people {
			d.people = true
			d.report(ctx, false, nil)
		}
		d.show(ctx)
		if err := workflow.Await(ctx, func() bool { return d.open() < open || (d.onlyPeople() && !d.people) }); err != nil {
			return d.cancelled(ctx, err)
		}
	}
	d.hold(ctx)
	d.show(ctx)
	return d.verdict()
}

// prepare fetches and extracts the page.
func (d *document) prepare(ctx workflow.Context) error {
	workflow.SetCurrentDetails(ctx, "Fetching "+link(d.in.URL, d.in.URL))
	err := workflow.ExecuteActivity(do(ctx, "fetch the page", 2*time.Minute), a.FetchDocument,
		activities.FetchInput{Document: d.in.Document, URL: d.in.URL}).Get(ctx, &d.source)
	if err != nil {
		return err
	}
	return workflow.ExecuteActivity(do(ctx, "extract its text", 5*time.Minute), a.ExtractDocument,
		activities.ExtractInput{Plan: d.in.Plan, Document: d.source}).Get(ctx, &d.parts)
}

// start starts a child a locale.
func (d *document) start(ctx workflow.Context) {
	waiting := workflow.GetSignalChannel(ctx, signalWaiting)
	workflow.Go(ctx, func(ctx workflow.Context) {
		for {
			var l l10n.Locale
			if !waiting.Receive(ctx, &l) {
				return
			}
			if d.locales[l].Stage == l10n.StageTranslate {
				d.locales[l] = LocaleOutcome{Stage: l10n.StageReview}
			}
		}
	})
	d.hearParked(ctx)
	for _, l := range d.in.Brief.Locales {
		in := activities.TranslationInput{
			Run: d.in.Run, Plan: d.in.Plan, Key: l10n.TranslationKey{Document: d.in.Document, Locale: l},
			Extraction: d.parts.Extraction, Skeleton: d.parts.Skeleton,
		}
		child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
			WorkflowID:            LocaleWorkflowID(in.Key),
			WaitForCancellation:   true,
			ParentClosePolicy:     enums.PARENT_CLOSE_POLICY_REQUEST_CANCEL,
			StaticSummary:         fmt.Sprintf("%s into %s", d.in.Document, l),
			TypedSearchAttributes: attributes(in, AttributeSite.ValueSet(string(d.in.Brief.Site)), AttributeStage.ValueSet(string(l10n.StageTranslate))),
		})
		future := workflow.ExecuteChildWorkflow(child, LocalizeDocument, LocaleInput{Translation: in, Brief: d.in.Brief})
		workflow.Go(ctx, func(ctx workflow.Context) {
			ctx, cancel := workflow.NewDisconnectedContext(ctx) // the child's own end is waited for
			defer cancel()
			var approved Approved
			err := future.Get(ctx, &approved)
			d.ended(l, approved, err)
		})
	}
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
			switch at := d.locales[p.Locale].Stage; {
			case p.Reason != "" && at == l10n.StageTranslate:
				d.locales[p.Locale] = LocaleOutcome{Stage: l10n.StageParked, Comment: p.Reason}
			case p.Reason == "" && at == l10n.StageParked:
				d.locales[p.Locale] = LocaleOutcome{Stage: l10n.StageTranslate}
			}
			d.show(ctx)
		}
	})
}

func (d *document) ended(l l10n.Locale, approved Approved, err error) {
	switch {
	case temporal.IsCanceledError(err):
		d.locales[l] = LocaleOutcome{Stage: l10n.StageCancelled}
	case err != nil:
		d.locales[l] = LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(err)}
	default:
		d.ready[l] = approved
		d.locales[l] = LocaleOutcome{Stage: l10n.StageApproved}
	}
}

// open counts the locales that are still on their way to an approval.
func (d *document) open() int {
	n := 0
	for _, o := range d.locales {
		if o.Stage == l10n.StageTranslate || o.Stage == l10n.StageParked || o.Stage == l10n.StageReview {
			n++
		}
	}
	return n
}

func (d *document) onlyPeople() bool {
	for _, o := range d.locales {
		if o.Stage == l10n.StageTranslate {
			return false
		}
	}
	return d.open() > 0
}

// publishable returns the locales that can be published now: every approved one, or all together or none.
func (d *document) publishable(open int) []l10n.Locale {
	if d.in.Brief.Together && (open > 0 || len(d.ready) < len(d.in.Brief.Locales)) {
		return nil
	}
	var locales []l10n.Locale
	for _, l := range d.in.Brief.Locales {
		if _, ok := d.ready[l]; ok {
			locales = append(locales, l)
		}
	}
	return locales
}

// publish makes one publication of the locales and reads it back. A publication that has begun is finished even when the
// run is cancelled meanwhile: a switch is never left half known.
func (d *document) publish(ctx workflow.Context, locales []l10n.Locale) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	in := activities.PublishInput{Run: d.in.Run, Plan: d.in.Plan, Document: d.source, Extraction: d.parts.Extraction, Skeleton: d.parts.Skeleton}
	for _, l := range locales {
		approved := d.ready[l]
		delete(d.ready, l)
		in.Locales = append(in.Locales, activities.ReadyLocale{Locale: l, Targets: approved.Targets, Approvals: approved.Approvals})
	}
	var out activities.PublishedOutput
	err := workflow.ExecuteActivity(do(ctx, fmt.Sprintf("publish %s", join(locales)), 10*time.Minute), a.PublishDocument, in).Get(ctx, &out)
	if err == nil {
		err = workflow.ExecuteActivity(do(ctx, "read back what visitors get", 10*time.Minute), a.VerifyPublication,
			activities.VerifyInput{Plan: d.in.Plan, Document: d.in.Document, Publication: out.Publication}).Get(ctx, nil)
	}
	for _, l := range locales {
		o := LocaleOutcome{Stage: l10n.StagePublished, URL: out.URLs[l]}
		if err != nil {
			o = LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(err)}
			d.note(ctx, l, o)
		}
		d.locales[l] = o
	}
	d.report(ctx, false, nil)
	d.show(ctx)
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
			d.locales[l] = LocaleOutcome{Stage: l10n.StageCancelled}
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
	for _, o := range d.locales {
		switch {
		case o.Stage == l10n.StagePublished:
			p.Published++
		case done || o.Stage.Ended():
			p.Ended++
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
	workflow.SetCurrentDetails(ctx, documentDetails(d.in, d.locales))
	stages := make([]string, 0, len(d.locales))
	for _, o := range d.locales {
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
