package app

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// publishedHandler serves what visitors get, and beside it each document's manifest at /manifest/DOCUMENT.json.
// At its root, where no page is, visitors find their language.
func (a *App) publishedHandler(destination string) http.Handler {
	dest, p := a.destinations[destination], a.Site.Destinations[destination].Publisher
	site := publish.HostHandler(dest, a.Config.Hosts(destination),
		publish.Chooser(dest, a.languageHomes(destination), publish.Handler(dest)))
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
