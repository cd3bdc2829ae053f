package workflows

import (
	"errors"
	"fmt"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
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
	// Tells says that the run reads from signals and the result what became of the document. Without it, whatever could
	// not be published is the workflow's failure, and it shows its stages as they were shown before; so histories from
	// before are replayed.
	Tells bool `json:",omitempty"`
	// Embargoes are those that held in the run from which the document was taken over, by locale. They go on unless the
	// plan has a word of its own.
	Embargoes map[l10n.Locale]l10n.Embargo `json:",omitempty"`
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
	// Trouble says what was not published and why, where whoever asked for the run can mend it.
	Trouble string `json:",omitempty"`
	// Superseded is the run that has taken the document over, because its source has changed.
	Superseded l10n.RunID `json:",omitempty"`
}

// Progress is what a document tells its run.
type Progress struct {
	Document  l10n.DocumentID `json:",omitempty"`
	Published int             `json:",omitempty"` // pages
	Ended     int             `json:",omitempty"` // pages that ended otherwise
	InPart    int             `json:",omitempty"` // pages that are live before their approval
	People    bool            `json:",omitempty"` // only people, or engines that are out, are waited for
	Parked    bool            `json:",omitempty"` // only engines that are out
	Embargo   bool            `json:",omitempty"` // only an hour, or a person's release
	Done      bool            `json:",omitempty"`
	Trouble   string          `json:",omitempty"`
	// Superseded is the run that has taken the document over.
	Superseded l10n.RunID `json:",omitempty"`
	// Left says that the source has no page there but another file, which is left as it is.
	Left string `json:",omitempty"`
	// Added says that Superseded was at work on the document before, and that this run's locales were added there.
	Added bool `json:",omitempty"`
}

// PublishDocument fetches and extracts a page once, localizes it in every locale at the same time, and publishes each
// locale as its people approve it, or all together where the site says so. A locale that fails holds back no other.
func PublishDocument(ctx workflow.Context, in DocumentInput) (DocumentResult, error) {
	d := &document{in: in, locales: newLocaleStates(in.Brief.Locales)}
	status := func() (DocumentResult, error) { return d.result(), nil }
	about := workflow.QueryHandlerOptions{Description: "How each locale of the document stands."}
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryStatus, status, about); err != nil {
		return DocumentResult{}, err
	}
	if err := d.hearEmbargoActs(ctx); err != nil {
		return DocumentResult{}, err
	}
	err := d.run(ctx)
	if strangers(err) {
		return d.result(), err
	}
	if d.superseded != "" && temporal.IsCanceledError(err) {
		err = nil // what there is to say of it is in the result
	}
	if noPage(err) {
		d.left, err = reason(err), nil
		workflow.SetCurrentDetails(ctx, "Left as it is: "+Escape(d.left))
	}
	d.report(ctx, true, err)
	out := d.result()
	if in.Tells && err != nil && d.told(err) {
		out.Trouble = reason(err)
		return out, nil
	}
	return out, err
}

// told reports whether the run, which fails for it, is the one place where a trouble is to be seen as a failure: whoever
// asked for the run can mend it. For others the document fails too, and operators see where.
func (d *document) told(err error) bool {
	for _, s := range d.locales {
		if s.forOperator {
			return false
		}
	}
	var app *temporal.ApplicationError
	return usersFault(err) || (errors.As(err, &app) && app.Type() == typeLocalesFailed)
}

// document is one document's run. Its coroutines share it: one a locale, and one a kind of signal.
type document struct {
	in      DocumentInput
	source  l10n.Document // as fetched
	parts   activities.Extracted
	locales localeStates
	people  bool       // the run was told that only people are waited for
	parked  bool       // the run was told that engines are waited for
	embargo bool       // the run was told that an hour is waited for
	stage   l10n.Stage // that operators see
	// superseded is the run that takes the document over.
	superseded l10n.RunID
	closing    bool                // no locale can be added any more
	purged     []activities.Purged // what caches answered to the last publication
	assets     activities.Gathered // the files that the page uses, once it is published
	left       string              // why the document is left as it is
	hours      hours
}

func (d *document) result() DocumentResult {
	out := DocumentResult{Locales: map[l10n.Locale]LocaleOutcome{}, Superseded: d.superseded}
	for _, s := range d.locales {
		out.Locales[s.locale] = s.LocaleOutcome
	}
	return out
}

// run publishes what can be published, again and again, until no locale is on its way any more.
func (d *document) run(ctx workflow.Context) error {
	if err := d.prepare(ctx); err != nil {
		d.unprepared(ctx, err)
		return err
	}
	d.start(ctx)
	d.keepHours(ctx)
	for {
		turns := d.hours.turns
		open := d.locales.open()
		if ready := d.publishable(); len(ready) > 0 {
			d.publish(ctx, ready)
			continue
		}
		if early := d.early(); len(early) > 0 {
			d.publishEarly(ctx, early)
			continue
		}
		if open == 0 && !d.embargoed() {
			d.closing = true
			break
		}
		locales := len(d.locales)
		if d.news() {
			d.people, d.parked, d.embargo = d.idle(), d.waitsForEngines(), d.waitsForHour()
			d.report(ctx, false, nil)
		}
		d.show(ctx)
		if err := workflow.Await(ctx, func() bool {
			return d.locales.open() < open || len(d.locales) > locales || d.news() || len(d.early()) > 0 ||
				d.hours.turns != turns
		}); err != nil {
			return d.cancelled(ctx, err)
		}
	}
	d.hold(ctx)
	d.show(ctx)
	return d.verdict()
}

// news reports whether the run has to hear whom the document waits for.
func (d *document) news() bool {
	if !d.in.Tells {
		return d.idle() && !d.people
	}
	return d.idle() != d.people || d.waitsForEngines() != d.parked || d.waitsForHour() != d.embargo
}

// waitsForHour reports whether an hour or a release is waited for, and nobody and nothing else.
func (d *document) waitsForHour() bool { return d.locales.open() == 0 && d.embargoed() }

// waitsForEngines reports whether engines are waited for, and nobody and nothing else.
func (d *document) waitsForEngines() bool {
	return d.locales.onlyPeople() && len(d.locales.at(l10n.StageReview)) == 0
}

// unprepared shows why there is nothing to translate.
func (d *document) unprepared(ctx workflow.Context, cause error) {
	if !d.in.Tells {
		return
	}
	ended := LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(cause)}
	if temporal.IsCanceledError(cause) {
		ended = LocaleOutcome{Stage: l10n.StageCancelled}
	}
	for _, s := range d.locales {
		s.advance(ended)
	}
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	d.show(ctx)
}

// prepare fetches and extracts the page.
func (d *document) prepare(ctx workflow.Context) error {
	workflow.SetCurrentDetails(ctx, "Fetching "+link(d.in.URL, d.in.URL))
	if d.in.Brief.AsPublished {
		var out activities.AsPublished
		in := activities.PublishedInput{Plan: d.in.Plan, Document: d.in.Document}
		if err := execute(ctx, "take the page as it is published", short, a.TakePublished, in, &out); err != nil {
			return err
		}
		d.source, d.parts = out.Document, out.Parts
		if d.parts.Files != nil {
			d.assets = *d.parts.Files
		}
		return nil
	}
	page := activities.FetchInput{Document: d.in.Document, URL: d.in.URL}
	if d.in.Brief.Uploads {
		page.Plan = d.in.Plan
	}
	if err := execute(ctx, "fetch the page", 2*time.Minute, a.FetchDocument, page, &d.source); err != nil {
		return err
	}
	source := activities.ExtractInput{Plan: d.in.Plan, Document: d.source}
	if err := execute(ctx, "extract its text", 5*time.Minute, a.ExtractDocument, source, &d.parts); err != nil {
		return err
	}
	if d.parts.Files != nil {
		d.assets = *d.parts.Files
	}
	return nil
}

// start listens to the locales and starts a child for each.
func (d *document) start(ctx workflow.Context) {
	d.hearWaiting(ctx)
	d.hearParked(ctx)
	d.hearSuperseded(ctx)
	d.hearAdded(ctx)
	for _, s := range d.locales {
		s.embargo = d.embargoFor(s.locale, d.in.Brief.Embargo)
		d.startLocale(ctx, s)
	}
}

// startLocale starts the child that localizes the document into one locale, and notes how it ends.
func (d *document) startLocale(ctx workflow.Context, s *localeState) {
	in := work.Opening{
		Run: d.in.Run, Plan: d.in.Plan, Key: d.key(s.locale),
		Extraction: d.parts.Extraction, Skeleton: d.parts.Skeleton, Supersedes: d.in.Supersedes, Assets: d.assets.Assets,
		Embargo: s.embargo,
	}
	if d.parts.Files != nil {
		in.FileNotes = d.assets.Notes()
	}
	brief := d.in.Brief
	if s.brief != nil {
		in.Plan, brief = s.plan, *s.brief
	}
	child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:          LocaleWorkflowID(in.Key),
		WaitForCancellation: true,
		ParentClosePolicy:   enums.PARENT_CLOSE_POLICY_REQUEST_CANCEL,
		StaticSummary:       Escape(fmt.Sprintf("%s into %s", d.in.Document, s.locale)),
		TypedSearchAttributes: attributes(in, AttributeSite.ValueSet(string(d.in.Brief.Site)),
			AttributeStage.ValueSet(string(l10n.StageTranslate))),
	})
	future := workflow.ExecuteChildWorkflow(child, LocalizeDocument, LocaleInput{
		Translation: in, Brief: brief, Tells: d.in.Tells,
	})
	workflow.Go(ctx, func(ctx workflow.Context) {
		ctx, cancel := workflow.NewDisconnectedContext(ctx) // the child's own end is waited for
		defer cancel()
		var approved Approved
		err := future.Get(ctx, &approved)
		switch {
		case approved.Superseded != "", temporal.IsCanceledError(err):
			s.advance(d.cancelledOutcome())
		case err != nil:
			s.forOperator = !usersFault(err)
			s.advance(LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(err)})
		case approved.Failed != "":
			s.advance(LocaleOutcome{Stage: l10n.StageFailed, Comment: approved.Failed})
		default:
			s.approved = approved
			s.advance(LocaleOutcome{Stage: l10n.StageApproved})
		}
	})
}

// cancelledOutcome is how a locale stands that was cancelled.
func (d *document) cancelledOutcome() LocaleOutcome {
	if d.superseded != "" {
		return LocaleOutcome{Stage: l10n.StageSuperseded, Comment: takenOverBy(d.superseded)}
	}
	return LocaleOutcome{Stage: l10n.StageCancelled}
}

func (d *document) key(l l10n.Locale) l10n.TranslationKey {
	return l10n.TranslationKey{Document: d.in.Document, Locale: l}
}
