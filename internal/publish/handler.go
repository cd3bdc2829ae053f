package publish

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Handler serves a destination's files by their paths, for the demonstration, for previews and for tests. For a
// directory it serves index.html, after a redirect to the path with a slash. It answers 404 for everything else, also
// for the destination's own files.
func Handler(dest Destination) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if CheckPath(name) != nil {
			http.NotFound(w, r)
			return
		}
		body, err := dest.Get(r.Context(), name)
		switch {
		case errors.Is(err, l10n.ErrNotFound):
			if _, err := dest.Get(r.Context(), name+"/index.html"); err == nil {
				http.Redirect(w, r, (&url.URL{Path: "/" + name + "/"}).String(), http.StatusFound)
				return
			}
			http.NotFound(w, r)
		case err != nil:
			http.Error(w, "the destination does not answer", http.StatusBadGateway)
		default:
			if t := mime.TypeByExtension(path.Ext(name)); t != "" {
				w.Header().Set("Content-Type", t)
			}
			w.Header().Set("ETag", `"`+string(l10n.NewShortName(string(body)))+`"`)
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
		}
	})
}
