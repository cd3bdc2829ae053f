package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// planAnswer is what whoever asked for a run hears of its plan.
type planAnswer struct {
	planned any
	err     error
	done    bool
}

// ask asks for the plan when the run starts, as the client does.
func (w *world) ask() *planAnswer {
	var answer planAnswer
	w.RegisterDelayedCallback(func() {
		w.UpdateWorkflow(workflows.UpdatePlan, "r1", &testsuite.TestUpdateCallback{
			OnReject:   func(err error) { answer.err, answer.done = err, true },
			OnAccept:   func() {},
			OnComplete: func(v any, err error) { answer.planned, answer.err, answer.done = v, err, true },
		})
	}, 0)
	return &answer
}

func request() workflows.SiteInput {
	return workflows.SiteInput{Run: "r1", Request: &l10n.Request{Run: "r1", Site: "news", By: "maria"}, Busy: []l10n.DocumentID{"page-0"}}
}

func (w *world) requested() error {
	w.SetStartWorkflowOptions(startOptions(workflows.RunWorkflowID("r1")))
	w.ExecuteWorkflow(workflows.PublishSite, request())
	require.True(w.t, w.IsWorkflowCompleted())
	return w.GetWorkflowError()
}

func TestARequestedRunHasItsPlanMadeFirst(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.OnActivity(a.PlanRun, mock.Anything, activities.PlanRunInput{Request: *request().Request, Busy: request().Busy}).
		Return(work.PlannedRun{Plan: "made", Site: "news", Locales: []l10n.Locale{"es"}}, nil)
	var opened l10n.Ref
	w.OnActivity(a.OpenRun, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.OpenRunInput) (activities.RunBrief, error) {
		opened = in.Plan
		return activities.RunBrief{Locales: []l10n.Locale{"es"}, Documents: 1, List: "list", Site: "news"}, nil
	})
	w.pipeline(1, activities.RunBrief{})
	w.decide(time.Hour, workflows.ReviewWorkflowID(l10n.TranslationKey{Document: "page-0", Locale: "es"}), approve("d1", "review", "maria"))
	answer := w.ask()
	require.NoError(t, w.requested())
	require.True(t, answer.done)
	require.NoError(t, answer.err)
	require.Equal(t, work.PlannedRun{Plan: "made", Site: "news", Locales: []l10n.Locale{"es"}}, answer.planned)
	require.Equal(t, l10n.Ref("made"), opened)
	require.Equal(t, l10n.Ref("made"), w.published[0].Plan)
	require.Equal(t, l10n.RunCompleted, w.runEnd.Status)
}

func TestARefusedRequestIsHeardAndLeavesNoRun(t *testing.T) {
	for _, asked := range []bool{true, false} {
		w := newWorld(t)
		w.pipeline(1, activities.RunBrief{})
		refused := temporal.NewNonRetryableApplicationError("another run is at work on it", activities.TypeRefused, nil)
		w.OnActivity(a.PlanRun, mock.Anything, mock.Anything).Return(work.PlannedRun{}, refused)
		answer := &planAnswer{}
		if asked {
			answer = w.ask()
		}
		require.ErrorContains(t, w.requested(), "another run is at work on it")
		if asked {
			require.ErrorContains(t, answer.err, "another run is at work on it")
			require.Zero(t, w.runEnd, "whoever asked has heard it, and nothing was started")
		} else {
			require.Equal(t, l10n.RunFailed, w.runEnd.Status, "nobody has heard it, so the records have to say it")
		}
	}
}
