package activities

import (
	"context"

	"go.temporal.io/sdk/activity"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// UnpublishInput names what visitors shall no longer get, and who asked for it. The plan tells the site and its
// destination, and how the locales that stay are rendered again.
type UnpublishInput struct {
	Plan       l10n.Ref
	Document   l10n.DocumentID
	Withdrawal l10n.Withdrawal
}

// UnpublishedOutput says what was taken away.
type UnpublishedOutput = site.Withdrawn

// UnpublishDocument takes a document, or some of its locales, from visitors.
func (a *Activities) UnpublishDocument(ctx context.Context, in UnpublishInput) (UnpublishedOutput, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (UnpublishedOutput, error) {
		return a.Site.Withdraw(ctx, p, in.Document, in.Withdrawal)
	})
}

// RollbackInput names the publication to go back to, and who asked for it.
type RollbackInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
	By          l10n.UserID
}

// RolledBackOutput says what came of a rollback.
type RolledBackOutput = site.RolledBack

// RollbackDocument switches a document back to an earlier publication and reads back what visitors get. The workflow's
// ID names the act.
func (a *Activities) RollbackDocument(ctx context.Context, in RollbackInput) (RolledBackOutput, error) {
	act := activity.GetInfo(ctx).WorkflowExecution.ID
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (RolledBackOutput, error) {
		out, err := a.Site.Rollback(ctx, p, l10n.Rollback{ID: act, Document: in.Document, By: in.By, To: in.Publication})
		if err != nil {
			return out, err
		}
		return out, a.Site.Verify(ctx, p, in.Document)
	})
}
