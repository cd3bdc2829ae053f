package activities

import (
	"context"
	"errors"
	"fmt"

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
	// Plan is named where pages of the run were handed in, which are taken in place of what is at their addresses.
	Plan l10n.Ref `json:",omitempty"`
}

// FetchDocument gets a page's bytes and keeps them.
func (a *Activities) FetchDocument(ctx context.Context, in FetchInput) (l10n.Document, error) {
	if err := a.of(ctx, DocumentWorkflowID(in.Document)); err != nil {
		return l10n.Document{}, err
	}
	var plan l10n.Plan
	if in.Plan != "" {
		var err error
		if plan, err = withPlan(ctx, a, in.Plan, func(p l10n.Plan) (l10n.Plan, error) { return p, nil }); err != nil {
			return l10n.Document{}, err
		}
	}
	d, err := a.Work.Fetch(ctx, plan, in.Document, in.URL)
	if errors.Is(err, fetch.ErrType) {
		return d, temporal.NewNonRetryableApplicationError(err.Error(), TypeNoPage, nil)
	}
	if err != nil {
		return d, toAppError(err)
	}
	return d, toAppError(a.Authority.Acts.RecordAct(ctx, pageID(d), "", ""))
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
	if err := a.of(ctx, DocumentWorkflowID(in.Document.ID)); err != nil {
		return Extracted{}, err
	}
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (out Extracted, err error) {
		if err := a.fetched(ctx, in.Document); err != nil {
			return out, a.logRefusal(ctx, err, "document", in.Document.ID)
		}
		if out.Extracted, err = a.Work.Extract(ctx, p, in.Document); err != nil || !l10n.IsFileURL(in.Document.URL) {
			return out, err
		}
		files, err := a.gather(ctx, p, in.Document.URL, out.Skeleton)
		out.Files = &files
		return out, err
	})
}

// fetched refuses bytes that were not fetched from the document's address.
func (a *Activities) fetched(ctx context.Context, d l10n.Document) error {
	_, _, err := a.Authority.Acts.ActDone(ctx, pageID(d))
	if !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	stands, err := a.Work.Documents.Document(ctx, d.ID) // fetched before this was noted
	if l10n.IgnoreNotFound(err) != nil {
		return err
	}
	if err != nil || stands.Ref != d.Ref || stands.URL != d.URL {
		return fmt.Errorf("%w: the page %s is not what was fetched from %s", l10n.ErrRefused, d.Ref, d.URL)
	}
	return nil
}

// pageID names a page as it was fetched.
func pageID(d l10n.Document) string { return fmt.Sprintf("page %s of %s at %s", d.Ref, d.ID, d.URL) }

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
		return a.gather(ctx, p, in.Document.URL, in.Skeleton)
	})
}

// gather gathers a page's files, and notes for which page they are.
func (a *Activities) gather(ctx context.Context, p l10n.Plan, url string, skeleton l10n.Ref) (Gathered, error) {
	out, err := a.Gather.Gather(ctx, p, url, skeleton)
	if err != nil || out.Assets == "" {
		return out, err
	}
	return out, a.Authority.Acts.RecordAct(ctx, assetsID(skeleton, url, out.Assets), "", "")
}
