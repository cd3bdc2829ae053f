package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
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
	gathered  int
	withdrawn []l10n.Withdrawal
	rolled    []activities.RollbackInput
	purges    int
	changed   []string // what publishing says has changed
	runEnd    work.Standing
	refusal   error // of the next decision, by the records
	unfetched string
	refused   l10n.Locale // that is not published, nor others in the same publication
	tells     bool        // the document's run reads its result
	began     time.Time
	concludes map[l10n.StepName]bool // steps that ask people about nothing
	duty      *dutyRoster            // nil says nothing of people and hours
	opening   func()                 // while a step is put on the desk
	recording func()                 // when a decision reaches the records
}

func newWorld(t *testing.T) *world {
	var s testsuite.WorkflowTestSuite
	w := &world{TestWorkflowEnvironment: s.NewTestWorkflowEnvironment(), t: t}
	w.SetTestTimeout(time.Minute)
	w.began = w.Now()
	workflows.Register(w)
	(&activities.Activities{}).Register(w)
	w.RegisterActivityWithOptions(othersEngine, activity.RegisterOptions{Name: "TranslateTexts"})
	w.RegisterActivityWithOptions(func(_ context.Context, task json.RawMessage) (json.RawMessage, error) { return task, nil },
		activity.RegisterOptions{Name: "ReviewTexts"})
	w.OnActivity(a.OpenStep, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.StepInput) (review.Opened, error) {
		if w.opening != nil {
			w.opening()
		}
		w.opened = append(w.opened, in)
		if w.concludes[in.Step] {
			return review.Opened{Concluded: &review.Decided{SourceHash: "source", TargetHash: "target", Targets: l10n.Ref("snapshot-" + string(in.Key.Locale)),
				Recorded: &l10n.Decision{ID: "c-" + string(in.Step), Kind: l10n.Conclude, Step: in.Step}}}, nil
		}
		return review.Opened{Moments: w.duty.next("open", 0)}, nil
	})
	w.OnActivity(a.RecordDecision, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.DecisionInput) (review.Decided, error) {
		if err := w.refusal; err != nil {
			w.refusal = nil
			return review.Decided{}, err
		}
		if w.recording != nil {
			w.recording()
		}
		w.recorded = append(w.recorded, in)
		out := review.Decided{SourceHash: "source", TargetHash: "target"}
		if in.Decision.Kind == l10n.Approve && in.Last {
			out.Targets = l10n.Ref("snapshot-" + string(in.Key.Locale))
		}
		return out, nil
	})
	w.OnActivity(a.Remind, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.RemindInput) (*review.Moments, error) {
		w.reminded++
		return w.duty.next("remind", in.Number), nil
	})
	w.OnActivity(a.EscalateStep, mock.Anything, mock.Anything).Return(func(context.Context, activities.EscalateInput) (*review.Moments, error) {
		return w.duty.next("escalate", 0), nil
	})
	w.OnActivity(a.TellPeople, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.TellInput) error {
		return w.duty.tell(in.News)
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
	w.OnActivity(a.ExtractDocument, mock.Anything, mock.Anything).Return(activities.Extracted{Extracted: work.Extracted{Extraction: "extraction", Skeleton: "skeleton", Units: 3, Segments: 7}}, nil)
	w.OnActivity(a.TranslateBatch, mock.Anything, mock.Anything).Return(func(context.Context, activities.BatchInput) (translate.Outcome, error) {
		return translate.Outcome{Asked: 7, Answered: 7, Characters: 100}, nil
	})
	w.OnActivity(a.CheckTranslation, mock.Anything, mock.Anything).Return(work.Checked{Progress: l10n.Progress{Segments: 7, Machine: 7}}, nil)
	w.OnActivity(a.PublishDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.PublishInput) (activities.PublishedOutput, error) {
		w.published = append(w.published, in)
		if slices.ContainsFunc(in.Locales, func(l activities.ReadyLocale) bool { return l.Locale == w.refused }) {
			return activities.PublishedOutput{}, temporal.NewNonRetryableApplicationError(string(w.refused)+" is refused", activities.TypeRefused, nil)
		}
		out := activities.PublishedOutput{Publication: "p1", Changed: w.changed, URLs: map[l10n.Locale]string{}}
		for _, l := range in.Locales {
			out.URLs[l.Locale] = "http://public.test/" + string(l.Locale)
			if l.InPart {
				out.InPart = map[l10n.Locale]activities.InPart{l.Locale: {Untranslated: 3, Segments: 7}}
			}
		}
		return out, nil
	})
	w.OnActivity(a.GatherAssets, mock.Anything, mock.Anything).Return(func(context.Context, activities.AssetsInput) (activities.Gathered, error) {
		w.gathered++
		return activities.Gathered{Assets: "assets", Copied: 2, Linked: 1, Reasons: []string{"http://site.test/a.png: too large"}}, nil
	})
	w.OnActivity(a.VerifyPublication, mock.Anything, mock.Anything).Return(nil)
	w.OnActivity(a.UnpublishDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.UnpublishInput) (activities.UnpublishedOutput, error) {
		w.withdrawn = append(w.withdrawn, in.Withdrawal)
		return activities.UnpublishedOutput{Publication: "p2", URLs: map[l10n.Locale]string{"es": "http://public.test/es"}}, nil
	})
	w.OnActivity(a.PurgeCaches, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.PurgeInput) ([]activities.Purged, error) {
		w.purges++
		return nil, errors.New("the cache answers 503")
	})
	w.OnActivity(a.RollbackDocument, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.RollbackInput) (activities.RolledBackOutput, error) {
		w.rolled = append(w.rolled, in)
		return activities.RolledBackOutput{Publication: "p2", Changed: w.changed}, nil
	})
	w.OnActivity(a.MendLinks, mock.Anything, mock.Anything).Return(func(context.Context, activities.MendInput) (int, error) {
		w.mended++
		return 0, nil
	})
	w.OnActivity(a.NoteRun, mock.Anything, mock.Anything).Return(func(_ context.Context, in work.Standing) error {
		w.runEnd = in
		return nil
	})
}

var leveraged = work.Drafted{Draft: "draft", Segments: 7, Questions: 7, Engines: []translate.Engine{{Name: "first", Batch: 100}}}

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
			l10n.Approve: workflows.UpdateApprove, l10n.RequestChanges: workflows.UpdateRequestChanges, l10n.Reassign: workflows.UpdateReassign, l10n.Declare: workflows.UpdateSameMeaning,
		}[d.Kind], workflows.DecisionUpdateID(d), &testsuite.TestUpdateCallback{
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

func startOptions(id string) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{ID: id, TaskQueue: "test"}
}
