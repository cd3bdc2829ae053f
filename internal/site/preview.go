package site

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Preview makes the page as it would be published now, approved or not; empty targets show the source.
func (s *Service) Preview(ctx context.Context, k l10n.TranslationKey) ([]byte, error) {
	page, _, err := s.preview(ctx, k)
	return page, err
}

// PageChanges returns the dates and amounts besides the segments that the page would have in its locale's notation.
func (s *Service) PageChanges(ctx context.Context, k l10n.TranslationKey) ([]l10n.PageChange, error) {
	_, changes, err := s.preview(ctx, k)
	return changes, err
}

func (s *Service) preview(ctx context.Context, k l10n.TranslationKey) ([]byte, []l10n.PageChange, error) {
	t, err := s.Translations.Translation(ctx, k)
	if err != nil {
		return nil, nil, err
	}
	r := &rendering{page: l10n.PublishedPage{
		Site: t.Site, Document: t.Document, Locale: t.Locale, SourceURL: t.URL,
		Extraction: t.Extraction, Skeleton: t.Skeleton,
	}}
	if r.plan, err = blob.GetJSON[l10n.Plan](ctx, s.Blobs, t.Plan); err != nil {
		return nil, nil, err
	}
	if r.targets, err = s.Translations.Targets(ctx, k); err != nil {
		return nil, nil, err
	}
	if r.site, err = s.Pages.PublishedSite(ctx, t.Site); err != nil {
		return nil, nil, err
	}
	if err := s.previewAddress(ctx, r); err != nil {
		return nil, nil, err
	}
	r.siblings = siblings(r.site, r.page)
	page, _, err := s.render(ctx, r)
	return page, r.changes, err
}

// previewAddress gives a page the address that it has, or would get now.
func (s *Service) previewAddress(ctx context.Context, r *rendering) error {
	for _, p := range r.site {
		if p.Document == r.page.Document && p.Locale == r.page.Locale {
			r.page.Slug = p.Slug
		}
	}
	e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, r.page.Extraction)
	if err != nil {
		return err
	}
	if err := s.chooseName(r.plan, &r.page, &e, r.targets, r.site); err != nil {
		return err
	}
	_, r.page.URL, err = s.pagePath(r.plan, &r.page)
	return err
}

// siblings are the page itself and the document's published pages in the other locales.
func siblings(site []l10n.PublishedPage, page l10n.PublishedPage) []l10n.PublishedPage {
	all := []l10n.PublishedPage{page}
	for _, p := range site {
		if p.Document == page.Document && p.Locale != page.Locale {
			all = append(all, p)
		}
	}
	return all
}
