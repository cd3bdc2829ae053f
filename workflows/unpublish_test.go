package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

func TestUnpublishMendsLinks(t *testing.T) {
	w := newWorld(t)
	w.pipeline(1, activities.RunBrief{})
	w.ExecuteWorkflow(workflows.UnpublishDocument, workflows.UnpublishInput{
		Plan: "plan", Document: doc, Withdrawal: l10n.Withdrawal{ID: "act", By: "ana", Locales: []l10n.Locale{"es"}, Comment: "<b>wrong"},
	})
	require.NoError(t, w.GetWorkflowError())
	var out activities.UnpublishedOutput
	require.NoError(t, w.GetWorkflowResult(&out))
	require.Equal(t, l10n.PublicationID("p2"), out.Publication)
	require.Equal(t, l10n.UserID("ana"), w.withdrawn[0].By)
	require.Equal(t, 1, w.mended)
}

func TestRollbackMendsLinks(t *testing.T) {
	w := newWorld(t)
	w.pipeline(1, activities.RunBrief{})
	w.ExecuteWorkflow(workflows.RollbackDocument, workflows.RollbackInput{Plan: "plan", Document: doc, Publication: "p1", By: "ana"})
	require.NoError(t, w.GetWorkflowError())
	require.Equal(t, l10n.PublicationID("p1"), w.rolled[0].Publication)
	require.Equal(t, l10n.UserID("ana"), w.rolled[0].By)
	require.Equal(t, 1, w.mended)
	require.Zero(t, w.purges)
}

// Caches are told of what a rollback has changed.
func TestRollbackTellsCaches(t *testing.T) {
	w := newWorld(t)
	w.pipeline(1, activities.RunBrief{})
	w.changed = []string{"http://public.test/es/a.html"}
	w.ExecuteWorkflow(workflows.RollbackDocument, workflows.RollbackInput{Plan: "plan", Document: doc, Publication: "p1", By: "ana"})
	require.NoError(t, w.GetWorkflowError())
	require.Equal(t, 5, w.purges, "a cache that does not answer is asked five times")
	require.Equal(t, 1, w.mended)
}

// A cache that does not answer is asked five times, and the page is published all the same.
func TestCachesFailNothing(t *testing.T) {
	w := newWorld(t)
	w.changed = []string{"http://public.test/es/a.html"}
	w.leverageWorks()
	w.decide(time.Hour, reviewOf("es"), approve("d1", "review", "maria"))
	out, err := w.document(activities.RunBrief{}, "es")
	require.NoError(t, err)
	require.Equal(t, l10n.StagePublished, out.Locales["es"].Stage)
	require.Equal(t, 5, w.purges)
}
