package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// theirs is somebody else's worker as the records see it: pages that are taken, what the worker is sent, and what is
// delivered.
type theirs struct {
	pages     int
	tooLarge  int
	taken     []int
	deadlines map[time.Time]bool
	sent      []string
	flying    int
	most      int // pages that it had at the same time
	delivered []activities.AnswerInput
	answer    func(page string, attempt int) (json.RawMessage, error)
	refuse    func(in activities.AnswerInput) string
}

// reviewers has a worker of somebody else's with so many pages to look at.
func (w *world) reviewers(pages int) *theirs {
	r := &theirs{pages: pages, deadlines: map[time.Time]bool{}}
	attempts := map[string]int{}
	w.OnActivity("ReviewTexts", mock.Anything, mock.Anything).Return(func(ctx context.Context, task json.RawMessage) (json.RawMessage, error) {
		page := string(task)
		attempts[page]++
		r.sent = append(r.sent, page)
		if r.answer != nil {
			return r.answer(page, attempts[page])
		}
		return task, nil
	})
	w.OnActivity(a.TakeTask, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.TakeTaskInput) (review.Taken, error) {
		r.taken, r.deadlines[in.Deadline] = append(r.taken, in.From), true
		r.flying++
		r.most = max(r.most, r.flying)
		page := review.Taken{Task: l10n.Ref(fmt.Sprint("task-", in.From)), Sent: json.RawMessage(fmt.Sprint(in.From)), Segments: 10, TooLarge: r.tooLarge}
		if next := in.From + 10; next < 10*r.pages {
			page.Next = next
		}
		return page, nil
	})
	w.OnActivity(a.DeliverAnswer, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.AnswerInput) (review.Delivered, error) {
		r.delivered = append(r.delivered, in)
		if r.refuse != nil {
			if why := r.refuse(in); why != "" {
				return review.Delivered{Refused: why}, nil
			}
		}
		r.flying--
		return review.Delivered{Assessed: review.Assessed{Passed: 10}}, nil
	})
	return r
}

func withWorker(deadline time.Duration) workflows.ReviewInput {
	return workflows.ReviewInput{Rules: []l10n.ReviewStep{
		{Name: "terms", Kind: l10n.StepActivity, Queue: "my-reviewers", Activity: "ReviewTexts", Deadline: deadline}, {Name: "review"},
	}}
}

// asksPeople has a person approve long after the deadline.
func (w *world) asksPeople() { w.decide(200*time.Hour, reviewID, approve("d1", "review", "maria")) }

func TestSomebodyElsesWorkerIsAskedPageByPage(t *testing.T) {
	w := newWorld(t)
	m, r := w.machine(), w.reviewers(12)
	w.asksPeople()
	out, err := w.review(withWorker(2 * time.Hour))
	require.NoError(t, err)
	require.Len(t, r.taken, 12)
	require.Len(t, r.delivered, 12)
	require.LessOrEqual(t, r.most, 3, "so many pages at the same time")
	require.Greater(t, r.most, 1)
	require.Equal(t, map[time.Time]bool{w.began.Add(2 * time.Hour).UTC(): true}, r.deadlines, "one deadline for all")
	for _, d := range r.delivered {
		require.Equal(t, "task-"+string(d.Answer), string(d.Task), "each answer comes to its page")
	}
	require.Equal(t, "", m.ended[0].Why)
	require.Len(t, out.Approvals, 2)
}

// TestBadDaysOfAWorker holds that whatever a worker does, the step ends, and says why.
func TestBadDaysOfAWorker(t *testing.T) {
	timeout := temporal.NewTimeoutError(enums.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE, nil)
	for name, c := range map[string]struct {
		answer    func(page string, attempt int) (json.RawMessage, error)
		refuse    func(in activities.AnswerInput) string
		delivered int
		why       string
	}{
		"down for a while": {func(_ string, attempt int) (json.RawMessage, error) {
			if attempt < 4 {
				return nil, errors.New("down")
			}
			return json.RawMessage("1"), nil
		}, nil, 5, ""},
		"down for good": {func(string, int) (json.RawMessage, error) { return nil, errors.New("down") }, nil, 0, "down"},
		"says no": {func(string, int) (json.RawMessage, error) {
			return nil, temporal.NewNonRetryableApplicationError("version 1 alone", "Contract", nil)
		}, nil, 0, "version 1 alone"},
		"says very much": {func(string, int) (json.RawMessage, error) {
			return nil, temporal.NewNonRetryableApplicationError(strings.Repeat("é", 100_000), "Contract", nil)
		}, nil, 0, "éé…"},
		"never there": {func(string, int) (json.RawMessage, error) { return nil, timeout }, nil, 0, "does a worker listen on the task queue my-reviewers?"},
		"garbage once": {nil, func(in activities.AnswerInput) string {
			if in.Malformed == 0 {
				return "the answer cannot be used: half of it"
			}
			return ""
		}, 10, ""},
		"garbage always": {nil, func(activities.AnswerInput) string { return "the answer cannot be used: half of it" }, 10, "the answer cannot be used: half of it"},
		"nothing": {func(string, int) (json.RawMessage, error) { return nil, nil },
			func(in activities.AnswerInput) string { return "it is " + string(in.Answer) }, 10, "it is null"},
		"without an end": {func(string, int) (json.RawMessage, error) {
			return json.RawMessage(`"` + strings.Repeat("x", review.MaxAnswer) + `"`), nil
		}, func(in activities.AnswerInput) string { return "it is " + string(in.Answer) }, 10, "it is null"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			m, r := w.machine(), w.reviewers(5)
			r.answer, r.refuse = c.answer, c.refuse
			w.asksPeople()
			_, err := w.review(withWorker(2 * time.Hour))
			require.NoError(t, err)
			require.Len(t, m.ended, 1, "the step ends once")
			require.Len(t, r.delivered, c.delivered)
			if c.why == "" {
				require.Empty(t, m.ended[0].Why)
			}
			require.Contains(t, m.ended[0].Why, c.why)
			require.Less(t, len(m.ended[0].Why), 600)
			require.Len(t, w.recorded, 1, "and then people are asked")
		})
	}
}

func TestSegmentsTooLargeToBeSentAreTold(t *testing.T) {
	w := newWorld(t)
	m, r := w.machine(), w.reviewers(1)
	r.tooLarge = 2
	w.asksPeople()
	_, err := w.review(withWorker(time.Hour))
	require.NoError(t, err)
	require.Equal(t, "2 segments too large to be sent", m.ended[0].Why)
}

// TestARecordThatFailsEndsTheReview holds that what the house itself can't do is no verdict of a worker's.
func TestARecordThatFailsEndsTheReview(t *testing.T) {
	w := newWorld(t)
	m := w.machine()
	w.OnActivity(a.TakeTask, mock.Anything, mock.Anything).Return(review.Taken{Task: "task", Sent: json.RawMessage("1"), Segments: 1}, nil)
	w.OnActivity(a.DeliverAnswer, mock.Anything, mock.Anything).Return(review.Delivered{},
		temporal.NewNonRetryableApplicationError("no such task", activities.TypeRefused, nil))
	_, err := w.review(withWorker(time.Hour))
	require.ErrorContains(t, err, "no such task")
	require.Empty(t, m.ended)
}

func TestAWorkersStepIsCancelled(t *testing.T) {
	w := newWorld(t)
	m, r := w.machine(), w.reviewers(5)
	r.answer = func(string, int) (json.RawMessage, error) {
		w.CancelWorkflow()
		return nil, errors.New("down")
	}
	_, err := w.review(withWorker(time.Hour))
	require.True(t, temporal.IsCanceledError(err), "%v", err)
	require.Empty(t, m.ended)
}

// TestAWorkersStepGoesOnAsNew holds that a long step keeps its history short, its place and its deadline.
func TestAWorkersStepGoesOnAsNew(t *testing.T) {
	var in workflows.ReviewInput
	asked := 0
	for generation := 1; ; generation++ {
		w := newWorld(t)
		m, r := w.machine(), w.reviewers(20)
		if generation == 1 {
			in = withWorker(50 * time.Hour)
		}
		if generation < 4 {
			r.refuse = func(activities.AnswerInput) string {
				w.SetContinueAsNewSuggested(true)
				return ""
			}
		}
		w.asksPeople()
		_, err := w.review(in)
		asked += len(r.delivered)
		if generation > 1 {
			require.Contains(t, r.deadlines, in.Asking.Until.UTC())
		}
		if generation == 4 {
			require.NoError(t, err)
			require.Len(t, m.ended, 1)
			break
		}
		var goesOn *workflow.ContinueAsNewError
		require.ErrorAs(t, err, &goesOn)
		require.Equal(t, len(r.taken), len(r.delivered), "no page is left behind")
		in = workflows.ReviewInput{}
		require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(goesOn.Input, &in))
		require.Equal(t, 10*asked, in.Asking.From)
	}
	require.Equal(t, 20, asked)
}
