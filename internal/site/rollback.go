package site

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Rollback switches a document back to an earlier publication, and the records with it: links and alternates of pages
// made later follow what visitors get. An empty publication means the one before the current.
func (s *Service) Rollback(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, to l10n.PublicationID) (*l10n.Publication, error) {
	d, err := s.destination(p)
	if err != nil {
		return nil, err
	}
	var pub *l10n.Publication
	err = s.locked(ctx, doc, func() (err error) {
		before, err := d.Publisher.Current(ctx, doc)
		if err != nil {
			return err
		}
		if pub, err = d.Publisher.Earlier(ctx, doc, to); err != nil {
			return err
		}
		if err := s.clearOfLists(ctx, p, pub, func() error {
			if err := d.Publisher.Switch(ctx, pub); err != nil {
				return err
			}
			if err := s.takeFromOtherSite(ctx, before, pub); err != nil {
				return err
			}
			return s.replacePages(ctx, pub.Site, doc, pagesOf(pub))
		}); err != nil {
			return err
		}
		s.purge(ctx, d, before, pub)
		return s.noteVisible(ctx, before, pub)
	})
	return pub, err
}
