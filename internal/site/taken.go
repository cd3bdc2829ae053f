package site

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Taken is a document as it is published: what its pages are made of.
type Taken struct {
	Document                     l10n.Document
	Extraction, Skeleton, Assets l10n.Ref
	Units, Segments              int
	Left                         []l10n.Left
}

// TakePublished returns a document as it is published in the plan's locales. Where they are of different versions of the
// source, the latest counts.
func (s *Service) TakePublished(ctx context.Context, p l10n.Plan, doc l10n.DocumentID) (Taken, error) {
	pages, err := s.Pages.PublishedPages(ctx, p.Site, doc)
	if err != nil {
		return Taken{}, err
	}
	pages = slices.DeleteFunc(slices.Clone(pages), func(pg l10n.PublishedPage) bool { return !slices.Contains(p.Locales, pg.Locale) })
	if len(pages) == 0 {
		return Taken{}, fmt.Errorf("%w: %s is not published in %v any more", l10n.ErrRefused, doc, p.Locales)
	}
	var out Taken
	for _, pg := range pages {
		e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, pg.Extraction)
		if err != nil {
			return Taken{}, err
		}
		if out.Extraction == "" || e.Document.FetchedAt.After(out.Document.FetchedAt) {
			out = Taken{Document: e.Document, Extraction: pg.Extraction, Skeleton: pg.Skeleton, Assets: pg.Assets, Units: len(e.Units),
				Segments: e.Segments(), Left: e.Left}
		}
	}
	return out, nil
}
