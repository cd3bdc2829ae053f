package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// deskPublications shows the desk what was published, and takes people's acts to workflows.
type deskPublications struct {
	app    *app
	client *client.Client
}

var _ desk.Publications = deskPublications{}

// History lists a document's publications.
func (p deskPublications) History(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]*l10n.Publication, l10n.PublicationID, error) {
	plan, err := p.app.planOf(ctx, doc, site)
	if err != nil {
		return nil, "", err
	}
	d := p.app.activities.Destinations[plan.Destination].Publisher
	pubs, err := d.History(ctx, doc)
	if err != nil || len(pubs) == 0 {
		return nil, "", err
	}
	current, err := d.Current(ctx, doc)
	if err != nil {
		return nil, "", err
	}
	return pubs, current.ID, nil
}

// Rollback goes back to an earlier publication.
func (p deskPublications) Rollback(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, to l10n.PublicationID, act string, by l10n.UserID) error {
	plan, err := p.app.planOf(ctx, doc, site)
	if err != nil {
		return err
	}
	return p.client.Rollback(ctx, act, workflows.RollbackInput{Plan: plan.Ref, Document: doc, Publication: to, By: by})
}

// Unpublish withdraws.
func (p deskPublications) Unpublish(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, w l10n.Withdrawal) error {
	plan, err := p.app.planOf(ctx, doc, site)
	if err != nil {
		return err
	}
	_, err = p.client.Unpublish(ctx, workflows.UnpublishInput{Plan: plan.Ref, Document: doc, Withdrawal: w})
	return err
}

// planOf is the plan by which a site publishes a document, with a destination that is there. Without a site it is that
// of the one site that has published it, or else of its last run.
func (a *app) planOf(ctx context.Context, doc l10n.DocumentID, site l10n.SiteName) (activities.Planned, error) {
	if site == "" {
		sites, err := a.store.PublishedSites(ctx, doc)
		switch {
		case err != nil:
			return activities.Planned{}, err
		case len(sites) > 1:
			return activities.Planned{}, usage(fmt.Errorf("the sites %v have both published %s: say which with --site", sites, doc))
		case len(sites) == 1:
			site = sites[0]
		}
	}
	plan, err := a.activities.PlanOf(ctx, doc, site)
	if errors.Is(err, l10n.ErrNotFound) && site != "" { // the destination may know it all the same
		plan, err = a.configuredPlan(ctx, site)
	}
	if err != nil {
		return plan, usage(err)
	}
	if _, ok := a.activities.Destinations[plan.Destination]; !ok {
		return plan, usage(fmt.Errorf("%s is published at the destination %q, which the configuration no longer has", doc, plan.Destination))
	}
	return plan, nil
}

// configuredPlan stores the plan that a site has by its configuration.
func (a *app) configuredPlan(ctx context.Context, name l10n.SiteName) (activities.Planned, error) {
	site, err := a.cfg.Site(name)
	if err != nil {
		return activities.Planned{}, err
	}
	p := a.cfg.Plan(site, nil)
	b, err := json.Marshal(p)
	if err != nil {
		return activities.Planned{}, err
	}
	ref, err := a.store.Put(ctx, b)
	return activities.Planned{Ref: ref, Plan: p}, err
}
