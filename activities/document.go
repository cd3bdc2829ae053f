package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// FetchInput names a page to fetch.
type FetchInput struct {
	Document l10n.DocumentID
	URL      string
}

// FetchDocument gets a page's bytes and keeps them.
func (a *Activities) FetchDocument(ctx context.Context, in FetchInput) (l10n.Document, error) {
	d, err := a.Work.Fetch(ctx, in.Document, in.URL)
	return d, toAppError(err)
}

// ExtractInput names a fetched page.
type ExtractInput struct {
	Plan     l10n.Ref
	Document l10n.Document
}

// ExtractDocument splits a page into skeleton and units.
func (a *Activities) ExtractDocument(ctx context.Context, in ExtractInput) (work.Extracted, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return work.Extracted{}, toAppError(err)
	}
	out, err := a.Work.Extract(ctx, p, in.Document)
	return out, toAppError(err)
}
