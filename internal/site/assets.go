package site

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// addAssets tells a rendering where the files are that the page uses, and returns the copies that are published with
// it. A file of the page's own locale stands in the place of one for all locales.
func (s *Service) addAssets(ctx context.Context, r *rendering) ([]l10n.File, error) {
	if r.page.Assets == "" {
		return nil, nil
	}
	assets, err := blob.GetJSON[[]l10n.Asset](ctx, s.Blobs, r.page.Assets)
	if err != nil {
		return nil, err
	}
	r.assets = map[string]string{}
	var files []l10n.File
	for _, own := range [...]bool{false, true} { // the later one wins
		for _, asset := range assets {
			if own != (asset.Locale != "") || own && asset.Locale != r.page.Locale {
				continue
			}
			if asset.Name == "" {
				r.assets[asset.Source] = asset.URL
				continue
			}
			path := publish.AssetPath(r.plan.URLs.Scheme, r.page.Locale, r.page.Document, asset.Name)
			r.assets[asset.Source] = publish.Address(r.plan.URLs, s.Destinations[r.plan.Destination].URL, r.page.Locale, path)
			files = append(files, l10n.File{
				Path: path, Ref: asset.Ref, ContentType: asset.ContentType, Size: asset.Size, Locale: asset.Locale,
			})
		}
	}
	return files, nil
}

// HasAssets refuses a list of files that no page of a document has that visitors get.
func (s *Service) HasAssets(ctx context.Context, doc l10n.DocumentID, assets l10n.Ref) error {
	sites, err := s.Pages.PublishedSites(ctx, doc)
	if err != nil {
		return err
	}
	for _, site := range sites {
		pages, err := s.Pages.PublishedPages(ctx, site, doc)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(pages, func(pg l10n.PublishedPage) bool { return pg.Assets == assets }) {
			return nil
		}
	}
	return fmt.Errorf("%w: the files %s were not gathered for %s", l10n.ErrRefused, assets, doc)
}
