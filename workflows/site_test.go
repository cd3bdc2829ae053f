package workflows_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
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

// A PDF among the pages of a sitemap is told and left, and the rest goes on. Where nothing else was asked for, that is a
// failure.
func TestAFileAmongPagesThatIsNone(t *testing.T) {
	const pdf = `http://site.test/0 is "application/pdf", not text/html`
	noPage := temporal.NewNonRetryableApplicationError(pdf, activities.TypeNoPage, nil)
	w := newWorld(t)
	w.leverageWorks()
	w.OnActivity(a.FetchDocument, mock.Anything, activities.FetchInput{Document: "page-0", URL: "http://site.test/0"}).Return(l10n.Document{}, noPage)
	w.decide(time.Hour, workflows.ReviewWorkflowID(l10n.TranslationKey{Document: "page-1", Locale: "es"}), approve("d1", "review", "maria"))
	out, err := w.site(2, "es")
	require.NoError(t, err)
	require.Equal(t, 1, out.Published)
	require.Empty(t, out.Troubles)
	require.Equal(t, l10n.RunCompleted, w.runEnd.Status)
	require.Equal(t, "1 document is no page and was left as it is: "+pdf, w.runEnd.Comment)

	w = newWorld(t)
	w.OnActivity(a.FetchDocument, mock.Anything, mock.Anything).Return(l10n.Document{}, noPage)
	_, err = w.site(1, "es")
	require.ErrorContains(t, err, pdf)
	require.Equal(t, l10n.RunFailed, w.runEnd.Status)
}

// TestAChildThatCannotStart holds that a run says why a document, a locale or a review could not start or go on, and ends.
func TestAChildThatCannotStart(t *testing.T) {
	child := map[string]any{
		"a document": workflows.PublishDocument, "a locale": workflows.LocalizeDocument, "a review": workflows.ReviewTranslation,
	}
	for why, cause := range map[string]error{
		"the namespace is gone": serviceerror.NewNamespaceNotFound("default"),
		"it is there already":   serviceerror.NewWorkflowExecutionAlreadyStarted("already started", "", ""),
		"its worker refuses it": temporal.NewNonRetryableApplicationError("no such workflow", "NotRegistered", nil),
		"it takes too long":     temporal.NewTimeoutError(enums.TIMEOUT_TYPE_SCHEDULE_TO_START, nil),
		"it was terminated":     errors.New("terminated"),
		"it did not start":      testsuite.ErrMockStartChildWorkflowFailed,
	} {
		for name, workflow := range child {
			w := newWorld(t)
			w.leverageWorks()
			busy := temporal.NewNonRetryableApplicationError("another run has it", activities.TypeRefused, nil)
			w.OnActivity(a.TakeOver, mock.Anything, mock.Anything).Return(work.Holder{}, busy).Maybe()
			w.OnWorkflow(workflow, mock.Anything, mock.Anything).Return(nil, cause)
			_, err := w.site(1, "es")
			require.ErrorContains(t, err, "1 of 1 document had trouble", "%s: %s", name, why)
			require.Equal(t, l10n.RunFailed, w.runEnd.Status, "%s: %s", name, why)
			require.Equal(t, 1, w.runEnd.Ended, "%s: %s", name, why)
			require.NotEmpty(t, w.runEnd.Comment, "%s: %s", name, why)
		}
	}
}
