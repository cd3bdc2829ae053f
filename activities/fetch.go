package activities

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// FetchInput names a page to fetch.
type FetchInput struct {
	Document l10n.DocumentID
	URL      string
}

// FetchDocument gets a page's bytes, by a conditional request where it was fetched before, and stores them.
func (a *Activities) FetchDocument(ctx context.Context, in FetchInput) (l10n.Document, error) {
	var prev *l10n.Document
	switch d, err := a.Records.Document(ctx, in.Document); {
	case err == nil:
		prev = &d
	case !errors.Is(err, l10n.ErrNotFound):
		return l10n.Document{}, fail(err)
	}
	d, body, err := a.Fetcher.Fetch(ctx, in.URL, prev)
	if err != nil {
		return l10n.Document{}, fail(err)
	}
	if !d.NotModified {
		if d.Ref, err = a.Blobs.Put(ctx, body); err != nil {
			return l10n.Document{}, fail(err)
		}
	}
	d.ID = in.Document
	if prev != nil {
		d.KeepFrom(*prev)
		if d.NotModified {
			d.Text = prev.Text
		}
	}
	return d, fail(a.Records.SaveDocument(ctx, d))
}

// ExtractInput names a fetched page.
type ExtractInput struct {
	Plan     l10n.Ref
	Document l10n.Document
}

// Extracted says where a page's extraction is, and how large it is.
type Extracted struct {
	Extraction, Skeleton l10n.Ref
	Units, Segments      int
}

// ExtractDocument splits a page into skeleton and units.
func (a *Activities) ExtractDocument(ctx context.Context, in ExtractInput) (Extracted, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return Extracted{}, fail(err)
	}
	body, err := a.Blobs.Get(ctx, in.Document.Ref)
	if err != nil {
		return Extracted{}, fail(err)
	}
	e, sk, err := extract.Extract(in.Document, body, extractOptions(p, in.Document, a.Segmenter))
	if err != nil {
		return Extracted{}, fail(fmt.Errorf("%w: %w", l10n.ErrPage, err))
	}
	if e.Segments() == 0 {
		return Extracted{}, fail(fmt.Errorf("%w: it has no text to translate; look at the site's root and exclude selectors", l10n.ErrPage))
	}
	out := Extracted{Units: len(e.Units), Segments: e.Segments()}
	if out.Extraction, err = blob.PutJSON(ctx, a.Blobs, e); err != nil {
		return Extracted{}, fail(err)
	}
	b, err := sk.MarshalBinary()
	if err != nil {
		return Extracted{}, fail(err)
	}
	if out.Skeleton, err = a.Blobs.Put(ctx, b); err != nil {
		return Extracted{}, fail(err)
	}
	d := in.Document
	d.NotModified, d.Text, d.Taken, d.Ignored = false, e.ContentHash(), e.ContentHash(), ""
	by := map[l10n.SiteName]l10n.Hash{}
	maps.Copy(by, d.TakenBy)
	by[p.Site] = d.Taken
	d.TakenBy = by
	return out, fail(a.Records.SaveDocument(ctx, d))
}

// PageReader returns how pages are extracted as a plan says, for services that compare pages.
func PageReader(s extract.Segmenter) func(l10n.Plan, l10n.Document, []byte) (*l10n.Extraction, error) {
	return func(p l10n.Plan, d l10n.Document, body []byte) (*l10n.Extraction, error) {
		e, _, err := extract.Extract(d, body, extractOptions(p, d, s))
		return e, err
	}
}

// extractOptions says how a plan's pages are extracted.
func extractOptions(p l10n.Plan, d l10n.Document, s extract.Segmenter) extract.Options {
	return extract.Options{
		Root: p.Root, WholePage: p.WholePage, Include: p.Include, Exclude: p.Exclude,
		SourceLang: p.SourceLang, ContentType: d.ContentType, Segmenter: s, IsValue: format.IsValue,
	}
}
