package main

import (
	"context"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
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
func (p deskPublications) History(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]*l10n.Publication, l10n.PublicationID, error) {
	plan, err := p.site.PlanOf(ctx, doc, site)
	if err != nil {
		return nil, "", err
	}
	h, err := p.site.History(ctx, plan.Plan, doc)
	return h.Publications, h.Current, err
}

// Rollback goes back to an earlier publication.
func (p deskPublications) Rollback(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, to l10n.PublicationID, act string, by l10n.UserID) error {
	plan, err := p.site.PlanOf(ctx, doc, site)
	if err != nil {
		return err
	}
	return p.client.Rollback(ctx, act, workflows.RollbackInput{Plan: plan.Ref, Document: doc, Publication: to, By: by})
}

// Unpublish withdraws.
func (p deskPublications) Unpublish(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, w l10n.Withdrawal) error {
	plan, err := p.site.PlanOf(ctx, doc, site)
	if err != nil {
		return err
	}
	_, err = p.client.Unpublish(ctx, workflows.UnpublishInput{Plan: plan.Ref, Document: doc, Withdrawal: w})
	return err
}

// configuredPlan is the plan that a site has by its configuration.
func (a *app) configuredPlan(name l10n.SiteName) (l10n.Plan, error) {
	s, err := a.cfg.Site(name)
	if err != nil {
		return l10n.Plan{}, err
	}
	return a.cfg.Plan(s, nil), nil
}

// languageHomes finds where visitors of a destination begin in each language.
func (a *app) languageHomes(cfg *config.Config, destination string) func(context.Context) ([]publish.Home, error) {
	sources := map[l10n.SiteName]l10n.Locale{}
	for _, s := range cfg.Sites {
		if s.Destination == destination {
			sources[s.Name] = s.SourceLang
		}
	}
	return func(ctx context.Context) ([]publish.Home, error) { return a.site.LanguageHomes(ctx, sources) }
}
