package site

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// History is what was ever published of a document.
type History struct {
	Publications []*l10n.Publication // the newest first
	Current      l10n.PublicationID  // the one that visitors get
	Rollbacks    []l10n.Rollback     // to these publications, the oldest first
}

// History lists a document's publications and the rollbacks to them. It is empty when nothing was ever published.
func (s *Service) History(ctx context.Context, p l10n.Plan, doc l10n.DocumentID) (History, error) {
	d, err := s.destination(p)
	if err != nil {
		return History{}, err
	}
	var h History
	if h.Publications, err = d.Publisher.History(ctx, doc); err != nil || len(h.Publications) == 0 {
		return h, err
	}
	current, err := d.Publisher.Current(ctx, doc)
	if err != nil {
		return h, err
	}
	h.Current = current.ID
	h.Rollbacks, err = s.Rollbacks.Rollbacks(ctx, p.Site, doc)
	return h, err
}

// RollbacksTo are the rollbacks to one publication, the oldest first.
func (h History) RollbacksTo(pub l10n.PublicationID) []l10n.Rollback {
	var to []l10n.Rollback
	for _, r := range h.Rollbacks {
		if r.To == pub {
			to = append(to, r)
		}
	}
	return to
}
