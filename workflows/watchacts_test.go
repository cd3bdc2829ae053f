package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// TestActsOnWatches holds that the records learn who did what, at the time of the workflow.
func TestActsOnWatches(t *testing.T) {
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	t.Run("an answer", func(t *testing.T) {
		w := newWorld(t)
		w.SetStartTime(at)
		d := l10n.FindingDecision{ID: "a1", Site: "news", Document: "one", Seen: "h1", Answer: l10n.Dismissed, By: "maria", At: at.Add(-time.Hour)}
		w.OnActivity(a.AnswerFinding, mock.Anything, mock.Anything).Return(func(_ context.Context, got l10n.FindingDecision) (l10n.Finding, error) {
			d.At = at
			require.Equal(t, d, got)
			return l10n.Finding{Document: got.Document, By: got.By}, nil
		}).Once()
		w.ExecuteWorkflow(workflows.AnswerFinding, d)
		require.NoError(t, w.GetWorkflowError())
		var f l10n.Finding
		require.NoError(t, w.GetWorkflowResult(&f))
		require.Equal(t, l10n.Finding{Document: "one", By: "maria"}, f)
		w.AssertActivityNumberOfCalls(t, "AnswerFinding", 1)
	})
	t.Run("a watch", func(t *testing.T) {
		w := newWorld(t)
		w.SetStartTime(at)
		request := l10n.WatchRequest{Site: "news", Every: time.Hour, By: "maria"}
		watch := l10n.Watch{Site: "news", Plan: "plan", Every: time.Hour, By: "maria"}
		w.OnActivity(a.PlanWatch, mock.Anything, request).Return(watch, nil).Once()
		watch.At = at
		w.OnActivity(a.SetWatch, mock.Anything, mock.Anything).Return(func(_ context.Context, got activities.SetWatchInput) error {
			require.Equal(t, activities.SetWatchInput{Watch: watch, Request: request}, got)
			return nil
		}).Once()
		w.ExecuteWorkflow(workflows.SetWatch, request)
		require.NoError(t, w.GetWorkflowError())
		var set l10n.Watch
		require.NoError(t, w.GetWorkflowResult(&set))
		require.Equal(t, watch, set)
		w.AssertActivityNumberOfCalls(t, "SetWatch", 1)
	})
	t.Run("the end of a watch", func(t *testing.T) {
		w := newWorld(t)
		in := activities.EndWatchInput{Site: "news", By: "maria"}
		w.OnActivity(a.EndWatch, mock.Anything, in).Return(nil).Once()
		w.ExecuteWorkflow(workflows.EndWatch, in)
		require.NoError(t, w.GetWorkflowError())
		w.AssertActivityNumberOfCalls(t, "EndWatch", 1)
	})
}
