package app

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// publishedHandler serves what visitors get, and beside it each document's manifest at /manifest/DOCUMENT.json.
// At its root, where no page is, visitors find their language, or else a list of what is published.
func (a *App) publishedHandler(destination string) http.Handler {
	dest, p := a.destinations[destination], a.Site.Destinations[destination].Publisher
	site := publish.HostHandler(dest, a.Config.Hosts(destination),
		publish.Chooser(dest, a.languageHomes(destination), publish.Contents(dest, a.publishedAt(destination), publish.Handler(dest))))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		doc, ok := strings.CutPrefix(r.URL.Path, "/manifest/")
		if !ok {
			site.ServeHTTP(w, r)
			return
		}
		pub, err := p.Current(r.Context(), l10n.DocumentID(strings.TrimSuffix(doc, ".json")))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		_ = enc.Encode(pub)
	})
}

// languageHomes finds where visitors of a destination begin in each language.
func (a *App) languageHomes(destination string) func(context.Context) ([]publish.Home, error) {
	sources := map[l10n.SiteName]l10n.Locale{}
	for _, s := range a.Config.Sites {
		if s.Destination == destination {
			sources[s.Name] = s.SourceLang
		}
	}
	return func(ctx context.Context) ([]publish.Home, error) { return a.Site.LanguageHomes(ctx, sources) }
}

// publishedAt lists the pages that visitors get of a destination.
func (a *App) publishedAt(destination string) func(context.Context) ([]l10n.PublishedPage, error) {
	var sites []l10n.SiteName
	for _, s := range a.Config.Sites {
		if s.Destination == destination {
			sites = append(sites, s.Name)
		}
	}
	if s, err := a.Config.Site(l10n.AdHoc); err == nil && s.Destination == destination && !slices.Contains(sites, s.Name) {
		sites = append(sites, s.Name)
	}
	return func(ctx context.Context) ([]l10n.PublishedPage, error) {
		var all []l10n.PublishedPage
		for _, s := range sites {
			pages, err := a.Store.PublishedSite(ctx, s)
			if err != nil {
				return nil, err
			}
			all = append(all, pages...)
		}
		return all, nil
	}
}

// Empty reports whether nothing is published at a destination.
func (a *App) Empty(ctx context.Context, destination string) bool {
	pages, err := a.publishedAt(destination)(ctx)
	return err == nil && len(pages) == 0
}
