package workflows_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/watch"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// looking runs a look that finds something.
func (w *world) looking(found watch.Looked, err error) ([]watch.Note, error) {
	var noted []watch.Note
	w.OnActivity(a.LookAtSource, mock.Anything, mock.Anything).Return(func(_ context.Context, in watch.LookInput) (watch.Looked, error) {
		if found.Plan != "" {
			found.Look.Run = in.Run
		}
		return found, err
	})
	w.OnActivity(a.NoteLook, mock.Anything, mock.Anything).Return(func(_ context.Context, in watch.Note) error {
		noted = append(noted, in)
		return nil
	})
	w.SetStartWorkflowOptions(startOptions(workflows.WatchID("news")))
	w.ExecuteWorkflow(workflows.WatchSite, workflows.WatchInput{Site: "news", Desk: "http://desk.test"})
	require.True(w.t, w.IsWorkflowCompleted())
	return noted, w.GetWorkflowError()
}

func TestALookStartsARun(t *testing.T) {
	w := newWorld(t)
	var started []workflows.SiteInput
	w.OnWorkflow(workflows.PublishSite, mock.Anything, mock.Anything).Return(func(_ workflow.Context, in workflows.SiteInput) (workflows.SiteResult, error) {
		started = append(started, in)
		return workflows.SiteResult{}, nil
	})
	answered := []l10n.Finding{{Document: "one", Answer: l10n.Accepted, By: "maria"}}
	noted, err := w.looking(watch.Looked{
		Look: l10n.Look{Site: "news", Changed: 1, Started: 1}, Plan: "plan", WatchPlan: "watch", Answered: answered,
	}, nil)
	require.NoError(t, err)
	require.Len(t, noted, 1)
	require.Contains(t, string(noted[0].Look.Run), "news-")
	require.Equal(t, answered, noted[0].Answered)
	require.Equal(t, []workflows.SiteInput{{Run: noted[0].Look.Run, Plan: "plan"}}, started)
}

func TestALookUnpublishes(t *testing.T) {
	w := newWorld(t)
	w.pipeline(0, activities.RunBrief{})
	w.OnRequestCancelExternalWorkflow(mock.Anything, mock.Anything, mock.Anything).Return(nil)
	noted, err := w.looking(watch.Looked{
		Look: l10n.Look{Site: "news", Removed: 2}, WatchPlan: "watch",
		Unpublish: []watch.Vanished{{Document: "one", By: "watch"}, {Document: "two", By: "maria"}},
	}, nil)
	require.NoError(t, err)
	require.Equal(t, []l10n.DocumentID{"one", "two"}, noted[0].Unpublished)
	require.Equal(t, 2, noted[0].Look.Unpublished)
	require.Len(t, w.withdrawn, 2)
	require.Equal(t, l10n.UserID("maria"), w.withdrawn[1].By)
}

func TestALookThatFailsSaysSo(t *testing.T) {
	w := newWorld(t)
	noted, err := w.looking(watch.Looked{}, temporal.NewNonRetryableApplicationError("sitemap: 404 Not Found", activities.TypeSource, nil))
	require.ErrorContains(t, err, "404")
	require.Len(t, noted, 1)
	require.Equal(t, []string{"sitemap: 404 Not Found"}, noted[0].Look.Troubles)
}

// TestAMendedTypoEndsAReview has an editor declare that nothing of the meaning has changed.
func TestAMendedTypoEndsAReview(t *testing.T) {
	w := newWorld(t)
	carried := []l10n.Decision{{ID: "old", Kind: l10n.Approve, Step: "review", By: "ivan"}}
	w.OnActivity(a.DeclareSameMeaning, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.DecisionInput) (review.Decided, error) {
		if in.Decision.ID == "d1" {
			return review.Decided{SourceHash: "s"}, nil // something else is left to look at
		}
		return review.Decided{SourceHash: "s", TargetHash: "t", Targets: "snapshot", Carried: carried}, nil
	})
	first := w.decide(time.Hour, reviewID, l10n.Decision{ID: "d1", Kind: l10n.Declare, Step: "review", By: "maria", Segments: []l10n.SegmentID{"u.1"}})
	w.decide(2*time.Hour, reviewID, l10n.Decision{ID: "d2", Kind: l10n.Declare, Step: "review", By: "maria"})
	out, err := w.review(workflows.ReviewInput{Steps: []l10n.StepName{"review"}})
	require.NoError(t, err)
	require.True(t, first.done)
	require.Equal(t, l10n.Ref("snapshot"), out.Targets)
	require.Equal(t, carried, out.Approvals)
}

// looks runs a workflow of several looks and returns when each was, by the minute. A look fails where the source is away.
func (w *world) looks(in workflows.WatchInput, away func(n int) bool) (minutes []int, noted int, err error) {
	w.OnActivity(a.LookAtSource, mock.Anything, mock.Anything).Return(func(_ context.Context, _ watch.LookInput) (watch.Looked, error) {
		minutes = append(minutes, int(w.Now().Sub(w.began).Minutes()))
		if away != nil && away(len(minutes)) {
			return watch.Looked{}, temporal.NewNonRetryableApplicationError("404", activities.TypeSource, nil)
		}
		return watch.Looked{Look: l10n.Look{Site: "news"}}, nil
	})
	w.OnActivity(a.NoteLook, mock.Anything, mock.Anything).Return(func(context.Context, watch.Note) error {
		noted++
		return nil
	})
	w.ExecuteWorkflow(workflows.WatchSite, in)
	require.True(w.t, w.IsWorkflowCompleted())
	return minutes, noted, w.GetWorkflowError()
}

// TestLooksThatFollowSoon holds that a source which is looked at every few minutes has one workflow an hour.
func TestLooksThatFollowSoon(t *testing.T) {
	for every, want := range map[time.Duration]struct {
		looks int
		takes time.Duration
	}{
		time.Minute: {60, time.Hour}, 7 * time.Minute: {8, 56 * time.Minute}, 14 * time.Minute: {4, 56 * time.Minute},
		15 * time.Minute: {0, 15 * time.Minute}, time.Hour: {0, time.Hour}, 36 * time.Hour: {0, 36 * time.Hour},
	} {
		in, takes := workflows.NewWatchInput("news", "http://desk.test", every)
		require.Equal(t, want.looks, in.Looks, "%s", every)
		require.Equal(t, want.takes, takes, "%s", every)
		w := newWorld(t)
		minutes, noted, err := w.looks(in, nil)
		require.NoError(t, err)
		require.Len(t, minutes, max(1, want.looks))
		require.Equal(t, len(minutes), noted, "each look is in the records")
		require.InDelta(t, (takes - every).Minutes(), float64(minutes[len(minutes)-1]), 1)
	}
}

func TestLooksListen(t *testing.T) {
	in, _ := workflows.NewWatchInput("news", "", 10*time.Minute)
	w := newWorld(t)
	w.RegisterDelayedCallback(func() { w.SignalWorkflow(workflows.SignalLookNow, nil) }, 3*time.Minute)
	w.RegisterDelayedCallback(func() { w.SignalWorkflow(workflows.SignalStopLooking, nil) }, 25*time.Minute)
	minutes, _, err := w.looks(in, nil)
	require.NoError(t, err)
	require.Equal(t, []int{0, 3, 10, 20}, minutes, "who asks gets a look, the others stay as they are, and none comes after the stop")

	w = newWorld(t)
	w.RegisterDelayedCallback(w.CancelWorkflow, 25*time.Minute)
	minutes, _, err = w.looks(in, nil)
	require.NoError(t, err, "nothing is lost between two looks")
	require.Len(t, minutes, 3)
}

// TestASourceThatIsAwayForAMoment holds that the looks go on, and that they fail when none found the source.
func TestASourceThatIsAwayForAMoment(t *testing.T) {
	in, _ := workflows.NewWatchInput("news", "", 10*time.Minute)
	w := newWorld(t)
	minutes, noted, err := w.looks(in, func(n int) bool { return n != 2 })
	require.NoError(t, err)
	require.Len(t, minutes, 6)
	require.Equal(t, 6, noted)
	w = newWorld(t)
	_, noted, err = w.looks(in, func(int) bool { return true })
	require.ErrorContains(t, err, "404")
	require.Equal(t, 6, noted)
}
