package main

import (
	"encoding/json"
	"strings"
	"testing"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/testsuite"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestReviewTexts holds that what the example says is an answer by the contract.
func TestReviewTexts(t *testing.T) {
	in := assess.Task{Contract: assess.Contract, ID: "task-1", Locale: "es", TargetHash: l10n.NewHash("targets")}
	for _, texts := range [][3]string{
		{"a.1", "The river rose by <1>1,500</1> metres.", "El río creció <1>1.500</1> metros."},
		{"a.2", "It has 3 rooms, and 3 doors.", "Tiene 3 habitaciones."},
		{"a.3", "We use <1>the boat</1> &amp; more.", "Vamos a Utilizar <1>el barco</1> &amp; más."},
		{"a.4", "We reuse it.", "Vamos a reutilizarlo."},
		{"a.5", "Nobody has written it yet.", ""},
	} {
		in.Segments = append(in.Segments, assess.Segment{ID: l10n.SegmentID(texts[0]), Source: texts[1], Target: texts[2],
			TargetHash: l10n.ParseFragment(texts[2]).Hash()})
	}
	var s testsuite.WorkflowTestSuite
	env := s.NewTestActivityEnvironment()
	env.RegisterActivityWithOptions(reviewTexts, activity.RegisterOptions{Name: "ReviewTexts"})
	value, err := env.ExecuteActivity("ReviewTexts", in)
	if err != nil {
		t.Fatal(err)
	}
	var raw json.RawMessage
	if err := value.Get(&raw); err != nil {
		t.Fatal(err)
	}
	var out assess.Answer
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	out, err = out.Check(in)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		verdict  l10n.Outcome
		quotes   string
		proposed string
	}{
		{l10n.Pass, "", ""},
		{l10n.Changes, "3", ""}, // the second one is missing
		{l10n.Changes, "Utilizar", "Vamos a usar <1>el barco</1> &amp; más."},
		{l10n.Pass, "", ""},
	} {
		got := out.Segments[i]
		quotes := ""
		for _, r := range got.Issues {
			quotes += r.SourceSpan + r.TargetSpan
		}
		if got.Verdict != want.verdict || quotes != want.quotes || got.Proposed != want.proposed {
			t.Errorf("%s: %+v, want %+v", got.ID, got, want)
		}
	}
	if out.Dropped != 0 || len(out.Skipped) != 1 || out.Skipped[0].ID != "a.5" || !strings.Contains(out.Skipped[0].Why, "no translation") {
		t.Errorf("dropped %d, left %+v", out.Dropped, out.Skipped)
	}
	in.Contract = 2
	if _, err := env.ExecuteActivity("ReviewTexts", in); err == nil {
		t.Error("a version that it does not know must be refused")
	}
}
