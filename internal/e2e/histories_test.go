package e2e_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/temporalproto"
	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

var record = flag.Bool("record", false, "write the histories that workflows' replay test keeps")

const kept = "../../workflows/testdata/histories"

// TestHistories runs a site through what people do to it, and replays the histories that come of it with the code as it
// is. With -record it keeps them, for code to come.
func TestHistories(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other, "notice.html": other})
	p := h.plan([]string{"statement.html", "other.html", "missing.html"}, "es", "ar")
	p.Steps, p.FourEyes = []l10n.StepName{"review", "sign-off"}, true
	run := h.start(p)
	es, ar := h.key("statement.html", "es"), h.key("statement.html", "ar")
	h.must(h.decide(es, l10n.Decision{Kind: l10n.Reassign, Step: "review", By: "maria", To: "luis"}))
	h.must(h.decide(es, approve("review", "luis")))
	h.must(h.decide(es, l10n.Decision{Kind: l10n.RequestChanges, Step: "sign-off", By: "maria", Comment: "the date"}))
	h.must(h.decide(es, approve("review", "luis")))
	h.must(h.decide(es, approve("sign-off", "maria")))
	h.until("ar waits", func() bool { return h.waits(ar, "review") })
	h.must(h.client.CancelTranslation(t.Context(), ar))
	for _, l := range p.Locales {
		h.must(h.decide(h.key("other.html", l), approve("review", "luis")))
		h.must(h.decide(h.key("other.html", l), approve("sign-off", "maria")))
	}
	if r := h.ended(run); r.Status != l10n.RunFailed || r.Published != 3 {
		t.Fatalf("%+v", r)
	}
	for name, id := range map[string]string{
		"publish-site":                 workflows.RunWorkflowID(run),
		"publish-document":             workflows.DocumentWorkflowID(es.Document),
		"publish-document-missing":     workflows.DocumentWorkflowID(h.key("missing.html", "es").Document),
		"localize-document":            workflows.LocaleWorkflowID(es),
		"localize-document-cancelled":  workflows.LocaleWorkflowID(ar),
		"review-translation":           workflows.ReviewWorkflowID(es),
		"review-translation-cancelled": workflows.ReviewWorkflowID(ar),
	} {
		h.replay(name, id)
	}
	h.replay("watch-site", h.historicLook(p))
	h.replay("publish-site-requested", workflows.RunWorkflowID(h.requestedRun("notice.html")))
}

// requestedRun publishes a page by a request, whose plan the worker makes.
func (h *house) requestedRun(page string) l10n.RunID {
	h.t.Helper()
	run, _, err := h.client.Publish(h.t.Context(), l10n.Request{Pages: []string{h.source.URL + "/" + page}, Locales: []l10n.Locale{"es"}, By: "editor"})
	h.must(err)
	d := approve("review", "maria")
	d.Confirm = []string{l10n.ClassAll}
	h.must(h.decide(h.key(page, "es"), d))
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.RequestedBy != "editor" {
		h.t.Fatalf("%+v", r)
	}
	return run
}

// replay runs a workflow's history with the code as it is, and keeps it with -record.
func (h *house) replay(name, id string) {
	h.t.Helper()
	h.replayExecution(name, id, "")
}

// replayExecution is replay of an execution that is not the latest of its ID.
func (h *house) replayExecution(name, id, execution string) {
	h.t.Helper()
	hist := h.history(id, execution)
	replayer := worker.NewWorkflowReplayer()
	workflows.Register(replayer)
	if err := replayer.ReplayWorkflowHistory(nil, hist); err != nil {
		h.t.Errorf("%s: %v", name, err)
	}
	if *record {
		keep(h.t, name, hist)
	}
}

// historicLook has a look find a page changed and another gone, and returns its workflow's ID.
func (h *house) historicLook(p l10n.Plan) string {
	p.Pages = []string{h.source.URL + "/statement.html", h.source.URL + "/other.html"}
	h.watch(p, l10n.WatchRules{New: l10n.WatchPublish, Changed: l10n.WatchPublish, Removed: l10n.WatchUnpublish})
	h.edit(map[string]string{"statement.html": strings.Replace(page, "three", "four", 1), "other.html": ""})
	if l := h.look(p.Site); l.Started != 1 || l.Unpublished != 1 {
		h.t.Fatalf("%+v", l)
	}
	return h.looked
}

// execution is the ID of a workflow's latest execution.
func (h *house) execution(id string) string {
	h.t.Helper()
	d, err := h.sdk.DescribeWorkflowExecution(h.t.Context(), id, "")
	h.must(err)
	return d.WorkflowExecutionInfo.Execution.RunId
}

func (h *house) history(id, execution string) *history.History {
	h.t.Helper()
	var out history.History
	// The run's end is in the records a moment before the workflow's last event.
	h.until(id+" has closed", func() bool {
		d, err := h.sdk.DescribeWorkflowExecution(h.t.Context(), id, execution)
		return err == nil && d.WorkflowExecutionInfo.Status != enums.WORKFLOW_EXECUTION_STATUS_RUNNING
	})
	it := h.sdk.GetWorkflowHistory(h.t.Context(), id, execution, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	for it.HasNext() {
		e, err := it.Next()
		h.must(err)
		out.Events = append(out.Events, e)
	}
	return &out
}

func keep(t testing.TB, name string, hist *history.History) {
	t.Helper()
	b, err := temporalproto.CustomJSONMarshalOptions{Indent: " "}.Marshal(hist)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(kept, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(kept, name+".json"), append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
