package activities

import (
	"context"
	"errors"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/gather"
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
	if errors.Is(err, fetch.ErrType) {
		return d, temporal.NewNonRetryableApplicationError(err.Error(), TypeNoPage, nil)
	}
	return d, toAppError(err)
}

// ExtractInput names a fetched page.
type ExtractInput struct {
	Plan     l10n.Ref
	Document l10n.Document
}

// Extracted is what became of a page.
type Extracted struct {
	work.Extracted
	// Files are those of a page that is itself a file: they are gathered at once, so that its preview has them.
	Files *Gathered `json:",omitempty"`
}

// ExtractDocument splits a page into skeleton and units.
func (a *Activities) ExtractDocument(ctx context.Context, in ExtractInput) (Extracted, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (out Extracted, err error) {
		if out.Extracted, err = a.Work.Extract(ctx, p, in.Document); err != nil || !l10n.IsFileURL(in.Document.URL) {
			return out, err
		}
		files, err := a.Gather.Gather(ctx, p, in.Document.URL, out.Skeleton)
		out.Files = &files
		return out, err
	})
}

// AssetsInput names a page whose files are to be gathered.
type AssetsInput struct {
	Plan     l10n.Ref
	Document l10n.Document
	Skeleton l10n.Ref
}

// Gathered says which files a page's publications have with them.
type Gathered = gather.Gathered

// GatherAssets fetches the files that a page uses, as the plan says.
func (a *Activities) GatherAssets(ctx context.Context, in AssetsInput) (Gathered, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (Gathered, error) {
		return a.Gather.Gather(ctx, p, in.Document.URL, in.Skeleton)
	})
}
