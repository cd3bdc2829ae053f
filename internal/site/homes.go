package site

import (
	"cmp"
	"context"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// LanguageHomes finds where visitors of a destination begin in each language, its sources' included: at the page with
// the shortest address, which is a site's index where it has one. sources holds the source language of each site at
// the destination.
func (s *Service) LanguageHomes(ctx context.Context, sources map[l10n.SiteName]l10n.Locale) ([]publish.Home, error) {
	shortest := map[l10n.Locale]string{}
	offer := func(l l10n.Locale, address string) {
		if !strings.HasPrefix(address, "http") {
			return
		}
		before, ok := shortest[l]
		if !ok || cmp.Or(len(address)-len(before), strings.Compare(address, before)) < 0 {
			shortest[l] = address
		}
	}
	for site, sourceLang := range sources {
		pages, err := s.Pages.PublishedSite(ctx, site)
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			offer(p.Locale, p.URL)
			offer(sourceLang, p.SourceURL)
		}
	}
	var homes []publish.Home
	for l, address := range shortest {
		homes = append(homes, publish.Home{Locale: l, Name: format.New(l).MenuName(l), URL: address})
	}
	publish.SortHomes(homes)
	return homes, nil
}
