package workflows_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// machine answers for steps of machines: of five segments two at a time, and what came of the steps.
type machine struct {
	asked  []int
	ended  []activities.EndStepInput
	err    error // of asking
	asking func()
}

func (w *world) machine() *machine {
	m := &machine{}
	w.OnActivity(a.AssessStep, mock.Anything, mock.Anything).Return(func(ctx context.Context, in activities.AssessInput) (review.Assessed, error) {
		m.asked = append(m.asked, in.From)
		if m.asking != nil {
			m.asking()
		}
		if m.err != nil {
			return review.Assessed{}, m.err
		}
		out := review.Assessed{Passed: 2}
		if next := in.From + 2; next < 5 {
			out.Next = next
		}
		return out, nil
	})
	w.OnActivity(a.EndStep, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.EndStepInput) (review.Decided, error) {
		m.ended = append(m.ended, in)
		if in.Why == "not to be had" {
			return review.Decided{}, temporal.NewNonRetryableApplicationError("by its rule the translation fails", activities.TypeRefused, nil)
		}
		return review.Decided{SourceHash: "source", TargetHash: "target",
			Recorded: &l10n.Decision{ID: fmt.Sprintf("c-%s-%d", in.Step, len(m.ended)), Kind: l10n.Conclude, Step: in.Step}}, nil
	})
	return m
}

var withMachine = workflows.ReviewInput{Rules: []l10n.ReviewStep{
	{Name: "ghost", Kind: l10n.StepChecks, Shadow: true}, {Name: "checks", Kind: l10n.StepChecks}, {Name: "review", Kind: l10n.StepPerson},
}}

func TestMachinesGoBeforePeople(t *testing.T) {
	w := newWorld(t)
	m := w.machine()
	early := w.decide(time.Hour, reviewID, approve("d0", "checks", "maria"))
	w.decide(2*time.Hour, reviewID, approve("d1", "review", "maria"))
	out, err := w.review(withMachine)
	require.NoError(t, err)
	require.ErrorContains(t, early.rejected, `step "checks" is not waiting`)
	require.Equal(t, []int{0, 2, 4, 0, 2, 4}, m.asked)
	require.Len(t, w.opened, 3, "the desk says of a shadow too that a program looks")
	require.Equal(t, []l10n.StepName{"ghost", "checks"}, []l10n.StepName{m.ended[0].Step, m.ended[1].Step})
	var steps []l10n.StepName
	for _, d := range out.Approvals {
		steps = append(steps, d.Step)
	}
	require.Equal(t, []l10n.StepName{"checks", "review"}, steps)
	require.Equal(t, l10n.Ref("snapshot-es"), out.Targets)
}

func TestAMachineThatFailsLeavesItsTextsToPeople(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"for good":        {temporal.NewNonRetryableApplicationError("its key is refused", "ProviderKey", nil), "its key is refused"},
		"again and again": {errors.New("down"), "down"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			m := w.machine()
			m.err = c.err
			w.decide(40*time.Hour, reviewID, approve("d1", "review", "maria"))
			in := withMachine
			in.Rules = []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks, Deadline: 2 * time.Hour}, {Name: "review"}}
			_, err := w.review(in)
			require.NoError(t, err)
			require.Len(t, m.ended, 1)
			require.Contains(t, m.ended[0].Why, c.want)
		})
	}
}

func TestATranslationFailsByTheRuleOfItsStep(t *testing.T) {
	w := newWorld(t)
	m := w.machine()
	m.err = temporal.NewNonRetryableApplicationError("not to be had", "ProviderKey", nil)
	_, err := w.review(withMachine)
	require.ErrorContains(t, err, "by its rule the translation fails")
}

// TestAStepThatAsksAboutNothing ends without a decision of people.
func TestAStepThatAsksAboutNothing(t *testing.T) {
	w := newWorld(t)
	w.machine()
	w.concludes = map[l10n.StepName]bool{"review": true}
	out, err := w.review(withMachine)
	require.NoError(t, err)
	require.Equal(t, l10n.Ref("snapshot-es"), out.Targets)
	require.Len(t, out.Approvals, 2)
	require.Empty(t, w.recorded)
}

func TestAMachineIsCancelled(t *testing.T) {
	w := newWorld(t)
	m := w.machine()
	m.err, m.asking = errors.New("down"), w.CancelWorkflow
	_, err := w.review(withMachine)
	require.True(t, temporal.IsCanceledError(err), "%v", err)
	require.Empty(t, m.ended)
}
