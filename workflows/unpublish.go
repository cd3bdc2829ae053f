package workflows

import (
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
)

// UnpublishInput is a withdrawal: what goes, who asked for it, and the plan by which the locales that stay are rendered
// again.
type UnpublishInput = activities.UnpublishInput

// UnpublishDocument takes a document or some of its locales from visitors, reads back that they are gone, and mends
// the links that led there.
func UnpublishDocument(ctx workflow.Context, in UnpublishInput) (activities.UnpublishedOutput, error) {
	w := in.Withdrawal
	what := "all locales"
	if len(w.Locales) > 0 {
		what = join(w.Locales)
	}
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("Withdrawing %s of **%s**, by %s. %s",
		what, Escape(string(in.Document)), Escape(string(w.By)), Escape(w.Comment)))
	var out activities.UnpublishedOutput
	if err := execute(ctx, "withdraw "+what, 10*time.Minute, a.UnpublishDocument, in, &out); err != nil {
		return out, err
	}
	details := fmt.Sprintf("Withdrawn by %s. %s\n", Escape(string(w.By)), Escape(w.Comment))
	for _, l := range workflow.DeterministicKeys(out.URLs) {
		details += fmt.Sprintf("\n- %s: %s", l, link(out.URLs[l], out.URLs[l]))
	}
	workflow.SetCurrentDetails(ctx, details+purgeDetails(purge(ctx, in.Plan, out.Changed)))
	return out, mendLinks(ctx, activities.MendInput{Plan: in.Plan})
}

// RollbackInput is a rollback: to what, who asked for it, and the plan by which other pages' links are mended.
type RollbackInput = activities.RollbackInput

// RollbackDocument has visitors get an earlier publication of a document, and mends the links that lead there.
func RollbackDocument(ctx workflow.Context, in RollbackInput) error {
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("Back to publication %s, by %s.",
		Escape(string(in.Publication)), Escape(string(in.By))))
	summary := "go back to " + string(in.Publication)
	var out activities.RolledBackOutput
	if err := execute(ctx, summary, 10*time.Minute, a.RollbackDocument, in, &out); err != nil {
		return err
	}
	workflow.SetCurrentDetails(ctx, fmt.Sprintf("Back from publication %s to %s, by %s.", Escape(string(out.Publication)),
		Escape(string(in.Publication)), Escape(string(in.By)))+purgeDetails(purge(ctx, in.Plan, out.Changed)))
	return mendLinks(ctx, activities.MendInput{Plan: in.Plan})
}

// mendLinks publishes the pages of a site again that link to a page which has appeared or gone.
func mendLinks(ctx workflow.Context, in activities.MendInput) error {
	return execute(ctx, "mend links between pages", 30*time.Minute, a.MendLinks, in, nil)
}
