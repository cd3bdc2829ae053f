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

// RunBrief is what the workflows of a run need to know of its plan. Its JSON is in histories.
type RunBrief struct {
	Site        l10n.SiteName
	Locales     []l10n.Locale
	Steps       []l10n.StepName
	Review      []l10n.ReviewStep `json:",omitempty"`
	FourEyes    bool
	RemindAfter time.Duration
	Together    bool
	Desk        string   // the desk's address, for links
	Documents   int      // how many pages the run has
	List        l10n.Ref // the pages' addresses, for [Service.List]
	Patience    l10n.Patience
	Assets      bool `json:",omitempty"` // the files that pages use are gathered
	// Pending are the locales whose pages are not simply held until they are approved.
	Pending map[l10n.Locale]l10n.Pending `json:",omitempty"`
	Embargo *l10n.Embargo                `json:",omitempty"`
	// AsPublished says that the pages are taken as they are published.
	AsPublished bool `json:",omitempty"`
	// Uploads says that pages of the plan were handed in.
	Uploads bool `json:",omitempty"`
}

// maxPages is how many addresses a run's record names.
const maxPages = 20

// OpenRun discovers the pages of a run and opens its record. A plan without pages is refused with an error that wraps
// [l10n.ErrRefused]. A repeat keeps when the run has started.
func (s *Service) OpenRun(ctx context.Context, id l10n.RunID, ref l10n.Ref,
	p l10n.Plan) (RunBrief, error) {
	urls, err := s.Pages(ctx, p)
	if err != nil {
		return RunBrief{}, err
	}
	if len(urls) == 0 {
		return RunBrief{}, fmt.Errorf("%w: the site %q names no page: its sitemap and feed are empty", l10n.ErrRefused,
			p.Site)
	}
	if err := s.checkUploads(ctx, p, urls); err != nil {
		return RunBrief{}, err
	}
	list, err := blob.PutJSON(ctx, s.Blobs, urls)
	if err != nil {
		return RunBrief{}, err
	}
	_, err = s.Runs.UpdateRun(ctx, id, func(r *l10n.Run) error {
		started := r.StartedAt
		if started.IsZero() {
			started = time.Now().UTC()
		}
		*r = l10n.Run{
			ID: id, Site: p.Site, Plan: ref, Locales: p.Locales, RequestedBy: p.RequestedBy, Reason: p.Reason,
			Status: l10n.RunRunning, Documents: len(urls), StartedAt: started, List: list,
		}
		if p.Site == l10n.AdHoc {
			r.Pages = p.Pages[:min(len(p.Pages), maxPages)]
		}
		return nil
	})
	return RunBrief{
		Site: p.Site, Locales: p.Locales, Steps: p.Steps, Review: p.Review, FourEyes: p.FourEyes, RemindAfter: p.RemindAfter,
		Together: p.Together, Desk: p.Desk, Documents: len(urls), List: list, Patience: p.Patience,
		Assets: p.Assets.Any(), Pending: p.Pending, Embargo: p.Embargo, AsPublished: p.AsPublished,
		Uploads: len(p.Uploads) > 0,
	}, err
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

// DocumentsOf returns the pages of a run's list, under each ID that they may have.
func (s *Service) DocumentsOf(ctx context.Context, list l10n.Ref) (map[l10n.DocumentID]bool, error) {
	urls, err := blob.GetJSON[[]string](ctx, s.Blobs, list)
	if err != nil {
		return nil, err
	}
	docs := make(map[l10n.DocumentID]bool, 2*len(urls))
	for _, u := range urls {
		docs[l10n.NewDocumentID(u)], docs[l10n.EarlierDocumentID(u)] = true, true
	}
	return docs, nil
}

// Standing is how a run stands.
type Standing struct {
	Run       l10n.RunID
	Status    l10n.RunStatus
	Published int // pages
	Ended     int // pages that ended otherwise
	Comment   string
	// Site is for the record of a run that ended before it was opened.
	Site l10n.SiteName `json:",omitempty"`
	// Troubles name the first documents that had trouble, and why.
	Troubles []string `json:",omitempty"`
}

// NoteRun writes into a run's record how it stands, and when it has ended.
func (s *Service) NoteRun(ctx context.Context, n Standing) error {
	_, err := s.Runs.UpdateRun(ctx, n.Run, func(r *l10n.Run) error {
		now := time.Now().UTC()
		if r.StartedAt.IsZero() {
			r.StartedAt = now
		}
		if !r.EndedAt.IsZero() {
			return nil // a run that has ended stays as it ended
		}
		if r.Site == "" {
			r.Site = n.Site
		}
		r.Status, r.Published, r.Ended, r.Comment, r.Troubles = n.Status, n.Published, n.Ended, n.Comment, n.Troubles
		if n.Status != l10n.RunRunning {
			r.EndedAt = now
		}
		return nil
	})
	return err
}
