package work

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Pages returns the addresses of the pages that a plan names.
func (s *Service) Pages(ctx context.Context, p l10n.Plan) ([]string, error) {
	return s.Source.Discover(ctx, fetch.Source{Pages: p.Pages, Sitemap: p.Sitemap, Feed: p.Feed})
}

// OpenRun discovers the pages of a run and opens its record. It returns where the list of their addresses is, for
// [Service.List], and how many they are. A plan without pages is refused with an error that wraps [l10n.ErrRefused]. A
// repeat keeps when the run has started.
func (s *Service) OpenRun(ctx context.Context, id l10n.RunID, ref l10n.Ref,
	p l10n.Plan) (list l10n.Ref, pages int, err error) {
	urls, err := s.Pages(ctx, p)
	if err != nil {
		return "", 0, err
	}
	if len(urls) == 0 {
		return "", 0, fmt.Errorf("%w: the site %q names no page: its sitemap and feed are empty", l10n.ErrRefused,
			p.Site)
	}
	if list, err = blob.PutJSON(ctx, s.Blobs, urls); err != nil {
		return "", 0, err
	}
	_, err = s.Runs.UpdateRun(ctx, id, func(r *l10n.Run) error {
		started := r.StartedAt
		if started.IsZero() {
			started = time.Now().UTC()
		}
		*r = l10n.Run{
			ID: id, Site: p.Site, Plan: ref, Locales: p.Locales, RequestedBy: p.RequestedBy, Reason: p.Reason,
			Status: l10n.RunRunning, Documents: len(urls), StartedAt: started,
		}
		return nil
	})
	return list, len(urls), err
}

// List returns at most limit addresses of a run's list, from an offset on; none after its end.
func (s *Service) List(ctx context.Context, list l10n.Ref, offset, limit int) ([]string, error) {
	urls, err := blob.GetJSON[[]string](ctx, s.Blobs, list)
	if err != nil {
		return nil, err
	}
	from := min(offset, len(urls))
	return urls[from:min(from+limit, len(urls))], nil
}

// Standing is how a run stands.
type Standing struct {
	Run       l10n.RunID
	Status    l10n.RunStatus
	Published int // pages
	Ended     int // pages that ended otherwise
	Comment   string
}

// NoteRun writes into a run's record how it stands, and when it has ended.
func (s *Service) NoteRun(ctx context.Context, n Standing) error {
	_, err := s.Runs.UpdateRun(ctx, n.Run, func(r *l10n.Run) error {
		now := time.Now().UTC()
		if r.StartedAt.IsZero() {
			r.StartedAt = now
		}
		r.Status, r.Published, r.Ended, r.Comment = n.Status, n.Published, n.Ended, n.Comment
		if n.Status != l10n.RunRunning {
			r.EndedAt = now
		}
		return nil
	})
	return err
}
