package main

import (
	"context"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// homes finds where visitors of a destination begin in each language, its sources' included: at the page with the
// shortest address, which is a site's index where it has one.
func (a *app) homes(cfg *config.Config, destination string) func(context.Context) ([]publish.Home, error) {
	return func(ctx context.Context) ([]publish.Home, error) {
		of := map[l10n.Locale]string{}
		offer := func(l l10n.Locale, address string) {
			if before, ok := of[l]; strings.HasPrefix(address, "http") && (!ok || len(address) < len(before)) {
				of[l] = address
			}
		}
		for _, s := range cfg.Sites {
			if s.Destination != destination {
				continue
			}
			pages, err := a.store.PublishedSite(ctx, s.Name)
			if err != nil {
				return nil, err
			}
			for _, p := range pages {
				offer(p.Locale, p.URL)
				offer(s.SourceLang, p.SourceURL)
			}
		}
		var all []publish.Home
		for l, address := range of {
			all = append(all, publish.Home{Locale: l, Name: format.New(l).LanguageName(l), URL: address})
		}
		publish.SortHomes(all)
		return all, nil
	}
}
