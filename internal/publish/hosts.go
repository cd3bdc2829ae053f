package publish

import (
	"context"
	"net/http"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// HostHandler is [Handler] for a site whose locales have hosts of their own: each host serves its locale's folder. Every
// other host is for all.
func HostHandler(dest Destination, hosts map[string]l10n.Locale, all http.Handler) http.Handler {
	of := map[string]http.Handler{}
	for host, l := range hosts {
		of[strings.ToLower(host)] = Handler(folder{dest, string(l) + "/"})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h, ok := of[strings.ToLower(r.Host)]; ok {
			h.ServeHTTP(w, r)
			return
		}
		all.ServeHTTP(w, r)
	})
}

// folder is a folder of a destination, for its readers.
type folder struct {
	Destination
	name string
}

func (f folder) Get(ctx context.Context, path string) ([]byte, error) {
	return f.Destination.Get(ctx, f.name+path)
}
