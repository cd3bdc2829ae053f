package e2e_test

import (
	"testing"
	"time"

	"go.temporal.io/api/workflowservice/v1"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestASourceThatIsLookedAtOften holds that a watch of a minute fills no list, and does what people ask of it as others do.
func TestASourceThatIsLookedAtOften(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	p := h.plan([]string{"statement.html"}, "es")
	w := h.watch(p, l10n.WatchRules{New: l10n.WatchIgnore, Changed: l10n.WatchIgnore, Removed: l10n.WatchIgnore})
	w.Every = time.Minute
	h.must(h.activities.Watch.Set(t.Context(), w))
	h.app.Activities.Watch.Planner = watchPlanner{w, p}
	watch := func() {
		t.Helper()
		_, err := h.client.Watch(t.Context(), l10n.WatchRequest{Site: "test", By: "editor"}, "http://desk.test")
		h.must(err)
	}
	running := func() int {
		t.Helper()
		r, err := h.sdk.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{
			Query: `WorkflowType = 'WatchSite' AND ExecutionStatus = 'Running' AND DragomanSite = 'test'`})
		h.must(err)
		return len(r.Executions)
	}
	all := func() int {
		t.Helper()
		r, err := h.sdk.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: `WorkflowType = 'WatchSite'`})
		h.must(err)
		return len(r.Executions)
	}
	now := func(what string) {
		t.Helper()
		h.must(h.client.LookNow(t.Context(), "test"))
		if l := h.lookAfter("test"); l.Looked+l.Unmodified == 0 && len(l.Troubles) > 0 {
			t.Errorf("%s: %+v", what, l)
		}
	}
	watch()
	h.lookAfter("test")
	h.until("it listens", func() bool { return running() == 1 })
	for range 3 {
		now("under way")
	}
	if n := all(); n != 1 {
		t.Errorf("four looks are %d workflows", n)
	}
	if s, err := h.client.WatchState(t.Context(), "test"); err != nil || s.Next.IsZero() || time.Until(s.Next) > w.Every {
		t.Errorf("the next look: %+v, %v", s, err)
	}
	h.must(h.client.PauseWatch(t.Context(), "test", true, "maria"))
	h.until("it has stopped", func() bool { return running() == 0 })
	now("paused")
	h.until("it has looked this once", func() bool { return running() == 0 })
	h.must(h.client.PauseWatch(t.Context(), "test", false, "maria"))
	h.lookAfter("test")
	h.until("it goes on", func() bool { return running() == 1 })
	watch() // once more: the rhythm may be another
	h.lookAfter("test")
	h.until("there is one", func() bool { return running() == 1 })
	h.must(h.client.Unwatch(t.Context(), "test", "maria"))
	h.until("it has ended", func() bool { return running() == 0 })
	r, err := h.sdk.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: `WorkflowType = 'WatchSite'`})
	h.must(err)
	first := r.Executions[len(r.Executions)-1].Execution
	h.replayExecution("watch-site-often", first.WorkflowId, first.RunId)
}
