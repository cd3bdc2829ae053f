package workflows_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// engines is a world in which two engines answer, or don't.
type engines struct {
	*world
	state   map[l10n.ProviderName]error // of each engine, while it can't go on
	left    map[l10n.ProviderName]int   // questions of each batch that an engine leaves open
	why     []l10n.Unanswered           // of each batch that is left open
	asked   []activities.BatchInput
	parked  []activities.ParkInput
	checked activities.CheckInput
	// refuseResumes has the activity refuse what is not just a wake.
	refuseResumes bool
	brief         activities.RunBrief
}

func newEngines(t *testing.T, questions int, es ...translate.Engine) *engines {
	e := &engines{world: newWorld(t), state: map[l10n.ProviderName]error{}, left: map[l10n.ProviderName]int{}}
	e.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(work.Drafted{
		Draft: "draft", Segments: questions, Questions: questions, Engines: es,
	}, nil)
	e.OnActivity(a.TranslateBatch, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.BatchInput) (translate.Outcome, error) {
		e.asked = append(e.asked, in)
		if err := e.state[in.Engine]; err != nil {
			return translate.Outcome{}, err
		}
		n := in.To - in.From
		out := translate.Outcome{Asked: n, Answered: n - e.left[in.Engine], Characters: 10 * n}
		if out.Left() > 0 {
			out.Unanswered = e.why
		}
		return out, nil
	})
	e.OnActivity(a.ParkTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.ParkInput) error {
		e.parked = append(e.parked, in)
		if in.Resume != nil && e.refuseResumes {
			return temporal.NewNonRetryableApplicationError("not signed", activities.TypeRefused, nil)
		}
		return nil
	})
	e.OnActivity(a.CheckTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.CheckInput) (work.Checked, error) {
		e.checked = in
		return work.Checked{Carried: []l10n.Decision{approve("d0", "review", "maria")}, Targets: "signed"}, nil
	})
	e.OnSignalExternalWorkflow(mock.Anything, mock.Anything, mock.Anything, mock.Anything, mock.Anything).Return(nil)
	return e
}

// run runs LocalizeDocument and returns how long it took.
func (e *engines) run(t *testing.T) time.Duration {
	t.Helper()
	begin := e.Now()
	e.ExecuteWorkflow(workflows.LocalizeDocument, workflows.LocaleInput{
		Brief: e.brief, Translation: work.Opening{Run: "r1", Key: l10n.TranslationKey{Document: doc, Locale: "es"}},
	})
	require.True(t, e.IsWorkflowCompleted())
	require.NoError(t, e.GetWorkflowError())
	return e.Now().Sub(begin)
}

func (e *engines) after(d time.Duration, f func()) { e.RegisterDelayedCallback(f, d) }

func quota(wait time.Duration) error {
	return temporal.NewApplicationErrorWithOptions("first: the provider's quota is used up (456)", activities.TypeQuota,
		temporal.ApplicationErrorOptions{NonRetryable: true, Details: []any{activities.Trouble{Wait: wait}}})
}

func TestParkedForTwoDays(t *testing.T) {
	e := newEngines(t, 150, translate.Engine{Name: "first", Batch: 50})
	e.state["first"] = quota(0)
	e.after(48*time.Hour, func() { e.state["first"] = nil })
	took := e.run(t)
	require.Greater(t, took, 48*time.Hour)
	require.Less(t, took, 53*time.Hour, "the longest pause is four hours")
	require.Equal(t, 1500, e.checked.Characters, "nothing is asked twice")
	last := e.parked[len(e.parked)-1]
	require.Zero(t, last.Until, "the record says that it goes on")
	require.Contains(t, e.parked[0].Reason, "456")
	require.NotZero(t, e.parked[0].Until)
}

func TestResumeGoesOnAtOnce(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.state["first"] = temporal.NewNonRetryableApplicationError("first: the provider refuses the key (403)", activities.TypeAuth, nil)
	e.after(10*time.Hour, func() {
		e.state["first"] = nil
		e.SignalWorkflow(workflows.SignalResume, allowed)
	})
	require.Less(t, e.run(t), 10*time.Hour+time.Minute)
	require.Equal(t, []l10n.Resume{allowed}, e.asked[len(e.asked)-1].Resumes)
	last := e.parked[len(e.parked)-1]
	require.Equal(t, &allowed, last.Resume, "the activity sees whose word it is")
	require.Equal(t, l10n.RunID("r1"), last.Run)
}

var allowed = l10n.Resume{By: "maria", Allow: 500, ID: "1", At: time.Unix(1, 0).UTC(), Seal: &l10n.Seal{Algorithm: "ed25519", Key: "k", Value: "v"}}

// TestAForgedResumeIsRefused holds that a translation stays parked, until the time at which it would have gone on anyway,
// when the activity says that a word is nobody's.
func TestAForgedResumeIsRefused(t *testing.T) {
	for name, forged := range map[string]l10n.Resume{
		"allows characters": allowed, "leaves texts": {By: "chief", Skip: true}, "unsigned allowance": {By: "chief", Allow: 1_000_000},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
			e.refuseResumes = true
			e.brief.Patience = l10n.Patience{Attempts: 1, Longest: time.Hour}
			e.state["first"] = quota(time.Hour)
			for i := range 3 {
				e.after(time.Duration(10*(i+1))*time.Minute, func() { e.SignalWorkflow(workflows.SignalResume, forged) })
			}
			took := e.run(t)
			require.InDelta(t, 60, took.Minutes(), 1, "the forged word neither ends nor prolongs the pause")
			require.Len(t, e.asked, 2)
			require.Empty(t, e.asked[1].Resumes)
		})
	}
}

func TestSkipLeavesTheRestToPeople(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.state["first"] = quota(0)
	e.after(time.Hour, func() { e.SignalWorkflow(workflows.SignalResume, l10n.Resume{By: "maria", Skip: true}) })
	require.Less(t, e.run(t), 2*time.Hour)
	require.Zero(t, e.checked.Characters)
}

func TestPatienceEnds(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.brief.Patience = l10n.Patience{Attempts: 3, Longest: 3 * time.Minute}
	e.state["first"] = quota(0)
	took := e.run(t)
	require.Len(t, e.asked, 4)
	require.InDelta(t, (1 + 2 + 3), took.Minutes(), 0.2)

	e = newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.brief.Patience = l10n.Patience{Attempts: -1}
	e.state["first"] = quota(0)
	e.run(t)
	require.Empty(t, e.parked, "a negative patience never parks")
}

func TestTheEnginesOwnWaitCounts(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.state["first"] = quota(5 * time.Hour)
	e.after(time.Hour, func() { e.state["first"] = nil })
	require.GreaterOrEqual(t, e.run(t), 5*time.Hour)
	require.Len(t, e.asked, 2)
}

func TestTheNextEngineTakesOver(t *testing.T) {
	e := newEngines(t, 120, translate.Engine{Name: "first", Batch: 50}, translate.Engine{Name: "second", Batch: 40})
	e.state["first"] = quota(0)
	e.run(t)
	require.Empty(t, e.parked)
	var spans []int
	for _, in := range e.asked {
		if in.Engine == "second" {
			spans = append(spans, in.From, in.To)
		}
	}
	require.Equal(t, []int{0, 40, 40, 80, 80, 120}, spans)
	require.Equal(t, 1, len(e.asked)-3, "an engine that is out of quota is asked once a round")
}

func TestOnlyWhatIsLeftGoesToTheNextEngine(t *testing.T) {
	e := newEngines(t, 100, translate.Engine{Name: "first", Batch: 50}, translate.Engine{Name: "second", Batch: 100})
	e.left["first"], e.left["second"] = 1, 1
	e.run(t)
	require.Empty(t, e.parked, "bad answers are for people, not for waiting")
	require.Len(t, e.asked, 4)
}

func TestAnEngineWithoutThePairIsNoTrouble(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.state["first"] = temporal.NewNonRetryableApplicationError("no pair", activities.TypePair, nil)
	e.run(t)
	require.Empty(t, e.parked)
	require.Len(t, e.asked, 1)
}

func TestCancelledWhileParked(t *testing.T) {
	e := newEngines(t, 7, translate.Engine{Name: "first", Batch: 50})
	e.state["first"] = quota(0)
	e.after(90*time.Second, e.CancelWorkflow)
	e.ExecuteWorkflow(workflows.LocalizeDocument, workflows.LocaleInput{
		Translation: work.Opening{Run: "r1", Key: l10n.TranslationKey{Document: doc, Locale: "es"}},
	})
	require.True(t, temporal.IsCanceledError(e.GetWorkflowError()), "%v", e.GetWorkflowError())
	require.Equal(t, l10n.StageCancelled, e.ended[0].Stage)
}

func othersEngine(_ context.Context, in translate.RemoteRequest) (translate.RemoteAnswers, error) {
	return translate.RemoteAnswers{Answers: make([]translate.RemoteAnswer, len(in.Texts))}, nil
}

// TestSomebodyElsesActivity has an activity of another worker answer, in two batches.
func TestSomebodyElsesActivity(t *testing.T) {
	e := newEngines(t, 3, translate.Engine{Name: "activity", Batch: 50, Activity: &translate.Activity{Name: "TranslateTexts", Queue: "engines"}})
	open := []int{0, 1, 2}
	e.OnActivity(a.TakeTexts, mock.Anything, mock.Anything).Return(func(context.Context, activities.BatchInput) (activities.Taken, error) {
		n := open[:min(2, len(open))]
		texts := translate.RemoteRequest{Version: 1, Source: "en", Target: "es", Texts: slices.Repeat([]string{"text"}, len(n))}
		return activities.Taken{Texts: texts, Numbers: n, Outcome: translate.Outcome{Asked: 3, Answered: 3 - len(open)}}, nil
	})
	var delivered []int
	e.OnActivity(a.DeliverAnswers, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.Delivery) (translate.Outcome, error) {
		require.Len(t, in.Answers.Answers, len(in.Numbers))
		delivered, open = append(delivered, in.Numbers...), open[len(in.Numbers):]
		return translate.Outcome{Asked: len(in.Numbers), Answered: len(in.Numbers), Characters: 4 * len(in.Numbers)}, nil
	})
	e.run(t)
	require.Equal(t, []int{0, 1, 2}, delivered)
	require.Equal(t, 12, e.checked.Characters)
}
