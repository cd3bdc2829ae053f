package workflows_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// failures notes which kinds of children failed.
func (w *world) failures() *[]string {
	var failed []string
	w.SetOnChildWorkflowCompletedListener(func(info *workflow.Info, _ converter.EncodedValue, err error) {
		if err != nil && !temporal.IsCanceledError(err) {
			failed = append(failed, info.WorkflowType.Name)
		}
	})
	return &failed
}

// TestWhatIsWrongWithAPageIsOneFailure holds that what the person who asked for a run can mend makes the run fail, which
// says it, and none of its children; and that what an operator has to look at makes the child fail too.
func TestWhatIsWrongWithAPageIsOneFailure(t *testing.T) {
	appError := func(typ string) error { return temporal.NewNonRetryableApplicationError("this is why", typ, nil) }
	children := []string{"LocalizeDocument", "PublishDocument"}
	for name, c := range map[string]struct {
		fetch, draft, publish error
		failed                []string
	}{
		"the page is not there":      {fetch: appError(activities.TypeSource)},
		"the page can't be read":     {fetch: appError(activities.TypePage)},
		"another run has it":         {fetch: appError(activities.TypeConflict)},
		"an engine is not here":      {draft: appError(activities.TypeRefused)},
		"its texts don't fit it":     {draft: appError(activities.TypePage)},
		"its address is taken":       {publish: appError(activities.TypeRefused)},
		"the records lost its plan":  {draft: appError(activities.TypeNotFound), failed: children},
		"the records lost its page":  {fetch: appError(activities.TypeNotFound), failed: children[1:]},
		"something is wrong with us": {draft: appError("PanicError"), failed: children},
		"its targets were lost":      {publish: appError(activities.TypeNotFound), failed: children[1:]},
	} {
		w := newWorld(t)
		failed := w.failures()
		if c.fetch != nil {
			w.OnActivity(a.FetchDocument, mock.Anything, mock.Anything).Return(l10n.Document{}, c.fetch)
		}
		w.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(leveraged, c.draft)
		if c.publish != nil {
			w.OnActivity(a.PublishDocument, mock.Anything, mock.Anything).Return(activities.PublishedOutput{}, c.publish)
		}
		w.decide(time.Hour, workflows.ReviewWorkflowID(l10n.TranslationKey{Document: "page-0", Locale: "es"}), approve("d1", "review", "maria"))
		_, err := w.site(1, "es")
		require.ErrorContains(t, err, "this is why", name)
		require.Equal(t, c.failed, *failed, name)
		require.Equal(t, l10n.RunFailed, w.runEnd.Status, name)
		require.Len(t, w.runEnd.Troubles, 1, name)
		require.Contains(t, w.runEnd.Troubles[0], "page-0: ", name)
		require.EqualValues(t, "news", w.runEnd.Site, name)
		require.Equal(t, 1, w.runEnd.Ended, name)
	}
}

// TestASupersededDocumentSaysWhoHasIt holds that a document which another run takes over does not look like one that
// somebody cancelled.
func TestASupersededDocumentSaysWhoHasIt(t *testing.T) {
	for _, told := range []bool{true, false} {
		w := newWorld(t)
		w.leverageWorks()
		w.tells = true
		w.RegisterDelayedCallback(func() {
			if told {
				w.SignalWorkflow("superseded", l10n.RunID("r2"))
			}
			w.CancelWorkflow()
		}, 24*time.Hour)
		out, err := w.document(activities.RunBrief{}, "es", "fr")
		stage, why := l10n.StageSuperseded, "run r2 has taken the document over, because its source has changed"
		if !told {
			stage, why = l10n.StageCancelled, ""
		}
		require.Equal(t, told, err == nil, "%v", err)
		require.Equal(t, told, out.Superseded == "r2")
		require.Equal(t, workflows.LocaleOutcome{Stage: stage, Comment: why}, out.Locales["es"])
		require.Len(t, w.ended, 2)
		for _, e := range w.ended {
			require.Equal(t, stage, e.Stage)
			require.Equal(t, why, e.Comment)
		}
	}
}

// TestASupersededRunSaysWhoHasIt holds the same of the run whose documents were taken over.
func TestASupersededRunSaysWhoHasIt(t *testing.T) {
	for documents, want := range map[int]l10n.RunStatus{1: l10n.RunSuperseded, 2: l10n.RunCompleted} {
		w := newWorld(t)
		w.OnWorkflow(workflows.PublishDocument, mock.Anything, mock.Anything).Return(workflows.DocumentResult{}, nil)
		for i := range documents {
			p := workflows.Progress{Document: l10n.DocumentID(fmt.Sprintf("page-%d", i)), Done: true, Published: 1}
			if i == 0 {
				p.Published, p.Ended, p.Superseded = 0, 1, "r2"
			}
			w.RegisterDelayedCallback(func() { w.SignalWorkflow("document-progress", p) }, time.Duration(i+1)*time.Hour)
		}
		out, err := w.site(documents, "es")
		require.NoError(t, err)
		require.Equal(t, want, w.runEnd.Status)
		require.Equal(t, "1 document was taken over by run r2, because the source has changed", w.runEnd.Comment)
		require.Equal(t, 1, out.Superseded)
		require.EqualValues(t, "r2", out.By)
	}
}

// shown notes the stages that operators see, of the workflow that is tested.
func (w *world) shown() *[]string {
	var stages []string
	w.OnUpsertTypedSearchAttributes(mock.MatchedBy(func(sa temporal.SearchAttributes) bool {
		if stage, ok := sa.GetKeyword(workflows.AttributeStage); ok && (len(stages) == 0 || stages[len(stages)-1] != stage) {
			stages = append(stages, stage)
		}
		return true
	})).Return(nil)
	return &stages
}

// TestTheStageIsWhatIsWaitedFor holds that a document in several locales is found by what it waits for.
func TestTheStageIsWhatIsWaitedFor(t *testing.T) {
	w := newWorld(t)
	stages := w.shown()
	w.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in work.Opening) (work.Drafted, error) {
		d := leveraged
		if in.Key.Locale == "ar" {
			d.Engines = []translate.Engine{{Name: "out", Batch: 100}}
		}
		return d, nil
	})
	w.OnActivity(a.TranslateBatch, mock.Anything, mock.Anything).Return(func(_ context.Context, in activities.BatchInput) (translate.Outcome, error) {
		if in.Engine == "out" && w.Now().Sub(w.began) < 3*time.Hour {
			return translate.Outcome{}, quota(0)
		}
		return translate.Outcome{Asked: 7, Answered: 7}, nil
	})
	w.OnActivity(a.ParkTranslation, mock.Anything, mock.Anything).Return(nil)
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(48*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	w.tells = true
	out, err := w.document(activities.RunBrief{}, "ar", "es")
	require.NoError(t, err)
	require.Equal(t, l10n.StagePublished, out.Locales["ar"].Stage)
	// The children's own are among them; of the document: es waits for people, then ar for engines, then ar for people.
	at := func(stage string, from int) int {
		i := slices.Index((*stages)[from:], stage)
		require.GreaterOrEqual(t, i, 0, "%s is not shown after %v", stage, (*stages)[:from])
		return from + i
	}
	at("published", at("review", at("parked", at("review", 0))))
	require.Equal(t, "published", (*stages)[len(*stages)-1])
}

// TestARunHasAStage holds that runs are found by what they wait for, and by how they ended.
func TestARunHasAStage(t *testing.T) {
	for want, c := range map[string]struct {
		unfetched string
		cancel    bool
	}{"published": {}, "failed": {unfetched: "http://site.test/0"}, "cancelled": {cancel: true}} {
		w := newWorld(t)
		w.leverageWorks()
		stages := w.shown()
		w.unfetched = c.unfetched
		if c.cancel {
			w.RegisterDelayedCallback(w.CancelWorkflow, time.Minute)
		}
		for i := range 2 {
			if c.cancel || (i == 0 && c.unfetched != "") {
				continue
			}
			k := l10n.TranslationKey{Document: l10n.DocumentID(fmt.Sprintf("page-%d", i)), Locale: "es"}
			w.decide(time.Duration(i+1)*time.Hour, workflows.ReviewWorkflowID(k), approve(fmt.Sprint("d", i), "review", "maria"))
		}
		_, _ = w.site(2, "es")
		require.Equal(t, want, (*stages)[len(*stages)-1])
	}
}
