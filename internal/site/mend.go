package site

import (
	"context"
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// MendLinks finds links that have become wrong: to a page that has been published in the locale since, or has been
// withdrawn. It publishes each document with such a link again, and then the site's lists. It returns how many
// documents that were.
func (s *Service) MendLinks(ctx context.Context, p l10n.Plan) (int, error) {
	site, err := s.Pages.PublishedSite(ctx, p.Site)
	if err != nil {
		return 0, err
	}
	docs := outdated(site)
	for mended, doc := range docs {
		if err := s.mend(ctx, p, doc); err != nil {
			return mended, err
		}
	}
	return len(docs), s.publishLists(ctx, p)
}

// mend publishes a document's pages again, as they are in the records.
func (s *Service) mend(ctx context.Context, p l10n.Plan, doc l10n.DocumentID) error {
	d, err := s.destination(p)
	if err != nil {
		return err
	}
	return s.locked(ctx, doc, func() error {
		pages, err := s.Pages.PublishedPages(ctx, p.Site, doc)
		if err != nil || len(pages) == 0 {
			return err
		}
		before, err := d.Publisher.Current(ctx, doc)
		if l10n.IgnoreNotFound(err) != nil {
			return err
		}
		pub := &l10n.Publication{Run: pages[0].Run, Document: doc}
		_, err = s.publishPages(ctx, p, pub, pages)
		if errors.Is(err, publish.ErrOlder) { // the pages are again what they were before they were mended last
			err = s.switchBack(ctx, p, pub, pages)
		}
		if err == nil {
			s.purgeOrLog(ctx, d, before, pub)
		}
		return err
	})
}

// switchBack switches to a publication that was there before: what is in the records now makes the very same.
func (s *Service) switchBack(
	ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage,
) error {
	d := s.Destinations[p.Destination].Publisher
	earlier, err := d.Earlier(ctx, pub.Document, pub.ID)
	if err != nil {
		return err
	}
	return s.clearOfLists(ctx, p, earlier, func() error {
		if err := d.Switch(ctx, earlier); err != nil {
			return err
		}
		return s.savePages(ctx, earlier, pages)
	})
}
