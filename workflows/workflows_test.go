package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/workflows"
)

var a *activities.Activities

const doc = l10n.DocumentID("statement-12345678")

// world is a test environment with activities that answer at once, and notes of what they were asked.
type world struct {
	*testsuite.TestWorkflowEnvironment
	t         *testing.T
	opened    []activities.StepInput
	recorded  []activities.DecisionInput
	published []activities.PublishInput
	ended     []activities.EndInput
	reminded  int
	mended    int
	runEnd    activities.RunNote
	refusal   error // of the next decision, by the records
	unfetched string
}

func newWorld(t *testing.T) *world {
	var s testsuite.WorkflowTestSuite
	w := &world{TestWorkflowEnvironment: s.NewTestWorkflowEnvironment(), t: t}
	w.SetTestTimeout(time.Minute)
	workflows.Register(w)
	w.RegisterActivity(&activities.Activities{})
	w.RegisterActivityWithOptions(othersEngine, activity.RegisterOptions{Name: "TranslateTexts"})
	w.OnActivity(a.OpenStep, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.StepInput) error {
		w.opened = append(w.opened, in)
		return nil
	})
	w.OnActivity(a.RecordDecision, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.DecisionInput) (activities.Decided, error) {
		if err := w.refusal; err != nil {
			w.refusal = nil
			return activities.Decided{}, err
		}
		w.recorded = append(w.recorded, in)
		out := activities.Decided{SourceHash: "source", TargetHash: "target"}
		if in.Decision.Kind == l10n.Approve && in.Last {
			out.Targets = l10n.Ref("snapshot-" + string(in.Key.Locale))
		}
		return out, nil
	})
	w.OnActivity(a.Remind, mock.Anything, mock.Anything).Return(func(context.Context, activities.RemindInput) error {
		w.reminded++
		return nil
	})
	w.OnActivity(a.EndTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.EndInput) error {
		w.ended = append(w.ended, in)
		return nil
	})
	return w
}

// pipeline answers for the stages before and after the review.
func (w *world) pipeline(documents int, brief activities.RunBrief) {
	brief.Documents, brief.List, brief.Site = documents, "list", "news"
	w.OnActivity(a.OpenRun, mock.Anything, mock.Anything).Return(brief, nil)
	w.OnActivity(a.ListDocuments, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.ListDocumentsInput) ([]activities.ListedDocument, error) {
		var docs []activities.ListedDocument
		for i := in.Offset; i < min(in.Offset+in.Limit, documents); i++ {
			docs = append(docs, activities.ListedDocument{ID: l10n.DocumentID(fmt.Sprintf("page-%d", i)), URL: fmt.Sprintf("http://site.test/%d", i)})
		}
		return docs, nil
	})
	w.OnActivity(a.FetchDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.FetchInput) (l10n.Document, error) {
		if in.URL == w.unfetched {
			return l10n.Document{}, temporal.NewNonRetryableApplicationError("404 Not Found", activities.TypeSource, nil)
		}
		return l10n.Document{ID: in.Document, URL: in.URL, Ref: "page"}, nil
	})
	w.OnActivity(a.ExtractDocument, mock.Anything, mock.Anything).Return(activities.Extracted{Extraction: "extraction", Skeleton: "skeleton", Units: 3, Segments: 7}, nil)
	w.OnActivity(a.TranslateBatch, mock.Anything, mock.Anything).Return(func(context.Context, activities.BatchInput) (translate.Outcome, error) {
		return translate.Outcome{Asked: 7, Answered: 7, Characters: 100}, nil
	})
	w.OnActivity(a.CheckTranslation, mock.Anything, mock.Anything).Return(activities.Checked{Progress: l10n.Progress{Segments: 7, Machine: 7}}, nil)
	w.OnActivity(a.PublishDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.PublishInput) (activities.PublishedOutput, error) {
		w.published = append(w.published, in)
		out := activities.PublishedOutput{Publication: "p1", URLs: map[l10n.Locale]string{}}
		for _, l := range in.Locales {
			out.URLs[l.Locale] = "http://public.test/" + string(l.Locale)
		}
		return out, nil
	})
	w.OnActivity(a.VerifyPublication, mock.Anything, mock.Anything).Return(nil)
	w.OnActivity(a.MendLinks, mock.Anything, mock.Anything).Return(func(context.Context, activities.MendInput) (int, error) {
		w.mended++
		return 0, nil
	})
	w.OnActivity(a.NoteRun, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.RunNote) error {
		w.runEnd = in
		return nil
	})
}

var leveraged = activities.Leveraged{Draft: "draft", Segments: 7, Questions: 7, Engines: []translate.Engine{{Name: "first", Batch: 100}}}

func (w *world) leverageWorks() {
	w.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(leveraged, nil)
}

// answer is what an update's caller was told.
type answer struct {
	rejected, completed error
	done                bool
}

// decide sends a decision to a review after a while.
func (w *world) decide(after time.Duration, workflowID string, d l10n.Decision) *answer {
	out := &answer{}
	w.RegisterDelayedCallback(func() {
		err := w.UpdateWorkflowByID(workflowID, map[l10n.DecisionKind]string{
			l10n.Approve: workflows.UpdateApprove, l10n.RequestChanges: workflows.UpdateRequestChanges, l10n.Reassign: workflows.UpdateReassign,
		}[d.Kind], d.ID, &testsuite.TestUpdateCallback{
			OnReject: func(err error) { out.rejected = err },
			OnAccept: func() {},
			OnComplete: func(_ any, err error) {
				out.completed, out.done = err, true
			},
		}, d)
		if err != nil {
			w.t.Errorf("decision %s at %s: %v", d.ID, workflowID, err)
		}
	}, after)
	return out
}

const reviewID = "review-under-test"

// review runs ReviewTranslation alone.
func (w *world) review(in workflows.ReviewInput) (workflows.Approved, error) {
	in.Key = l10n.TranslationKey{Document: doc, Locale: "es"}
	w.SetStartWorkflowOptions(startOptions(reviewID))
	w.ExecuteWorkflow(workflows.ReviewTranslation, in)
	require.True(w.t, w.IsWorkflowCompleted())
	var out workflows.Approved
	err := w.GetWorkflowError()
	if err == nil {
		require.NoError(w.t, w.GetWorkflowResult(&out))
	}
	return out, err
}

func approve(id string, step l10n.StepName, by l10n.UserID) l10n.Decision {
	return l10n.Decision{ID: id, Kind: l10n.Approve, Step: step, By: by}
}

func TestReviewIsApproved(t *testing.T) {
	w := newWorld(t)
	first := w.decide(48*time.Hour, reviewID, approve("d1", "review", "maria"))
	out, err := w.review(workflows.ReviewInput{})
	require.NoError(t, err)
	require.NoError(t, errors.Join(first.rejected, first.completed))
	require.Equal(t, l10n.Ref("snapshot-es"), out.Targets)
	require.Len(t, out.Approvals, 1)
	require.Equal(t, l10n.UserID("maria"), out.Approvals[0].By)
	require.Equal(t, l10n.Hash("target"), out.Approvals[0].TargetHash, "an approval is bound to the text it was given for")
	require.Len(t, w.opened, 1)
}

func TestChangesAreRequested(t *testing.T) {
	w := newWorld(t)
	silent := w.decide(time.Hour, reviewID, l10n.Decision{ID: "d0", Kind: l10n.RequestChanges, Step: "translate", By: "maria"})
	w.decide(2*time.Hour, reviewID, approve("d1", "translate", "maria"))
	w.decide(3*time.Hour, reviewID, l10n.Decision{ID: "d2", Kind: l10n.RequestChanges, Step: "review", By: "ivan", Comment: "the title of the minister"})
	w.decide(4*time.Hour, reviewID, approve("d3", "translate", "maria"))
	w.decide(5*time.Hour, reviewID, approve("d4", "review", "ivan"))
	out, err := w.review(workflows.ReviewInput{Steps: []l10n.StepName{"translate", "review"}})
	require.NoError(t, err)
	require.ErrorContains(t, silent.rejected, "comment")
	require.Len(t, out.Approvals, 2, "approvals of the round that was sent back don't count")
	var steps []string
	for _, o := range w.opened {
		steps = append(steps, fmt.Sprintf("%s %d", o.Step, o.Round))
	}
	require.Equal(t, []string{"translate 1", "review 1", "translate 2", "review 2"}, steps)
}

func TestTwoStepsWantFourEyes(t *testing.T) {
	w := newWorld(t)
	w.decide(time.Hour, reviewID, approve("d1", "review", "maria"))
	same := w.decide(2*time.Hour, reviewID, approve("d2", "sign-off", "maria"))
	wrong := w.decide(3*time.Hour, reviewID, approve("d3", "review", "ivan"))
	w.decide(4*time.Hour, reviewID, approve("d4", "sign-off", "ivan"))
	out, err := w.review(workflows.ReviewInput{Steps: []l10n.StepName{"review", "sign-off"}, FourEyes: true})
	require.NoError(t, err)
	require.ErrorContains(t, same.rejected, "another pair of eyes")
	require.ErrorContains(t, wrong.rejected, `step "sign-off" is`)
	require.Len(t, out.Approvals, 2)
	require.Len(t, w.recorded, 2, "a refused decision reaches no record")
}

func TestADoubleClickIsOneApproval(t *testing.T) {
	w := newWorld(t)
	d := approve("d1", "review", "maria")
	first, second := w.decide(time.Hour, reviewID, d), w.decide(time.Hour+time.Millisecond, reviewID, d)
	w.decide(2*time.Hour, reviewID, approve("d2", "sign-off", "ivan"))
	out, err := w.review(workflows.ReviewInput{Steps: []l10n.StepName{"review", "sign-off"}})
	require.NoError(t, err)
	require.NoError(t, errors.Join(first.rejected, first.completed, second.rejected, second.completed))
	require.Len(t, w.recorded, 2)
	require.Len(t, out.Approvals, 2)
}

func TestRefusedByTheRecords(t *testing.T) {
	w := newWorld(t)
	w.refusal = temporal.NewNonRetryableApplicationError("3 segments have no translation yet", activities.TypeRefused, nil)
	early := w.decide(time.Hour, reviewID, approve("d1", "review", "maria"))
	w.decide(2*time.Hour, reviewID, approve("d2", "review", "maria"))
	_, err := w.review(workflows.ReviewInput{})
	require.NoError(t, err)
	require.ErrorContains(t, early.completed, "3 segments have no translation yet")
}

func TestReassignAndRemind(t *testing.T) {
	w := newWorld(t)
	w.decide(30*time.Hour, reviewID, l10n.Decision{ID: "d1", Kind: l10n.Reassign, Step: "review", By: "maria", To: "ivan"})
	w.decide(80*time.Hour, reviewID, approve("d2", "review", "ivan"))
	_, err := w.review(workflows.ReviewInput{RemindAfter: 24 * time.Hour})
	require.NoError(t, err)
	require.Equal(t, 3, w.reminded, "after 24 hours, and after 24 and 48 hours of the new assignee's")
	require.Equal(t, l10n.UserID("ivan"), w.opened[1].Assignee)
}

func TestReviewIsCancelled(t *testing.T) {
	w := newWorld(t)
	w.RegisterDelayedCallback(w.CancelWorkflow, 24*time.Hour)
	_, err := w.review(workflows.ReviewInput{})
	require.True(t, temporal.IsCanceledError(err), "%v", err)
	require.Empty(t, w.recorded)
}

// document runs PublishDocument alone in some locales.
func (w *world) document(brief activities.RunBrief, locales ...l10n.Locale) (workflows.DocumentResult, error) {
	brief.Locales = locales
	w.pipeline(1, brief)
	w.OnSignalExternalWorkflow(mock.Anything, "run:r1", "", mock.Anything, mock.Anything).Return(nil)
	w.SetStartWorkflowOptions(startOptions(workflows.DocumentWorkflowID(doc)))
	w.ExecuteWorkflow(workflows.PublishDocument, workflows.DocumentInput{Run: "r1", Plan: "plan", Brief: brief, Document: doc, URL: "http://site.test/statement"})
	require.True(w.t, w.IsWorkflowCompleted())
	var out workflows.DocumentResult
	value, err := w.QueryWorkflow(workflows.QueryStatus)
	require.NoError(w.t, err)
	require.NoError(w.t, value.Get(&out))
	return out, w.GetWorkflowError()
}

func review(l l10n.Locale) string {
	return workflows.ReviewWorkflowID(l10n.TranslationKey{Document: doc, Locale: l})
}

func TestEachLocaleIsPublishedWhenItIsApproved(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, review("es"), approve("d1", "review", "maria"))
	w.decide(72*time.Hour, review("ar"), approve("d2", "review", "amal"))
	out, err := w.document(activities.RunBrief{}, "es", "ar")
	require.NoError(t, err)
	require.Len(t, w.published, 2)
	require.Equal(t, l10n.Ref("snapshot-es"), w.published[0].Locales[0].Targets, "what was signed is what is published")
	require.Equal(t, workflows.LocaleOutcome{Stage: l10n.StagePublished, URL: "http://public.test/ar"}, out.Locales["ar"])
}

// failing makes the memory fail for one locale.
func (w *world) failing(l l10n.Locale) {
	w.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.TranslationInput) (activities.Leveraged, error) {
		if in.Key.Locale == l {
			return activities.Leveraged{}, temporal.NewNonRetryableApplicationError("no such plan", activities.TypeNotFound, nil)
		}
		return leveraged, nil
	})
}

func TestAFailingLocaleHoldsBackNoOther(t *testing.T) {
	w := newWorld(t)
	w.failing("fr")
	w.decide(time.Hour, review("es"), approve("d1", "review", "maria"))
	out, err := w.document(activities.RunBrief{}, "es", "fr")
	require.ErrorContains(t, err, "not published: fr: no such plan")
	require.Equal(t, l10n.StagePublished, out.Locales["es"].Stage)
	require.Equal(t, l10n.StageFailed, out.Locales["fr"].Stage)
	require.Len(t, w.published, 1)
	require.Equal(t, l10n.StageFailed, w.ended[0].Stage)
	require.Equal(t, "no such plan", w.ended[0].Comment)
}

func TestTogetherIsAllOrNone(t *testing.T) {
	w := newWorld(t)
	w.failing("fr")
	w.decide(time.Hour, review("es"), approve("d1", "review", "maria"))
	out, err := w.document(activities.RunBrief{Together: true}, "es", "fr")
	require.Error(t, err)
	require.Empty(t, w.published)
	require.Equal(t, l10n.StageHeld, out.Locales["es"].Stage)

	w = newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, review("es"), approve("d1", "review", "maria"))
	w.decide(2*time.Hour, review("fr"), approve("d2", "review", "luc"))
	_, err = w.document(activities.RunBrief{Together: true}, "es", "fr")
	require.NoError(t, err)
	require.Len(t, w.published, 1)
	require.Len(t, w.published[0].Locales, 2)
}

func TestEarlierApprovalsStand(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.OnActivity(a.TranslateBatch, mock.Anything, mock.Anything).Return(translate.Outcome{}, nil)
	signed := approve("d0", "review", "maria")
	signed.TargetHash = "target"
	w.OnActivity(a.CheckTranslation, mock.Anything, mock.Anything).Return(activities.Checked{Carried: []l10n.Decision{signed}, Targets: "signed"}, nil)
	w.ExecuteWorkflow(workflows.LocalizeDocument, workflows.LocaleInput{
		Translation: activities.TranslationInput{Run: "r1", Key: l10n.TranslationKey{Document: doc, Locale: "es"}},
	})
	require.NoError(t, w.GetWorkflowError())
	var out workflows.Approved
	require.NoError(t, w.GetWorkflowResult(&out))
	require.Equal(t, l10n.Ref("signed"), out.Targets)
	require.Empty(t, w.opened, "nobody is asked to sign the same text twice")
}

func TestACancelledDocumentPublishesNothing(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.RegisterDelayedCallback(w.CancelWorkflow, 24*time.Hour)
	out, err := w.document(activities.RunBrief{}, "es", "fr")
	require.True(t, temporal.IsCanceledError(err), "%v", err)
	require.Empty(t, w.published)
	require.Equal(t, l10n.StageCancelled, out.Locales["es"].Stage)
	require.Len(t, w.ended, 2, "each locale's record says that it was cancelled")
}

// site runs PublishSite with documents whose children are the real workflows.
func (w *world) site(documents int, locales ...l10n.Locale) (workflows.SiteResult, error) {
	w.pipeline(documents, activities.RunBrief{Locales: locales})
	w.SetStartWorkflowOptions(startOptions(workflows.RunWorkflowID("r1")))
	w.ExecuteWorkflow(workflows.PublishSite, workflows.SiteInput{Run: "r1", Plan: "plan"})
	require.True(w.t, w.IsWorkflowCompleted())
	var out workflows.SiteResult
	err := w.GetWorkflowError()
	if err == nil {
		require.NoError(w.t, w.GetWorkflowResult(&out))
	}
	return out, err
}

func TestASiteIsPublished(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	const documents = 25 // more than a window
	for i := range documents {
		k := l10n.TranslationKey{Document: l10n.DocumentID(fmt.Sprintf("page-%d", i)), Locale: "es"}
		w.decide(time.Duration(i+1)*time.Hour, workflows.ReviewWorkflowID(k), approve(fmt.Sprint("d", i), "review", "maria"))
	}
	out, err := w.site(documents, "es")
	require.NoError(t, err)
	require.Equal(t, documents, out.Published)
	require.Zero(t, out.Ended)
	require.Equal(t, l10n.RunCompleted, w.runEnd.Status)
	require.NotZero(t, w.mended)
}

func TestAPageThatCannotBeFetched(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.unfetched = "http://site.test/0"
	w.decide(time.Hour, workflows.ReviewWorkflowID(l10n.TranslationKey{Document: "page-1", Locale: "es"}), approve("d1", "review", "maria"))
	_, err := w.site(2, "es")
	require.ErrorContains(t, err, "404 Not Found")
	require.Equal(t, l10n.RunFailed, w.runEnd.Status)
	require.Equal(t, 1, w.runEnd.Published, "the other page is published all the same")
	require.Equal(t, 1, w.runEnd.Ended)
}
