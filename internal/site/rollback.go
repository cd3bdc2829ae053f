package site

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Rollbacks are the records of people's rollbacks. They stand beside the publications: the manifest of a publication
// that visitors get again was written when they got it first, and is not changed any more.
type Rollbacks interface {
	// RecordRollback writes an act down; a repeat of the same act changes nothing.
	RecordRollback(ctx context.Context, r l10n.Rollback) error
	// Rollbacks returns the acts of a site's document, the oldest first.
	Rollbacks(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.Rollback, error)
}

// RolledBack says what came of a rollback.
type RolledBack struct {
	Publication l10n.PublicationID // that visitors got before
	Changed     []string           `json:",omitempty"` // addresses to tell caches of
}

// Earlier returns the publication that a rollback would go back to: the one that is named, or else the one before the
// current. What was never published is [l10n.ErrNotFound].
//
// Who rolls back without naming a publication asks here first, and then names this one: that way a repeat, or another
// person who does the same at the same time, goes back to the same publication and not to the one before it.
func (s *Service) Earlier(
	ctx context.Context, p l10n.Plan, doc l10n.DocumentID, named l10n.PublicationID,
) (*l10n.Publication, error) {
	d, err := s.destination(p)
	if err != nil {
		return nil, err
	}
	return d.Publisher.Earlier(ctx, doc, named)
}

// Rollback switches a document back to an earlier publication, r.To, and the records with it: links and alternates of
// pages made later follow what visitors get. The act is recorded last, with what visitors got before. When an act of
// the same ID is recorded already, nothing is switched, so that a late repeat does not undo what came after it.
func (s *Service) Rollback(ctx context.Context, p l10n.Plan, r l10n.Rollback) (RolledBack, error) {
	if r.ID == "" || r.By == "" || r.To == "" {
		return RolledBack{}, fmt.Errorf("%w: a rollback needs an id, a person, and the publication to go back to",
			l10n.ErrRefused)
	}
	d, err := s.destination(p)
	if err != nil {
		return RolledBack{}, err
	}
	var out RolledBack
	err = s.locked(ctx, r.Document, func() error {
		pub, err := d.Publisher.Earlier(ctx, r.Document, r.To)
		if err != nil {
			return err
		}
		done, err := s.Rollbacks.Rollbacks(ctx, pub.Site, r.Document)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(done, func(q l10n.Rollback) bool { return q.ID == r.ID }); i >= 0 {
			before, err := d.Publisher.Earlier(ctx, r.Document, done[i].From)
			if err != nil {
				return err
			}
			out = RolledBack{Publication: before.ID, Changed: d.changed(before, pub)}
			return nil
		}
		before, err := d.Publisher.Current(ctx, r.Document)
		if err != nil {
			return err
		}
		r.Site, r.From = pub.Site, before.ID
		if r.At.IsZero() {
			r.At = time.Now().UTC()
		}
		if err := s.rollBack(ctx, p, d, before, pub, r); err != nil {
			return err
		}
		out = RolledBack{Publication: before.ID, Changed: d.changed(before, pub)}
		return s.Rollbacks.RecordRollback(ctx, r)
	})
	return out, err
}

// rollBack switches visitors and records from one publication to another. The caller holds the document's lock.
func (s *Service) rollBack(ctx context.Context, p l10n.Plan, d Destination, before, pub *l10n.Publication, r l10n.Rollback) error {
	err := s.clearOfLists(ctx, p, pub, func() error {
		if err := d.Publisher.Switch(ctx, pub); err != nil {
			return err
		}
		if err := s.takeFromOtherSite(ctx, before, pub); err != nil {
			return err
		}
		return s.replacePages(ctx, pub.Site, pub.Document, pagesOf(pub))
	})
	if err != nil {
		return err
	}
	return s.noteVisible(ctx, before, pub, &r)
}
