package site

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// History is what was ever published of a document.
type History struct {
	Publications []*l10n.Publication // the newest first
	Current      l10n.PublicationID  // the one that visitors get
}

// History lists a document's publications. It is empty when nothing was ever published.
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
	return h, nil
}
