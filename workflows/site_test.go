package workflows_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// site runs PublishSite with documents whose children are the real workflows.
func (w *world) site(documents int, locales ...l10n.Locale) (workflows.SiteResult, error) {
	w.pipeline(documents, activities.RunBrief{Locales: locales})
	w.SetStartWorkflowOptions(startOptions(workflows.RunWorkflowID("r1")))
	w.ExecuteWorkflow(workflows.PublishSite, workflows.SiteInput{Run: "r1", Plan: "plan"})
	require.True(w.t, w.IsWorkflowCompleted())
	var out workflows.SiteResult
	err := w.GetWorkflowError()
	if err == nil {
		require.NoError(w.t, w.GetWorkflowResult(&out))
	}
	return out, err
}

func TestASiteIsPublished(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	const documents = 25 // more than a window
	for i := range documents {
		k := l10n.TranslationKey{Document: l10n.DocumentID(fmt.Sprintf("page-%d", i)), Locale: "es"}
		w.decide(time.Duration(i+1)*time.Hour, workflows.ReviewWorkflowID(k), approve(fmt.Sprint("d", i), "review", "maria"))
	}
	out, err := w.site(documents, "es")
	require.NoError(t, err)
	require.Equal(t, documents, out.Published)
	require.Zero(t, out.Ended)
	require.Equal(t, l10n.RunCompleted, w.runEnd.Status)
	require.NotZero(t, w.mended)
}

func TestAPageThatCannotBeFetched(t *testing.T) {
	w := newWorld(t)
	w.leverageWorks()
	w.unfetched = "http://site.test/0"
	w.decide(time.Hour, workflows.ReviewWorkflowID(l10n.TranslationKey{Document: "page-1", Locale: "es"}), approve("d1", "review", "maria"))
	_, err := w.site(2, "es")
	require.ErrorContains(t, err, "404 Not Found")
	require.Equal(t, l10n.RunFailed, w.runEnd.Status)
	require.Equal(t, 1, w.runEnd.Published, "the other page is published all the same")
	require.Equal(t, 1, w.runEnd.Ended)
}
