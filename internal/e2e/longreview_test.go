package e2e_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
	"time"

	enums "go.temporal.io/api/enums/v1"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

var sentences = flag.Int("sentences", 600, "how many sentences the page of TestALongReview has")

// mostEvents is how many events an execution of a review may have, however long its page and its list of steps.
const mostEvents = 2000

// TestALongReview has a long page looked at by six steps, four of which are somebody else's worker with all of the texts in the
// history, and holds that no execution of the review has a long history. With -sentences 5000 it does so at full length.
func TestALongReview(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<!doctype html><html lang="en"><head><title>The long session</title></head><body><main><h1>The long session</h1>`)
	for i := range *sentences {
		fmt.Fprintf(&page, "<p>In session number %d the delegates of the <b>commission</b> met near the river, and spoke about the water of the spring.</p>\n", i+1)
	}
	page.WriteString("</main></body></html>")
	h := newHouse(t, map[string]string{"activity-good.html": page.String()})
	h.patience = 20 * time.Minute
	theirs := h.workersDay()("good").step
	theirs.Kind = l10n.StepActivity
	p := h.plan([]string{"activity-good.html"}, "es")
	p.Review = []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks, Block: 100}}
	for i := range 4 {
		theirs.Name = l10n.StepName(fmt.Sprint("theirs-", i+1))
		p.Review = append(p.Review, theirs)
	}
	p.Review = append(p.Review, l10n.ReviewStep{Name: "review", Kind: l10n.StepPerson})
	p.Steps, p.Unconfirmed = l10n.Deciding(p.Review), l10n.UnconfirmedPublish
	began := time.Now()
	run := h.start(p)
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	t.Logf("%d sentences in %s", *sentences, time.Since(began).Round(time.Second))
	k := h.key("activity-good.html", "es")
	for _, s := range p.Review[:5] {
		of := h.verdicts(k, run, s.Name)
		if len(of) < *sentences {
			t.Errorf("%s has said something of %d segments", s.Name, len(of))
		}
		for id, v := range of {
			if v.Outcome != l10n.Pass {
				t.Fatalf("%s says of %s: %+v", s.Name, id, v)
			}
		}
	}
	if n := h.reviewExecutions(k); *sentences > 2000 && n < 2 {
		t.Error("it has not continued as new")
	}
}

// reviewExecutions returns how many executions a review had, and holds the length of each.
func (h *house) reviewExecutions(k l10n.TranslationKey) int {
	id, execution := workflows.ReviewWorkflowID(k), ""
	for n := 1; ; n++ {
		d, err := h.sdk.DescribeWorkflowExecution(h.t.Context(), id, execution)
		h.must(err)
		info := d.WorkflowExecutionInfo
		h.t.Logf("review, execution %d from the end: %d events, %d kB", n, info.HistoryLength, info.HistorySizeBytes>>10)
		if info.HistoryLength > mostEvents || info.HistorySizeBytes > 10<<20 {
			h.t.Errorf("%d events and %d kB are too many", info.HistoryLength, info.HistorySizeBytes>>10)
		}
		it := h.sdk.GetWorkflowHistory(h.t.Context(), id, info.Execution.RunId, false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
		first, err := it.Next()
		h.must(err)
		if execution = first.GetWorkflowExecutionStartedEventAttributes().GetContinuedExecutionRunId(); execution == "" {
			return n
		}
	}
}

// TestTextsByRefAreInNoHistory has a worker that reads the house's blobs look at a page, and holds that no history has a text of it.
func TestTextsByRefAreInNoHistory(t *testing.T) {
	h := newHouse(t, map[string]string{"activity-good.html": `<!doctype html><html lang="en"><head><title>The session</title></head><body><main>
		<h1>The session</h1><p>The confidential delegates met near the river.</p></main></body></html>`})
	theirs := h.workersDay()("good").step
	theirs.Name, theirs.Kind, theirs.ByRef = "theirs", l10n.StepActivity, true
	p := h.plan([]string{"activity-good.html"}, "es")
	p.Review = []l10n.ReviewStep{theirs, {Name: "review", Kind: l10n.StepPerson}}
	p.Steps, p.Unconfirmed = l10n.Deciding(p.Review), l10n.UnconfirmedPublish
	run, k := h.start(p), h.key("activity-good.html", "es")
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	of := h.verdicts(k, run, "theirs")
	for id, v := range of {
		if v.Outcome != l10n.Pass || v.By.ID != "bad days" {
			t.Errorf("%s: %+v", id, v)
		}
	}
	it := h.sdk.GetWorkflowHistory(t.Context(), workflows.ReviewWorkflowID(k), "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	events, asked := 0, false
	for ; it.HasNext(); events++ {
		e, err := it.Next()
		h.must(err)
		asked = asked || e.GetActivityTaskScheduledEventAttributes().GetActivityType().GetName() == "ReviewTexts"
		if strings.Contains(e.String(), "confidential") {
			t.Errorf("a text is in a history: %s", e)
		}
	}
	if len(of) != 3 || events < 10 || !asked {
		t.Errorf("%d verdicts, %d events, the worker was asked: %v", len(of), events, asked)
	}
}
