package workflows_test

import (
	"context"
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

// document runs PublishDocument alone in some locales.
func (w *world) document(brief activities.RunBrief, locales ...l10n.Locale) (workflows.DocumentResult, error) {
	brief.Locales = locales
	w.pipeline(1, brief)
	w.OnSignalExternalWorkflow(mock.Anything, "run:r1", "", mock.Anything, mock.Anything).Return(nil)
	w.SetStartWorkflowOptions(startOptions(workflows.DocumentWorkflowID(doc)))
	w.ExecuteWorkflow(workflows.PublishDocument, workflows.DocumentInput{Run: "r1", Plan: "plan", Brief: brief, Document: doc, URL: "http://site.test/statement", Tells: w.tells})
	require.True(w.t, w.IsWorkflowCompleted())
	var out workflows.DocumentResult
	value, err := w.QueryWorkflow(workflows.QueryStatus)
	require.NoError(w.t, err)
	require.NoError(w.t, value.Get(&out))
	return out, w.GetWorkflowError()
}

func reviewOf(l l10n.Locale) string {
	return workflows.ReviewWorkflowID(l10n.TranslationKey{Document: doc, Locale: l})
}

func TestEachLocaleIsPublishedWhenItIsApproved(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(72*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	out, err := w.document(activities.RunBrief{}, "es", "ar")
	require.NoError(t, err)
	require.Len(t, w.published, 2)
	require.Equal(t, l10n.Ref("snapshot-es"), w.published[0].Locales[0].Targets, "what was signed is what is published")
	require.Equal(t, workflows.LocaleOutcome{Stage: l10n.StagePublished, URL: "http://public.test/ar"}, out.Locales["ar"])
}

func TestAssetsAreGatheredOnce(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(72*time.Hour, reviewOf("ar"), approve("d2", "review", "amal"))
	_, err := w.document(activities.RunBrief{Assets: true}, "es", "ar")
	require.NoError(t, err)
	require.Len(t, w.published, 2)
	require.Equal(t, 1, w.gathered)
	require.Equal(t, l10n.Ref("assets"), w.published[1].Assets)
}

// failing makes the memory fail for one locale.
func (w *world) failing(l l10n.Locale) {
	w.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in work.Opening) (work.Drafted, error) {
		if in.Key.Locale == l {
			return work.Drafted{}, temporal.NewNonRetryableApplicationError("no such plan", activities.TypeNotFound, nil)
		}
		return leveraged, nil
	})
}

func TestAFailingLocaleHoldsBackNoOther(t *testing.T) {
	w := newWorld(t)
	w.failing("fr")
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	out, err := w.document(activities.RunBrief{}, "es", "fr")
	require.ErrorContains(t, err, "not published: fr: no such plan")
	require.Equal(t, l10n.StagePublished, out.Locales["es"].Stage)
	require.Equal(t, l10n.StageFailed, out.Locales["fr"].Stage)
	require.Len(t, w.published, 1)
	require.Equal(t, l10n.StageFailed, w.ended[0].Stage)
	require.Equal(t, "no such plan", w.ended[0].Comment)
}

// Locales that are approved while another is published are one publication; what is refused of it is one locale's
// fault.
func TestARefusedLocaleHoldsBackNoOther(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.refused = "ar"
	w.OnActivity(a.GatherAssets, mock.Anything, mock.Anything).Return(activities.Gathered{Assets: "assets"}, nil).After(6 * time.Hour)
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(2*time.Hour, reviewOf("fr"), approve("d2", "review", "luc"))
	w.decide(3*time.Hour, reviewOf("ar"), approve("d3", "review", "amal"))
	out, err := w.document(activities.RunBrief{Assets: true}, "es", "fr", "ar")
	require.ErrorContains(t, err, "not published: ar: ar is refused")
	require.Len(t, w.published, 4, "es, both others, and then each of them")
	require.Len(t, w.published[1].Locales, 2)
	require.Equal(t, l10n.StagePublished, out.Locales["es"].Stage)
	require.Equal(t, workflows.LocaleOutcome{Stage: l10n.StagePublished, URL: "http://public.test/fr"}, out.Locales["fr"])
	require.Equal(t, workflows.LocaleOutcome{Stage: l10n.StageFailed, Comment: "ar is refused"}, out.Locales["ar"])
}

// The files of a page that is a file are there when its review begins, and are not gathered again.
func TestAPageThatIsAFileHasItsFilesFromTheBeginning(t *testing.T) {
	w := newWorld(t)
	files := &activities.Gathered{Assets: "files", Reasons: []string{"file:///a.png: there is no such file"}, Dead: []string{"file:///b.html"}}
	w.OnActivity(a.ExtractDocument, mock.Anything, mock.Anything).
		Return(activities.Extracted{Extracted: work.Extracted{Extraction: "extraction", Skeleton: "skeleton", Segments: 7}, Files: files}, nil)
	var opening work.Opening
	w.OnActivity(a.LeverageTranslation, mock.Anything, mock.Anything).Return(func(_ context.Context, in work.Opening) (work.Drafted, error) {
		opening = in
		return work.Drafted{Draft: "draft", Segments: 7}, nil
	})
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	_, err := w.document(activities.RunBrief{Assets: true}, "es")
	require.NoError(t, err)
	require.Equal(t, l10n.Ref("files"), opening.Assets)
	require.Equal(t, files.Notes(), opening.FileNotes)
	require.Len(t, opening.FileNotes, 2)
	require.Len(t, w.published, 1)
	require.Equal(t, l10n.Ref("files"), w.published[0].Assets)
	require.Zero(t, w.gathered)
}

func TestTogetherIsAllOrNone(t *testing.T) {
	w := newWorld(t)
	w.failing("fr")
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	out, err := w.document(activities.RunBrief{Together: true}, "es", "fr")
	require.Error(t, err)
	require.Empty(t, w.published)
	require.Equal(t, l10n.StageHeld, out.Locales["es"].Stage)

	w = newWorld(t)
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	w.decide(2*time.Hour, reviewOf("fr"), approve("d2", "review", "luc"))
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
	w.OnActivity(a.CheckTranslation, mock.Anything, mock.Anything).Return(work.Checked{Carried: []l10n.Decision{signed}, Targets: "signed"}, nil)
	w.ExecuteWorkflow(workflows.LocalizeDocument, workflows.LocaleInput{
		Translation: work.Opening{Run: "r1", Key: l10n.TranslationKey{Document: doc, Locale: "es"}},
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
