package publish

import (
	"cmp"
	"context"
	"errors"
	"html/template"
	"net/http"
	"slices"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Home is the page where visitors of a locale begin.
type Home struct {
	Locale l10n.Locale
	Name   string // of the language, in that language
	URL    string
}

// Chooser serves the root of a destination, unless a page is published there. A visitor whose browser prefers a
// language that has a home is redirected to it. Others choose from a list of the languages' own names. All other
// requests go to next.
func Chooser(dest Destination, homes func(context.Context) ([]Home, error), next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" || r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(w, r)
			return
		}
		if _, err := dest.Get(r.Context(), "index.html"); !errors.Is(err, l10n.ErrNotFound) {
			next.ServeHTTP(w, r)
			return
		}
		all, err := homes(r.Context())
		if err != nil || len(all) == 0 {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Vary", "Accept-Language")
		w.Header().Set("Cache-Control", "no-cache")
		if home := preferred(all, r.Header.Get("Accept-Language")); home != "" && !r.URL.Query().Has("choose") {
			http.Redirect(w, r, home, http.StatusFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		_ = chooserPage.Execute(w, all)
	})
}

// preferred returns the URL of the home in the browser's first language, or "". The browser's other languages do not
// count: its reader may know them only a little, and should choose.
func preferred(homes []Home, accept string) string {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(tags) == 0 {
		return ""
	}
	var available []language.Tag
	for _, h := range homes {
		available = append(available, h.Locale.Tag())
	}
	if _, at, confidence := language.NewMatcher(available).Match(tags[0]); confidence >= language.High {
		return homes[at].URL
	}
	return ""
}

// SortHomes sorts homes by their locales.
func SortHomes(homes []Home) {
	slices.SortFunc(homes, func(a, b Home) int { return cmp.Compare(a.Locale, b.Locale) })
}

var chooserPage = template.Must(template.New("chooser").Parse(`<!DOCTYPE html>
<html lang="mul">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{range $i, $h := .}}{{if $i}} · {{end}}{{$h.Name}}{{end}}</title>
{{range .}}<link rel="alternate" hreflang="{{.Locale}}" href="{{.URL}}">
{{end}}<style>
body{font:1.25rem/1.5 system-ui,sans-serif;margin:0;min-height:100vh;display:grid;place-items:center;background:#f6f5f1;color:#1f2a33}
ul{list-style:none;margin:2rem;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));width:min(40rem,90vw)}
a{display:block;padding:.9rem 1.2rem;background:#fff;color:#12506b;text-decoration:none;border:1px solid #c9d3d8;border-radius:.4rem;text-align:start}
a:hover,a:focus{border-color:#12506b;text-decoration:underline}
</style>
</head>
<body>
<nav><ul>
{{range .}}<li><a href="{{.URL}}" hreflang="{{.Locale}}" lang="{{.Locale}}" dir="{{.Locale.Direction}}">{{.Name}}</a></li>
{{end}}</ul></nav>
</body>
</html>
`))
