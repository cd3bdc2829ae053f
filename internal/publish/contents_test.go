package publish_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// shelf is a destination of some files.
type shelf struct {
	publish.Destination
	files map[string]string
}

func (s shelf) Get(_ context.Context, path string) ([]byte, error) {
	if f, ok := s.files[path]; ok {
		return []byte(f), nil
	}
	return nil, l10n.ErrNotFound
}

func TestContents(t *testing.T) {
	one := []l10n.PublishedPage{{Locale: "es", URL: "http://127.0.0.1:8090/es/a.html?x=1&y=<2>"}}
	for name, c := range map[string]struct {
		path, method string
		files        map[string]string
		pages        []l10n.PublishedPage
		err          error
		status       int
		want         string
	}{
		"nothing is published":    {path: "/", status: 200, want: "Nothing is published here yet"},
		"asked for its head":      {path: "/", method: "HEAD", status: 200},
		"a page is published":     {path: "/", pages: one, status: 200, want: `<a href="http://127.0.0.1:8090/es/a.html?x=1&amp;y=%3c2%3e" hreflang="es">`},
		"many are":                {path: "/", pages: make([]l10n.PublishedPage, 203), status: 200, want: "and 3 more"},
		"its root has a page":     {path: "/", files: map[string]string{"index.html": "<p>Home"}, pages: one, status: 418},
		"another address":         {path: "/es/", pages: one, status: 418},
		"somebody posts":          {path: "/", method: "POST", status: 418},
		"the records do not tell": {path: "/", err: errors.New("gone"), status: 418},
	} {
		next := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(418) })
		h := publish.Contents(shelf{files: c.files}, func(context.Context) ([]l10n.PublishedPage, error) { return c.pages, c.err }, next)
		w := httptest.NewRecorder()
		method := "GET"
		if c.method != "" {
			method = c.method
		}
		h.ServeHTTP(w, httptest.NewRequest(method, c.path, nil))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: %d\n%s", name, w.Code, w.Body)
		}
	}
}
