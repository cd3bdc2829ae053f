package activities

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// OpenRunInput starts a run.
type OpenRunInput struct {
	Run  l10n.RunID
	Plan l10n.Ref
}

// RunBrief is what the workflows need to know of a plan.
type RunBrief struct {
	Site        l10n.SiteName
	Locales     []l10n.Locale
	Steps       []l10n.StepName
	FourEyes    bool
	RemindAfter time.Duration
	Together    bool
	Desk        string   // the desk's address, for links
	Documents   int      // how many pages the run has
	List        l10n.Ref // the pages' URLs
	Patience    l10n.Patience
	Assets      bool `json:",omitempty"` // the files that pages use are gathered
	// Pending are the locales whose pages are not simply held until they are approved.
	Pending map[l10n.Locale]l10n.Pending `json:",omitempty"`
}

// OpenRun discovers the run's pages and opens its record.
func (a *Activities) OpenRun(ctx context.Context, in OpenRunInput) (RunBrief, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return RunBrief{}, fail(err)
	}
	urls, err := a.Fetcher.Discover(ctx, fetch.Source{Pages: p.Pages, Sitemap: p.Sitemap, Feed: p.Feed})
	if err != nil {
		return RunBrief{}, fail(err)
	}
	if len(urls) == 0 {
		return RunBrief{}, fail(fmt.Errorf("%w: the site %q names no page: its sitemap and feed are empty", l10n.ErrRefused, p.Site))
	}
	list, err := blob.PutJSON(ctx, a.Blobs, urls)
	if err != nil {
		return RunBrief{}, fail(err)
	}
	err = a.Records.SaveRun(ctx, l10n.Run{
		ID: in.Run, Site: p.Site, Plan: in.Plan, Locales: p.Locales, RequestedBy: p.RequestedBy, Reason: p.Reason, Status: l10n.RunRunning,
		Documents: len(urls), StartedAt: time.Now().UTC(),
	})
	return RunBrief{
		Site: p.Site, Locales: p.Locales, Steps: p.Steps, FourEyes: p.FourEyes, RemindAfter: p.RemindAfter,
		Together: p.Together, Desk: p.Desk, Documents: len(urls), List: list, Patience: p.Patience,
		Assets: p.Assets.Any(), Pending: p.Pending,
	}, fail(err)
}

// ListDocumentsInput asks for a page of a run's list.
type ListDocumentsInput struct {
	List          l10n.Ref
	Offset, Limit int
}

// ListedDocument is one page of a run.
type ListedDocument struct {
	ID  l10n.DocumentID
	URL string
}

// ListDocuments returns a part of a run's list of pages.
func (a *Activities) ListDocuments(ctx context.Context, in ListDocumentsInput) ([]ListedDocument, error) {
	urls, err := blob.GetJSON[[]string](ctx, a.Blobs, in.List)
	if err != nil {
		return nil, fail(err)
	}
	from := min(in.Offset, len(urls))
	var docs []ListedDocument
	for _, u := range urls[from:min(from+in.Limit, len(urls))] {
		docs = append(docs, ListedDocument{ID: l10n.NewDocumentID(u), URL: u})
	}
	return docs, nil
}

// RunNote says how a run ended, or how far it is while its status is running.
type RunNote struct {
	Run       l10n.RunID
	Status    l10n.RunStatus
	Published int
	Ended     int
	Comment   string
}

// NoteRun writes into a run's record how it stands.
func (a *Activities) NoteRun(ctx context.Context, in RunNote) error {
	r, err := a.Records.Run(ctx, in.Run)
	if errors.Is(err, l10n.ErrNotFound) {
		r = l10n.Run{ID: in.Run, StartedAt: time.Now().UTC()}
	} else if err != nil {
		return fail(err)
	}
	r.Status, r.Published, r.Ended, r.Comment = in.Status, in.Published, in.Ended, in.Comment
	if in.Status != l10n.RunRunning {
		r.EndedAt = time.Now().UTC()
	}
	return fail(a.Records.SaveRun(ctx, r))
}
