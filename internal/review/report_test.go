package review_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// counted are sums as the records have them.
type counted struct {
	verdicts []l10n.VerdictCount
	edits    []l10n.EditCount
	answers  []l10n.AnswerCount
	asked    []l10n.ReportFilter
}

func (c *counted) CountVerdicts(_ context.Context, f l10n.ReportFilter) ([]l10n.VerdictCount, error) {
	c.asked = append(c.asked, f)
	return c.verdicts, nil
}
func (c *counted) CountEdits(context.Context, l10n.ReportFilter) ([]l10n.EditCount, error) {
	return c.edits, nil
}
func (c *counted) CountAnswers(context.Context, l10n.ReportFilter) ([]l10n.AnswerCount, error) {
	return c.answers, nil
}
func (c *counted) AssessedSites(context.Context) ([]l10n.SiteName, error) { return nil, nil }

// TestReport holds that what a shadow says is told apart from what decides, and that every verdict is counted once.
func TestReport(t *testing.T) {
	c := &counted{
		verdicts: []l10n.VerdictCount{
			{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Pass, After: l10n.AfterLeft, Asked: true, Count: 30},
			{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Pass, After: l10n.AfterAtOnce, Count: 5},
			{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Pass, Found: true, After: l10n.AfterChanged, Asked: true, Count: 4},
			{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Pass, After: l10n.AfterSentBack, Count: 1},
			{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Pass, After: l10n.AfterNothing, Count: 60},
			{Step: "judge", Shadow: true, Kind: "model", Outcome: l10n.Changes, Found: true, After: l10n.AfterLeft, Count: 3},
			{Step: "judge", Shadow: true, Kind: "rule", Outcome: l10n.Abstain, Why: "late", After: l10n.AfterNothing, Count: 2},
			{Step: "judge", Kind: "model", Outcome: l10n.Pass, After: l10n.AfterNothing, Count: 7},
			{Step: "checks", Kind: "checks", Outcome: l10n.Pass, After: l10n.AfterNothing, Count: 1},
			{Step: "checks", Kind: "checks", Outcome: "odd", Count: 100},
		},
		edits: []l10n.EditCount{{Step: "judge", Shadow: true, Outcome: l10n.Pass, Edits: 4, Changed: 12, Of: 200}},
		answers: []l10n.AnswerCount{{Step: "judge", Shadow: true, Answers: 3, Dropped: 1, Cost: l10n.Cost{Input: 10, Amount: 0.5, Currency: "USD"}},
			{Step: "judge", Shadow: true, Answers: 1, Cost: l10n.Cost{Amount: 0.25, Currency: "EUR"}}, {Step: "judge", Answers: 2}},
	}
	f := l10n.ReportFilter{Site: "news", Since: noon, Step: "judge"}
	r, err := (&review.Accounts{Counts: c}).Report(t.Context(), f)
	if err != nil || len(c.asked) != 1 || c.asked[0] != f {
		t.Fatal(err, c.asked)
	}
	want := []l10n.StepReport{
		{Step: "checks", Kinds: []l10n.ReviewerKind{"checks"}, Asked: 1, Passed: l10n.OutcomeCount{All: 1}, Reasons: map[string]int{}},
		{Step: "judge", Kinds: []l10n.ReviewerKind{"model"}, Asked: 7, Passed: l10n.OutcomeCount{All: 7}, Reasons: map[string]int{}, Answers: 2},
		{Step: "judge", Shadow: true, Kinds: []l10n.ReviewerKind{"model"}, Asked: 105,
			Passed:  l10n.OutcomeCount{All: 100, ToPeople: 34, Found: 4, Left: 35, AtOnce: 5, Changed: 4, SentBack: 1, Edits: 4, Edited: 12, EditedOf: 200},
			Changes: l10n.OutcomeCount{All: 3, Found: 3, Left: 3}, Abstained: l10n.OutcomeCount{All: 2}, Reasons: map[string]int{"late": 2},
			Answers: 4, Dropped: 1, Costs: []l10n.Cost{{Amount: 0.25, Currency: "EUR"}, {Input: 10, Amount: 0.5, Currency: "USD"}}},
	}
	if diff := cmp.Diff(want, r.Steps); diff != "" {
		t.Error(diff)
	}
	shadow := r.Steps[2]
	if n, of := shadow.AgreesWithChecks(); n != 99 || of != 103 || shadow.Passed.Seen() != 40 || shadow.Passed.Refused() != 5 {
		t.Errorf("%d of %d agree, %d seen, %d refused", n, of, shadow.Passed.Seen(), shadow.Passed.Refused())
	}
}

// TestReportTellsFewReasons holds that what a broken reviewer says in a thousand ways does not make a thousand lines.
func TestReportTellsFewReasons(t *testing.T) {
	c := &counted{}
	for i := range 1000 {
		c.verdicts = append(c.verdicts, l10n.VerdictCount{Step: "judge", Outcome: l10n.Abstain, Why: fmt.Sprint("garbage ", i), Count: 1 + i/999})
	}
	r, err := (&review.Accounts{Counts: c}).Report(t.Context(), l10n.ReportFilter{Site: "news"})
	if err != nil {
		t.Fatal(err)
	}
	reasons := r.Steps[0].Reasons
	if len(reasons) != 13 || reasons["other"] != 988 || reasons["garbage 999"] != 2 {
		t.Errorf("%d reasons: %v", len(reasons), reasons)
	}
}
