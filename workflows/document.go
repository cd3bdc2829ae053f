package workflows

import (
	"fmt"
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
	// Supersedes is the run from which the document was taken over, because its source changed.
	Supersedes l10n.RunID `json:",omitempty"`
}

// LocaleOutcome is how a document's way into one locale stands.
type LocaleOutcome struct {
	Stage   l10n.Stage
	URL     string `json:",omitempty"` // of the published page
	Comment string `json:",omitempty"` // why it failed
	// InPart says that the page is live before its approval, and how much of it is in the source's language.
	InPart *activities.InPart `json:",omitempty"`
}

// DocumentResult is how a document's run ended, by locale.
type DocumentResult struct {
	Locales map[l10n.Locale]LocaleOutcome
}

// Progress is what a document tells its run.
type Progress struct {
	Document  l10n.DocumentID `json:",omitempty"`
	Published int             `json:",omitempty"` // pages
	Ended     int             `json:",omitempty"` // pages that ended otherwise
	InPart    int             `json:",omitempty"` // pages that are live before their approval
	People    bool            `json:",omitempty"` // only people are waited for
	Done      bool            `json:",omitempty"`
	Trouble   string          `json:",omitempty"`
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
	purged  []activities.Purged      // what caches answered to the last publication
	assets  activities.Gathered      // the files that the page uses, once it is published
	tried   map[l10n.Locale]bool     // locales whose pages went live before their approval, or failed to
}

func (d *document) run(ctx workflow.Context) error {
	if err := d.prepare(ctx); err != nil {
		return err
	}
	d.start(ctx)
	for {
		open := d.open()
		if locales := d.publishable(); len(locales) > 0 {
			d.publish(ctx, locales)
			continue
		}
		if locales := d.early(); len(locales) > 0 {
			d.publishInPart(ctx, locales)
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
		if err := workflow.Await(ctx, func() bool {
			return d.open() < open || (d.onlyPeople() && !d.people) || len(d.early()) > 0
		}); err != nil {
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
			if o := d.locales[l]; o.Stage == l10n.StageTranslate {
				d.set(l, LocaleOutcome{Stage: l10n.StageReview})
			}
		}
	})
	d.hearParked(ctx)
	for _, l := range d.in.Brief.Locales {
		in := activities.TranslationInput{
			Run: d.in.Run, Plan: d.in.Plan, Key: l10n.TranslationKey{Document: d.in.Document, Locale: l},
			Extraction: d.parts.Extraction, Skeleton: d.parts.Skeleton, Supersedes: d.in.Supersedes,
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
				d.set(p.Locale, LocaleOutcome{Stage: l10n.StageParked, Comment: p.Reason})
			case p.Reason == "" && at == l10n.StageParked:
				d.set(p.Locale, LocaleOutcome{Stage: l10n.StageTranslate})
			}
			d.show(ctx)
		}
	})
}

func (d *document) ended(l l10n.Locale, approved Approved, err error) {
	switch {
	case temporal.IsCanceledError(err):
		d.set(l, LocaleOutcome{Stage: l10n.StageCancelled})
	case err != nil:
		d.set(l, LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(err)})
	default:
		d.ready[l] = approved
		d.set(l, LocaleOutcome{Stage: l10n.StageApproved})
	}
}

// open counts the locales that are still on their way to an approval.
func (d *document) open() int {
	n := 0
	for _, l := range d.in.Brief.Locales {
		o := d.locales[l]
		if o.Stage == l10n.StageTranslate || o.Stage == l10n.StageParked || o.Stage == l10n.StageReview {
			n++
		}
	}
	return n
}

func (d *document) onlyPeople() bool {
	for _, l := range d.in.Brief.Locales {
		o := d.locales[l]
		if o.Stage == l10n.StageTranslate {
			return false
		}
	}
	return d.open() > 0
}

// publishable returns the locales that can be published now: every approved one, or of those that the site publishes
// together all or none.
func (d *document) publishable() []l10n.Locale {
	complete := true
	for _, l := range d.in.Brief.Locales {
		_, ready := d.ready[l]
		complete = complete && (ready || !d.bound(l))
	}
	var locales []l10n.Locale
	for _, l := range d.in.Brief.Locales {
		if _, ok := d.ready[l]; ok && (complete || !d.bound(l)) {
			locales = append(locales, l)
		}
	}
	return locales
}

// bound reports whether a locale is published together with the others: those that are omitted or go live in part until
// they are approved are not.
func (d *document) bound(l l10n.Locale) bool {
	p := d.in.Brief.Pending[l]
	return d.in.Brief.Together && (p == "" || p == l10n.HoldPending)
}
