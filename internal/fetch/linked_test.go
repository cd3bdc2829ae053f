package fetch

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFetchLinked(t *testing.T) {
	s, f := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/a/rules.xml":
			w.Header().Set("Content-Type", "application/xml")
			_, _ = w.Write([]byte("<rules/>"))
		case "/notes.html":
			html(w, "<p>notes")
		case "/large.xml":
			w.Header().Set("Content-Type", "text/xml")
			_, _ = w.Write([]byte("<r>" + strings.Repeat("x", maxLinked) + "</r>"))
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write([]byte("\x89PNG"))
		case "/busy":
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			http.NotFound(w, r)
		}
	})
	page := s.URL + "/a/page.html"
	for href, want := range map[string]string{"rules.xml#r1": "<rules/>", "/notes.html#n": "<p>notes", s.URL + "/a/rules.xml": "<rules/>"} {
		if got, err := f.FetchLinked(t.Context(), page, href); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", href, got, err)
		}
	}
	for href, want := range map[string]error{
		"/large.xml": ErrTooLarge, "/picture": ErrType, "/none": ErrGone, "file:///etc/passwd": ErrForbiddenAddress, "ftp://x.example/": ErrBadURL,
	} {
		if _, err := f.FetchLinked(t.Context(), page, href); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", href, err, want)
		}
	}
	if _, err := f.FetchLinked(t.Context(), page, "/busy"); err == nil || Permanent(err) {
		t.Errorf("a busy server: %v", err)
	}
	if _, err := New(Options{}).FetchLinked(t.Context(), page, "rules.xml"); !errors.Is(err, ErrForbiddenAddress) {
		t.Errorf("a private address: %v", err)
	}
}

func TestFetchLinkedFiles(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"site/page.html": page, "site/rules.xml": "<rules/>", "site/its/more.xml": "<more/>", "secret.xml": "<secret/>"} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir) + "/site/page.html"}).String()
	for _, allowed := range []bool{true, false} {
		f := New(Options{AllowFiles: allowed})
		for href, want := range map[string]string{"rules.xml": "<rules/>", "its/more.xml": "<more/>", "../secret.xml": "", "its/../../secret.xml": "", "none.xml": ""} {
			if !allowed {
				want = ""
			}
			if got, err := f.FetchLinked(t.Context(), at, href); string(got) != want || (err == nil) != (want != "") {
				t.Errorf("%s, files allowed %v: %q, %v", href, allowed, got, err)
			}
		}
	}
}
