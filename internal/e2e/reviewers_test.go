package e2e_test

import (
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/devserver"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// askReviewer is a workflow that asks a reviewer, as Dragoman's own do.
func askReviewer(ctx workflow.Context, t assess.Task) (json.RawMessage, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{TaskQueue: "my-reviewers", ScheduleToCloseTimeout: 2 * time.Minute})
	var out json.RawMessage
	err := workflow.ExecuteActivity(ctx, "ReviewTexts", t).Get(ctx, &out)
	return out, err
}

// TestExampleReviewersKeepTheContract runs the example reviewers against a server that wants its token, and holds their answers
// to the contract.
func TestExampleReviewersKeepTheContract(t *testing.T) {
	for name, install := range map[string]func(t *testing.T, example string) (dir string, command []string){
		"go":         goExample,
		"typescript": typeScriptExample,
	} {
		t.Run(name, func(t *testing.T) {
			dir, command := install(t, "reviewer-"+name)
			s, err := devserver.Start(t.Context(), devserver.Options{Namespace: "default", Token: "right", UIPort: -1})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Stop()
			if out, err := engine(t, dir, command, s.Address, "wrong").wait(); err == nil {
				t.Errorf("with a wrong token it ends well:\n%s", out)
			}
			c, err := client.DialContext(t.Context(), client.Options{HostPort: s.Address, HeadersProvider: bearer("right"),
				Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			w := worker.New(c, "asking", worker.Options{})
			w.RegisterWorkflow(askReviewer)
			if err := w.Start(); err != nil {
				t.Fatal(err)
			}
			defer w.Stop()
			running := engine(t, dir, command, s.Address, "right")
			defer running.stop()
			task := reviewTask()
			run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{TaskQueue: "asking"}, askReviewer, task)
			if err != nil {
				t.Fatal(err)
			}
			var a assess.Answer
			if err := run.Get(t.Context(), &a); err != nil {
				t.Fatalf("%v; the reviewer said:\n%s", err, running.stop())
			}
			if a, err = a.Check(task); err != nil {
				t.Fatal(err)
			}
			houseStyle(t, a)
			task.Contract++
			if run, err = c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{TaskQueue: "asking"}, askReviewer, task); err != nil {
				t.Fatal(err)
			}
			if err := run.Get(t.Context(), &a); err == nil {
				t.Error("it must refuse a version of the contract that it does not know")
			}
		})
	}
}

// reviewTask is a task with something of each kind for the example reviewers.
func reviewTask() assess.Task {
	task := assess.Task{Contract: assess.Contract, ID: "task-1", Locale: "es", TargetHash: l10n.NewHash("targets")}
	for _, texts := range [][3]string{
		{"a.1", "The river rose by <1>1,500</1> metres.", "El río creció <1>1.500</1> metros."},
		{"a.2", "It has 3 rooms, and 3 doors.", "Tiene 3 habitaciones."},
		{"a.3", "We use <1>the boat</1> &amp; more.", "Vamos a Utilizar <1>el barco</1> &amp; más."},
		{"a.4", "We reuse it.", "Vamos a reutilizarlo."},
		{"a.5", "Nobody has written it yet.", ""},
	} {
		task.Segments = append(task.Segments, assess.Segment{ID: l10n.SegmentID(texts[0]), Source: texts[1], Target: texts[2],
			TargetHash: l10n.ParseFragment(texts[2]).Hash()})
	}
	return task
}

// houseStyle holds what the example reviewers find in it.
func houseStyle(t *testing.T, a assess.Answer) {
	t.Helper()
	for i, want := range []struct {
		verdict          l10n.Outcome
		quotes, proposed string
	}{
		{l10n.Pass, "", ""},
		{l10n.Changes, "3", ""},
		{l10n.Changes, "Utilizar", "Vamos a usar <1>el barco</1> &amp; más."},
		{l10n.Pass, "", ""},
	} {
		got, quotes := a.Segments[i], ""
		for _, r := range got.Issues {
			quotes += r.SourceSpan + r.TargetSpan
		}
		if got.Verdict != want.verdict || quotes != want.quotes || got.Proposed != want.proposed {
			t.Errorf("%s: %+v, want %+v", got.ID, got, want)
		}
	}
	if len(a.Skipped) != 1 || a.Skipped[0].ID != "a.5" || a.Dropped != 0 || a.Reviewer.ID != "house-style" {
		t.Errorf("skipped %+v, dropped %d, by %+v", a.Skipped, a.Dropped, a.Reviewer)
	}
}
