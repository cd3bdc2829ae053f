package app

import (
	"context"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// deskPublications shows the desk what was published, and takes people's acts to workflows.
type deskPublications struct {
	site   *site.Service
	client *client.Client
}

var _ desk.Publications = deskPublications{}

// History lists a document's publications.
func (p deskPublications) History(
	ctx context.Context, site l10n.SiteName, doc l10n.DocumentID,
) (desk.PublicationHistory, error) {
	plan, err := p.site.PlanOf(ctx, doc, site)
	if err != nil {
		return desk.PublicationHistory{}, err
	}
	h, err := p.site.History(ctx, plan.Plan, doc)
	return desk.PublicationHistory(h), err
}

// Rollback goes back to an earlier publication.
func (p deskPublications) Rollback(ctx context.Context, r l10n.Rollback) error {
	plan, err := p.site.PlanOf(ctx, r.Document, r.Site)
	if err != nil {
		return err
	}
	return p.client.Rollback(ctx, r.ID, workflows.RollbackInput{
		Plan: plan.Ref, Site: plan.Site, Document: r.Document, Publication: r.To, By: r.By, Comment: r.Comment})
}

// Unpublish withdraws.
func (p deskPublications) Unpublish(
	ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, w l10n.Withdrawal,
) error {
	plan, err := p.site.PlanOf(ctx, doc, site)
	if err != nil {
		return err
	}
	_, err = p.client.Unpublish(ctx, workflows.UnpublishInput{Plan: plan.Ref, Site: plan.Site, Document: doc, Withdrawal: w})
	return err
}

// configuredPlan is the plan that a site has by its configuration.
func (a *App) configuredPlan(name l10n.SiteName) (l10n.Plan, error) {
	s, err := a.Config.Site(name)
	if err != nil {
		return l10n.Plan{}, err
	}
	return a.Config.Plan(s, nil), nil
}
