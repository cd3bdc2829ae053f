package activities

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Rollback switches a document back to an earlier publication, and the records with it: links and alternates of pages
// made later follow what visitors get. An empty publication means the one before the current.
func (a *Activities) Rollback(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, to l10n.PublicationID) (*l10n.Publication, error) {
	d, ok := a.Destinations[p.Destination]
	if !ok {
		return nil, fmt.Errorf("%w: there is no destination %q", l10n.ErrRefused, p.Destination)
	}
	var pub *l10n.Publication
	err := a.locked(ctx, doc, func() (err error) {
		before, err := d.Publisher.Current(ctx, doc)
		if err != nil {
			return err
		}
		if pub, err = d.Publisher.Earlier(ctx, doc, to); err != nil {
			return err
		}
		if err := a.besideLists(ctx, p, pub, func() error {
			if err := d.Publisher.Switch(ctx, pub); err != nil {
				return err
			}
			if err := a.takeFrom(ctx, before, pub); err != nil {
				return err
			}
			return a.Records.SavePublished(ctx, pub.Site, doc, pagesOf(pub))
		}); err != nil {
			return err
		}
		a.purgeNow(ctx, d, before, pub)
		return a.noteVisible(ctx, doc, before, pub)
	})
	return pub, err
}

// RollbackInput names the publication to go back to, and whose word that is.
type RollbackInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
	By          l10n.UserID
}

// RollbackDocument is Rollback for a workflow. It reads back what visitors get.
func (a *Activities) RollbackDocument(ctx context.Context, in RollbackInput) error {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return fail(err)
	}
	if in.Publication == "" {
		return fail(fmt.Errorf("%w: a rollback that may be repeated has to name the publication", l10n.ErrRefused))
	}
	pub, err := a.Rollback(ctx, p, in.Document, in.Publication)
	if err != nil {
		return fail(err)
	}
	return fail(a.Destinations[p.Destination].Publisher.Verify(ctx, pub))
}

// pagesOf are the records of a publication's pages.
func pagesOf(pub *l10n.Publication) []l10n.PublishedPage {
	var pages []l10n.PublishedPage
	for _, l := range pub.Locales {
		pages = append(pages, l10n.PublishedPage{
			Site: pub.Site, Document: pub.Document, Locale: l.Locale, SourceURL: l.SourceURL, URL: l.URL, Slug: l.Slug, Title: l.Title, Since: l.Since, Publication: pub.ID, Run: pub.Run,
			Extraction: l.Extraction, Skeleton: l.Skeleton, Targets: l.Targets, Assets: l.Assets, Untranslated: l.Untranslated, Approvals: l.Approvals, PublishedAt: pub.PublishedAt,
		})
	}
	return pages
}
