package publish

import (
	"context"
	"errors"
	"html/template"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// maxContents is how many pages the root lists.
const maxContents = 200

// Contents answers at the root of a destination that has no page there, on the machine of who tries things out: it lists
// what is published, or says that nothing is yet. What is anywhere else, next answers.
func Contents(dest Destination, pages func(context.Context) ([]l10n.PublishedPage, error), next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" || r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := dest.Get(r.Context(), "index.html"); !errors.Is(err, l10n.ErrNotFound) {
			next.ServeHTTP(w, r)
			return
		}
		all, err := pages(r.Context())
		if err != nil {
			next.ServeHTTP(w, r)
			return
		}
		more := max(0, len(all)-maxContents)
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Robots-Tag", "noindex")
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		_ = contentsPage.Execute(w, struct {
			Pages []l10n.PublishedPage
			More  int
		}{all[:len(all)-more], more})
	})
}

var contentsPage = template.Must(template.New("contents").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{if .Pages}}What is published here{{else}}Nothing is published here yet{{end}}</title>
<style>
body{font:1.1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;background:#f6f5f1;color:#1f2a33}
a{color:#12506b;overflow-wrap:anywhere}
li{margin:.4rem 0}
span{color:#5b6871;margin-inline-end:.5rem}
</style>
</head>
<body>
{{if .Pages}}<h1>What is published here</h1>
<ul>
{{range .Pages}}<li><span>{{.Locale}}</span><a href="{{.URL}}" hreflang="{{.Locale}}">{{.URL}}</a></li>
{{end}}</ul>
{{if .More}}<p>… and {{.More}} more.</p>{{end}}
{{else}}<h1>Nothing is published here yet</h1>
<p>Pages come here when people have approved them at the desk.</p>
<p>Start with <code>dragoman publish https://… --to es,fr</code> in another terminal.</p>
{{end}}</body>
</html>
`))
