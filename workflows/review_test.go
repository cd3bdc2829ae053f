package workflows_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

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

// TestADecisionComesWhileItsStepIsOpened has the desk show a step, and a person approve it, before the workflow is
// told that it is shown, as when a worker dies after it has written the record.
func TestADecisionComesWhileItsStepIsOpened(t *testing.T) {
	w := newWorld(t)
	recorded := make(chan struct{})
	w.recording = func() { close(recorded) }
	w.opening = func() {
		w.decide(0, reviewID, approve("d1", "review", "maria"))
		select {
		case <-recorded:
			t.Error("the decision is in the records before its step is open")
		case <-time.After(50 * time.Millisecond): // long enough for a decision that does not wait
		}
	}
	out, err := w.review(workflows.ReviewInput{})
	require.NoError(t, err)
	require.Len(t, out.Approvals, 1)
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

// TestTheIDOfADecisionIsItsOwn holds that another decision which has the ID of one that was taken is refused, and that a
// repeat has the first one's answer.
func TestTheIDOfADecisionIsItsOwn(t *testing.T) {
	w := newWorld(t)
	steps := []l10n.StepName{"review", "check", "sign-off"}
	first := w.decide(time.Hour, reviewID, approve("d1", "review", "maria"))
	repeat := w.decide(2*time.Hour, reviewID, approve("d1", "review", "maria"))
	var others []*answer
	for i, other := range []l10n.Decision{
		approve("d1", "check", "ivan"), approve("d1", "review", "ivan"),
		{ID: "d1", Kind: l10n.RequestChanges, Step: "check", By: "ivan", Comment: "no"}, {ID: "d1", Kind: l10n.Reassign, Step: "review", By: "maria", To: "ivan"},
	} {
		others = append(others, w.decide(time.Duration(3+i)*time.Hour, reviewID, other))
	}
	w.decide(10*time.Hour, reviewID, approve("d2", "check", "ivan"))
	w.decide(11*time.Hour, reviewID, approve("d3", "sign-off", "luis"))
	out, err := w.review(workflows.ReviewInput{Steps: steps})
	require.NoError(t, err)
	require.NoError(t, errors.Join(first.rejected, first.completed, repeat.rejected, repeat.completed))
	for i, other := range others {
		var app *temporal.ApplicationError
		require.ErrorAs(t, other.rejected, &app, i)
		require.Equal(t, activities.TypeConflict, app.Type(), i)
	}
	require.Len(t, out.Approvals, 3)
	require.Len(t, w.recorded, 3)
}
