package publish

import (
	"context"
	"net/http"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// HostHandler is [Handler] for a site whose locales have their own hosts. Each host serves the folder of its locale.
// Requests to other hosts go to all.
func HostHandler(dest Destination, hosts map[string]l10n.Locale, all http.Handler) http.Handler {
	byHost := map[string]http.Handler{}
	for host, l := range hosts {
		byHost[strings.ToLower(host)] = Handler(folder{dest, string(l) + "/"})
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if h, ok := byHost[strings.ToLower(r.Host)]; ok {
			h.ServeHTTP(w, r)
			return
		}
		all.ServeHTTP(w, r)
	})
}

// folder is a destination whose Get reads below a folder.
type folder struct {
	Destination
	name string
}

func (f folder) Get(ctx context.Context, path string) ([]byte, error) {
	return f.Destination.Get(ctx, f.name+path)
}
