package examples

import (
	"bytes"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// SiteHandler serves the example site. It replaces the host site.example in the files by own, the server's address.
func SiteHandler(own string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		body, err := fs.ReadFile(FS, path.Join("site", name))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		kind := mime.TypeByExtension(path.Ext(name))
		if strings.HasPrefix(kind, "text/") || strings.HasSuffix(name, ".xml") {
			body = bytes.ReplaceAll(body, []byte("http://site.example"), []byte(own))
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(body)
	})
}
