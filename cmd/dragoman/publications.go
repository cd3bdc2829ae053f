package main

import (
	"context"

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
