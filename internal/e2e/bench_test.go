package e2e_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"
	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

func empty(context.Context) error { return nil }

// emptyActivities runs n activities that do nothing, one after the other.
func emptyActivities(ctx workflow.Context, n int) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	for range n {
		if err := workflow.ExecuteActivity(ctx, empty).Get(ctx, nil); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkPipeline measures what the pipeline itself costs: a page in four locales with a provider that answers at
// once, from the start of the run until every page is published, and as many empty activities on the same server. The
// ratio is the one to look at.
func BenchmarkPipeline(b *testing.B) {
	h := newHouse(b, map[string]string{})
	h.worker[0].RegisterWorkflow(emptyActivities)
	h.worker[0].RegisterActivity(empty)
	var ours, theirs time.Duration
	activities := 0
	for i := 0; b.Loop(); i++ {
		name := fmt.Sprintf("page-%d.html", i)
		h.pages[name] = page
		began := time.Now()
		run := h.publishAtOnce(name)
		ours += time.Since(began)
		n := h.countActivities(run, name)
		activities += n
		theirs += h.emptyActivities(n)
	}
	b.ReportMetric(float64(activities)/float64(b.N), "activities/page")
	b.ReportMetric(float64(ours.Milliseconds())/float64(b.N), "ms/page")
	b.ReportMetric(float64(theirs.Milliseconds())/float64(b.N), "ms/empty")
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
}

// emptyActivities runs as many empty activities and returns how long they took by the server's own events: the answer to
// a waiting client comes late now and then on SQLite.
func (h *house) emptyActivities(n int) time.Duration {
	id := "empty-" + client.NewID()
	_, err := h.sdk.ExecuteWorkflow(h.t.Context(), sdk.StartWorkflowOptions{ID: id, TaskQueue: queue}, emptyActivities, n)
	h.must(err)
	events := h.history(id, "").Events
	return events[len(events)-1].EventTime.AsTime().Sub(events[0].EventTime.AsTime())
}

// publishAtOnce publishes a page in four locales whose reviewers approve the moment that they can.
func (h *house) publishAtOnce(name string) l10n.RunID {
	p := h.plan([]string{name}, "es", "fr", "ru", "ar")
	run := h.start(p)
	done := make(chan error, len(p.Locales))
	for _, l := range p.Locales {
		go func() { done <- h.decide(h.key(name, l), approve("review", "maria")) }()
	}
	for range p.Locales {
		h.must(<-done)
	}
	h.until("every page is published", func() bool {
		pages, err := h.store.PublishedPages(h.t.Context(), p.Site, h.key(name, "es").Document)
		return err == nil && len(pages) == len(p.Locales)
	})
	return run
}

// countActivities counts the activities of a run's workflows.
func (h *house) countActivities(run l10n.RunID, name string) int {
	k := h.key(name, "es")
	ids := []string{workflows.RunWorkflowID(run), workflows.DocumentWorkflowID(k.Document)}
	for _, l := range []l10n.Locale{"es", "fr", "ru", "ar"} {
		k.Locale = l
		ids = append(ids, workflows.LocaleWorkflowID(k), workflows.ReviewWorkflowID(k))
	}
	n := 0
	for _, id := range ids {
		for _, e := range h.history(id, "").Events {
			if e.EventType == enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED {
				n++
			}
		}
	}
	return n
}
