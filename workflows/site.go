package workflows

import (
	"fmt"
	"strings"
	"time"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// Window is how many documents of a run are fetched and translated at the same time. Those that wait for people do
// not count: a page that nobody approves for a week holds back no other.
const Window = 10

// gatherFor is how long publications are gathered before links are mended once for all of them.
const gatherFor = 2 * time.Second

// maxTroubles is how many failures a run's details and result name; the records have them all.
const maxTroubles = 20

// SiteInput starts a run of a stored plan, or of a request, whose plan a worker makes first. State is carried over when
// the run continues as new.
type SiteInput struct {
	Run     l10n.RunID
	Plan    l10n.Ref
	Request *l10n.Request `json:",omitempty"`
	// Busy are the documents among the request's pages that another run is at work on.
	Busy  []l10n.DocumentID `json:",omitempty"`
	State *siteState        `json:",omitempty"`
}

// SiteResult is how a run ended.
type SiteResult struct {
	Documents, Published, Ended int
	Troubles                    []string
	// Superseded counts the documents that other runs have taken over, because their sources have changed; By is the last
	// of these runs.
	Superseded int        `json:",omitempty"`
	By         l10n.RunID `json:",omitempty"`
}

// PublishSite publishes the documents of a site, a window of them at a time, and mends the links between pages as
// their siblings appear.
func PublishSite(ctx workflow.Context, in SiteInput) (SiteResult, error) {
	s := &site{in: in, state: in.State}
	if s.state == nil {
		s.state = &siteState{Live: map[l10n.DocumentID]Progress{}}
	}
	status := func() (siteState, error) { return *s.state, nil }
	about := workflow.QueryHandlerOptions{Description: "Which documents are under way, and how many pages are published."}
	if err := workflow.SetQueryHandlerWithOptions(ctx, QueryStatus, status, about); err != nil {
		return SiteResult{}, err
	}
	progress := func() (SiteResult, error) { return s.result(), nil }
	if err := workflow.SetQueryHandler(ctx, QueryProgress, progress); err != nil {
		return SiteResult{}, err
	}
	if err := workflow.SetUpdateHandler(ctx, UpdatePlan, s.planned.answer); err != nil {
		return SiteResult{}, err
	}
	s.state.count()
	err := s.run(ctx)
	if workflow.IsContinueAsNewError(err) {
		return SiteResult{}, err
	}
	if !strangers(err) && (s.planned.refused == nil || !s.planned.asked) { // else whoever asked has heard it, and there is no run
		s.end(ctx, err)
	} else {
		s.show(ctx, l10n.StageFailed)
	}
	return s.result(), err
}

type site struct {
	in      SiteInput
	state   *siteState
	planned runPlan
	news    int  // counts the signals of documents, so that the main loop wakes
	taken   int  // documents that are being taken over from another run
	stages  bool // operators see the run's stage; not in histories from before
	stage   l10n.Stage
}

func (s *site) result() SiteResult {
	return SiteResult{
		Documents: s.state.Brief.Documents, Troubles: s.state.Troubles,
		Published: s.state.Published(), Ended: s.state.Ended(), Superseded: s.state.Superseded, By: s.state.By,
	}
}

func (s *site) run(ctx workflow.Context) error {
	s.stages = workflow.GetVersion(ctx, "run-stage", workflow.DefaultVersion, 1) == 1
	if err := s.plan(ctx); err != nil {
		return err
	}
	if s.in.State == nil {
		run := activities.OpenRunInput{Run: s.in.Run, Plan: s.in.Plan}
		if err := execute(ctx, "find the site's pages", 10*time.Minute, a.OpenRun, run, &s.state.Brief); err != nil {
			return err
		}
	}
	s.listen(ctx)
	for s.state.Next < s.state.Brief.Documents || len(s.state.Live) > 0 || s.state.Mend {
		if workflow.GetInfo(ctx).GetContinueAsNewSuggested() && s.taken == 0 {
			return s.continueAsNew(ctx)
		}
		seen := s.news // taken before anything blocks, so that a signal that comes meanwhile makes another turn
		if err := s.startMore(ctx); err != nil {
			return s.stop(ctx, err)
		}
		s.show(ctx, s.state.stage())
		if s.state.Mend && len(s.state.busy) == 0 {
			if err := s.mend(ctx); err != nil {
				return s.stop(ctx, err)
			}
			continue
		}
		if len(s.state.Live) == 0 {
			continue
		}
		if err := workflow.Await(ctx, func() bool { return s.news != seen }); err != nil {
			return s.stop(ctx, err)
		}
	}
	workflow.SetCurrentDetails(ctx, siteDetails(s.state))
	if n := max(s.state.Troubled, len(s.state.Troubles)); n > 0 {
		message := fmt.Sprintf("%d of %s had trouble: %s", n, english.Count(s.state.Brief.Documents, "document"), s.state.Troubles[0])
		return temporal.NewNonRetryableApplicationError(message, "DocumentsFailed", nil)
	}
	if n := s.state.LeftCount; n > 0 && n == s.state.Brief.Documents { // nothing of what was asked for is a page
		return temporal.NewNonRetryableApplicationError(s.state.leftNote(), "DocumentsFailed", nil)
	}
	return nil
}

// show tells operators how the run stands.
func (s *site) show(ctx workflow.Context, stage l10n.Stage) {
	workflow.SetCurrentDetails(ctx, siteDetails(s.state))
	if !s.stages || stage == s.stage {
		return
	}
	s.stage = stage
	if err := workflow.UpsertTypedSearchAttributes(ctx, AttributeStage.ValueSet(string(stage))); err != nil {
		workflow.GetLogger(ctx).Warn("search attributes", "error", err)
	}
}

// listen receives the signals of documents, in this execution and in those that continue it. A signal stays in the
// channel until it is processed: one that was already handed to a blocked receiver would be lost when the run
// continues as new before the receiver looks at it.
func (s *site) listen(ctx workflow.Context) {
	ch := workflow.GetSignalChannel(ctx, signalProgress)
	ctx, _ = workflow.NewDisconnectedContext(ctx) // a cancelled run hears how its documents end
	workflow.Go(ctx, func(ctx workflow.Context) {
		for workflow.Await(ctx, func() bool { return ch.Len() > 0 }) == nil {
			s.receive(ch)
		}
	})
}

// receive processes the signals that have arrived.
func (s *site) receive(ch workflow.ReceiveChannel) {
	for {
		var p Progress
		if !ch.ReceiveAsync(&p) {
			return
		}
		s.update(p)
	}
}

// update notes how one document stands. What comes after its end is ignored.
func (s *site) update(p Progress) {
	before, live := s.state.Live[p.Document]
	if !live {
		return
	}
	s.news++
	s.state.Mend = s.state.Mend || p.Published > before.Published || p.InPart > before.InPart
	if p.Done {
		s.state.done(p.Document, p)
	} else {
		s.state.set(p.Document, p)
	}
}

// listAhead is how many documents are listed at once: the list is read as a whole each time.
const listAhead = 100

// startMore fills the window.
func (s *site) startMore(ctx workflow.Context) error {
	room := min(Window-len(s.state.busy), s.state.Brief.Documents-s.state.Next)
	if room <= 0 {
		return nil
	}
	limit := room
	if workflow.GetVersion(ctx, "list-ahead", workflow.DefaultVersion, 1) == 1 {
		limit = listAhead
	}
	if len(s.state.Queue) == 0 {
		summary := fmt.Sprintf("list documents from %d", s.state.Next+1)
		next := activities.ListDocumentsInput{List: s.state.Brief.List, Offset: s.state.Next, Limit: limit}
		if err := execute(ctx, summary, short, a.ListDocuments, next, &s.state.Queue); err != nil {
			return err
		}
	}
	docs := s.state.Queue[:min(room, len(s.state.Queue))]
	s.state.Queue = s.state.Queue[len(docs):]
	started := make([]workflow.Future, 0, len(docs))
	for _, doc := range docs {
		started = append(started, s.start(ctx, doc))
	}
	s.state.Next += len(docs)
	for _, f := range started {
		_ = f.Get(ctx, nil) // a child must have started before this execution may end; its failure is told elsewhere
	}
	return nil
}

// start starts a document.
func (s *site) start(ctx workflow.Context, doc activities.ListedDocument) workflow.Future {
	ctx, _ = workflow.NewDisconnectedContext(ctx)
	s.state.set(doc.ID, Progress{})
	future := s.child(ctx, doc, work.Holder{})
	workflow.Go(ctx, func(ctx workflow.Context) {
		// A document signals its own end; this is for one that could not start or was terminated.
		err := future.Get(ctx, nil)
		if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
			err = s.takeOver(ctx, doc)
		}
		if err != nil {
			s.update(Progress{Document: doc.ID, Ended: len(s.state.Brief.Locales), Done: true, Trouble: reason(err)})
		}
	})
	return future.GetChildWorkflowExecution()
}

// child starts a document's workflow. It outlives this execution, which may continue as new; so it is cancelled by
// its ID.
func (s *site) child(
	ctx workflow.Context, doc activities.ListedDocument, before work.Holder,
) workflow.ChildWorkflowFuture {
	child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:        DocumentWorkflowID(doc.ID),
		ParentClosePolicy: enums.PARENT_CLOSE_POLICY_ABANDON,
		StaticSummary:     Escape(fmt.Sprintf("%s → %s", doc.ID, join(s.state.Brief.Locales))),
		TypedSearchAttributes: temporal.NewSearchAttributes(
			AttributeRun.ValueSet(string(s.in.Run)), AttributeSite.ValueSet(string(s.state.Brief.Site)),
			AttributeDocument.ValueSet(string(doc.ID)), AttributeStage.ValueSet("fetch")),
	})
	return workflow.ExecuteChildWorkflow(child, PublishDocument, DocumentInput{
		Run: s.in.Run, Plan: s.in.Plan, Brief: s.state.Brief, Document: doc.ID, URL: doc.URL, Supersedes: before.Run,
		Tells: true, Embargoes: before.Embargoes,
	})
}

// mend mends links between pages. It gathers news for a moment first, so that twenty pages published at once are
// mended once, and tells the records how far the run is.
func (s *site) mend(ctx workflow.Context) error {
	about := workflow.TimerOptions{Summary: "gather what is published before links are mended"}
	if err := workflow.NewTimerWithOptions(ctx, gatherFor, about).Get(ctx, nil); err != nil {
		return err
	}
	s.state.Mend = false
	if err := execute(ctx, "note how far the run is", short, a.NoteRun, work.Standing{
		Run: s.in.Run, Status: l10n.RunRunning, Published: s.state.Published(), Ended: s.state.Ended(),
	}, nil); err != nil {
		return err
	}
	return mendLinks(ctx, activities.MendInput{Run: s.in.Run, Plan: s.in.Plan})
}

// stop cancels the documents that are under way and waits for them to say that they have ended.
func (s *site) stop(ctx workflow.Context, cause error) error {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	for _, id := range workflow.DeterministicKeys(s.state.Live) {
		if err := workflow.RequestCancelExternalWorkflow(ctx, DocumentWorkflowID(id), "").Get(ctx, nil); err != nil {
			s.update(Progress{Document: id, Done: true})
		}
	}
	ended := func() bool { return len(s.state.Live) == 0 }
	if _, err := workflow.AwaitWithTimeout(ctx, 10*time.Minute, ended); err != nil {
		return err
	}
	return cause
}

// end writes the run's end into the records.
func (s *site) end(ctx workflow.Context, cause error) {
	end := work.Standing{
		Run: s.in.Run, Status: l10n.RunCompleted, Published: s.state.Published(), Ended: s.state.Ended(),
		Site: s.state.Brief.Site, Troubles: s.state.Troubles, Comment: s.state.takenOver(),
	}
	if end.Site == "" && s.in.Request != nil {
		end.Site = s.in.Request.Site
	}
	switch {
	case temporal.IsCanceledError(cause):
		end.Status = l10n.RunCancelled
	case cause != nil:
		end.Status, end.Comment = l10n.RunFailed, reason(cause)
	case s.state.Superseded > 0 && s.state.Superseded == s.state.Brief.Documents:
		end.Status = l10n.RunSuperseded
	default:
		end.Comment = strings.TrimPrefix(end.Comment+"; "+s.state.leftNote(), "; ")
		end.Comment = strings.TrimSuffix(end.Comment, "; ")
	}
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	s.show(ctx, s.state.stageOf(end.Status))
	if err := execute(ctx, "note the end: "+string(end.Status), short, a.NoteRun, end, nil); err != nil {
		workflow.GetLogger(ctx).Warn("the end could not be noted in the records", "error", err)
	}
}

func (s *site) continueAsNew(ctx workflow.Context) error {
	s.receive(workflow.GetSignalChannel(ctx, signalProgress))
	return workflow.NewContinueAsNewError(ctx, PublishSite, SiteInput{Run: s.in.Run, Plan: s.in.Plan, State: s.state})
}
