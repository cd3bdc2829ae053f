package publish

import (
	"errors"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Handler serves what a destination's visitors get, for the demonstration, for previews and for tests: files by their
// paths, index.html for a directory, and 404 for all else, the destination's own bookkeeping included.
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
			http.NotFound(w, r)
		case err != nil:
			http.Error(w, "the destination does not answer", http.StatusBadGateway)
		default:
			if t := mime.TypeByExtension(path.Ext(name)); t != "" {
				w.Header().Set("Content-Type", t)
			}
			w.Header().Set("ETag", `"`+string(l10n.NewHash(string(body)))+`"`)
			w.Header().Set("Cache-Control", "no-cache")
			w.Header().Set("X-Content-Type-Options", "nosniff")
			_, _ = w.Write(body)
		}
	})
}
