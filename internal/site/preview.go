package site

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Preview makes the page as it would be published now, approved or not; empty targets show the source. Copies of files
// that are not published yet have their addresses below assets: see [Service.PreviewAsset].
func (s *Service) Preview(ctx context.Context, k l10n.TranslationKey, assets string) ([]byte, error) {
	page, _, err := s.preview(ctx, k, assets)
	return page, err
}

// PreviewAsset returns the copy of a file that a previewed page uses, by its name.
func (s *Service) PreviewAsset(ctx context.Context, k l10n.TranslationKey, name string) (l10n.Asset, []byte, error) {
	t, err := s.Translations.Translation(ctx, k)
	if err != nil {
		return l10n.Asset{}, nil, err
	}
	if t.Assets != "" {
		all, err := blob.GetJSON[[]l10n.Asset](ctx, s.Blobs, t.Assets)
		if err != nil {
			return l10n.Asset{}, nil, err
		}
		for _, a := range all {
			if a.Name == name && name != "" {
				body, err := s.Blobs.Get(ctx, a.Ref)
				return a, body, err
			}
		}
	}
	return l10n.Asset{}, nil, fmt.Errorf("%w: the page has no file %q", l10n.ErrNotFound, name)
}

// PageChanges returns the dates and amounts besides the segments that the page would have in its locale's notation.
func (s *Service) PageChanges(ctx context.Context, k l10n.TranslationKey) ([]l10n.PageChange, error) {
	_, changes, err := s.preview(ctx, k, "")
	return changes, err
}

func (s *Service) preview(ctx context.Context, k l10n.TranslationKey, assets string) ([]byte, []l10n.PageChange, error) {
	r, err := s.previewing(ctx, k, assets)
	if err != nil {
		return nil, nil, err
	}
	page, _, err := s.render(ctx, r)
	return page, r.changes, err
}

// previewing gathers what is known of a page that is not published.
func (s *Service) previewing(ctx context.Context, k l10n.TranslationKey, assets string) (*rendering, error) {
	t, err := s.Translations.Translation(ctx, k)
	if err != nil {
		return nil, err
	}
	r := &rendering{page: l10n.PublishedPage{
		Site: t.Site, Document: t.Document, Locale: t.Locale, SourceURL: t.URL,
		Extraction: t.Extraction, Skeleton: t.Skeleton, Assets: t.Assets,
	}}
	if r.plan, err = blob.GetJSON[l10n.Plan](ctx, s.Blobs, t.Plan); err != nil {
		return nil, err
	}
	if r.targets, err = s.Translations.Targets(ctx, k); err != nil {
		return nil, err
	}
	if r.site, err = s.Pages.PublishedSite(ctx, t.Site); err != nil {
		return nil, err
	}
	if err := s.previewAddress(ctx, r); err != nil {
		return nil, err
	}
	r.siblings = siblings(r.site, r.page)
	return r, s.previewAssets(ctx, r, assets)
}

// previewAddress gives a page the address that it has, or would get now.
func (s *Service) previewAddress(ctx context.Context, r *rendering) error {
	for _, p := range r.site {
		if p.Document == r.page.Document && p.Locale == r.page.Locale {
			r.page.Slug = p.Slug
		}
	}
	src, err := s.keptSource(ctx, r.page)
	if err != nil {
		return err
	}
	if err := s.chooseName(r.plan, &r.page, src.extraction, r.targets, r.site); err != nil {
		return err
	}
	_, r.page.URL, err = s.pagePath(r.plan, &r.page)
	return err
}

// previewAssets tells a rendering where the desk has the files that were copied for it.
func (s *Service) previewAssets(ctx context.Context, r *rendering, below string) error {
	if r.page.Assets == "" || below == "" {
		return nil
	}
	all, err := blob.GetJSON[[]l10n.Asset](ctx, s.Blobs, r.page.Assets)
	if err != nil {
		return err
	}
	r.assets = map[string]string{}
	for _, a := range all {
		if a.Locale != "" && a.Locale != r.page.Locale || a.Locale == "" && r.assets[a.Source] != "" {
			continue // a locale's own file comes first
		}
		r.assets[a.Source] = a.URL
		if a.Name != "" {
			r.assets[a.Source] = strings.TrimSuffix(below, "/") + "/" + url.PathEscape(a.Name)
		}
	}
	return nil
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
