package destination

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func TestOpenErrors(t *testing.T) {
	if _, err := Open("ftp", Options{}); err == nil || !strings.Contains(err.Error(), "dir") {
		t.Errorf("an unknown kind: %v", err)
	}
	if _, err := Open("dir", Options{}); err == nil {
		t.Error("a directory without a name was opened")
	}
}

// TestDirIsPlainFiles checks that a web server that follows links serves what the driver returns.
func TestDirIsPlainFiles(t *testing.T) {
	name := t.TempDir()
	dest, err := Open("dir", Options{Dir: name})
	if err != nil {
		t.Fatal(err)
	}
	var b blobs
	mustPublish(t, publish.New(dest, &b), b.make("a", 1, "es"))
	body, err := os.ReadFile(filepath.Join(name, "es", "news", "a.html"))
	if err != nil || string(body) != text("a", 1, "es") {
		t.Errorf("%.20q, %v", body, err)
	}
}

func TestDirKeepsFilesThatAreNotItsOwn(t *testing.T) {
	name := t.TempDir()
	own := filepath.Join(name, "es", "news", "a.html")
	if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own, []byte("by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	dest, err := Open("dir", Options{Dir: name})
	if err != nil {
		t.Fatal(err)
	}
	var b blobs
	if err := publish.New(dest, &b).Publish(t.Context(), b.make("a", 1, "es")); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("publishing over a file: %v", err)
	}
	if body, _ := os.ReadFile(own); string(body) != "by hand" {
		t.Errorf("the file became %.20q", body)
	}
}

// TestDirStaysWithin checks that the driver follows no link that leads out of the directory.
func TestDirStaysWithin(t *testing.T) {
	name, outside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "secret.html"), []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(name, "es")); err != nil {
		t.Fatal(err)
	}
	dest, err := Open("dir", Options{Dir: name})
	if err != nil {
		t.Fatal(err)
	}
	if body, err := dest.Get(t.Context(), "es/secret.html"); err == nil {
		t.Errorf("read %q", body)
	}
	var b blobs
	if err := publish.New(dest, &b).Publish(t.Context(), b.make("a", 1, "es")); err == nil {
		t.Error("published through a link that leads out")
	}
	if entries, _ := os.ReadDir(outside); len(entries) != 1 {
		t.Errorf("outside there are now %v", entries)
	}
}

func TestSweep(t *testing.T) {
	name := t.TempDir()
	if _, err := Open("dir", Options{Dir: name}); err != nil {
		t.Fatal(err)
	}
	stale, fresh := filepath.Join(name, tmpDir, "stale"), filepath.Join(name, tmpDir, "fresh")
	for _, f := range []string{stale, fresh} {
		if err := os.WriteFile(f, []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(stale, long, long); err != nil {
		t.Fatal(err)
	}
	if _, err := Open("dir", Options{Dir: name}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("what a crash left is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("somebody's work was taken away: %v", err)
	}
}

func TestHandler(t *testing.T) {
	dest, err := Open("dir", Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var b blobs
	pub := b.make("a", 1, "es")
	pub.Files = append(pub.Files, l10n.File{Path: "es/index.html", Ref: b.put("home"), Locale: "es"})
	mustPublish(t, publish.New(dest, &b), publish.Compose(nil, pub))
	h := publish.Handler(dest)
	for _, tt := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/es/news/a.html", 200}, {"HEAD", "/es/news/a.html", 200}, {"GET", "/es/", 200}, {"GET", "/es", 302},
		{"GET", "/fr/news/a.html", 404},
		{"GET", "/.documents/a/manifest.json", 404}, {"GET", "/es/../.documents/a/manifest.json", 404}, {"POST", "/es/", 405},
		{"GET", "/", 404},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(tt.method, "http://x.example/", nil)
		r.URL.Path = tt.path
		h.ServeHTTP(w, r)
		if w.Code != tt.want {
			t.Errorf("%s %s: %d, want %d", tt.method, tt.path, w.Code, tt.want)
		}
		if to := w.Header().Get("Location"); w.Code == http.StatusFound && to != tt.path+"/" {
			t.Errorf("%s leads to %s", tt.path, to)
		}
		if w.Code == http.StatusOK && !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: %q", tt.path, w.Header().Get("Content-Type"))
		}
	}
	first := httptest.NewRecorder()
	h.ServeHTTP(first, httptest.NewRequest(http.MethodGet, "http://x.example/es/", nil))
	again := httptest.NewRequest(http.MethodGet, "http://x.example/es/", nil)
	again.Header.Set("If-None-Match", first.Header().Get("ETag"))
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, again); w.Code != http.StatusNotModified {
		t.Errorf("an unchanged page: %d", w.Code)
	}
}

func TestHostHandler(t *testing.T) {
	dest, err := Open("dir", Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	var b blobs
	pub := b.make("a", 1, "es", "fr")
	pub.Files = append(pub.Files, l10n.File{Path: "es/index.html", Ref: b.put("home"), Locale: "es"})
	mustPublish(t, publish.New(dest, &b), publish.Compose(nil, pub))
	h := publish.HostHandler(dest, map[string]l10n.Locale{"es.x.example": "es"}, publish.Handler(dest))
	for address, want := range map[string]int{
		"http://es.x.example/news/a.html": 200, "http://ES.x.example/": 200, "http://es.x.example/es/news/a.html": 404,
		"http://es.x.example/fr/news/a.html":    404,
		"http://es.x.example/../fr/news/a.html": 404, "http://x.example/fr/news/a.html": 200, "http://es.x.example/news": 404,
	} {
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil)); w.Code != want {
			t.Errorf("%s: %d, want %d", address, w.Code, want)
		}
	}
}

func TestChooser(t *testing.T) {
	dest, err := Open("dir", Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	homes := []publish.Home{{Locale: "ar", Name: "العربية", URL: "/ar/"},
		{Locale: "es", Name: "español", URL: `/es/"><script>`}, {Locale: "pt-BR", Name: "português", URL: "/pt-BR/"}}
	h := publish.Chooser(dest, func(context.Context) ([]publish.Home, error) { return homes, nil }, publish.Handler(dest))
	ask := func(path, accept string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, "http://x.example"+path, nil)
		r.Header.Set("Accept-Language", accept)
		h.ServeHTTP(w, r)
		return w
	}
	for accept, want := range map[string]string{
		"ar-EG,en;q=0.5": "/ar/", "pt": "/pt-BR/", "pt-PT, pt;q=0.9": "/pt-BR/", "en-US,en;q=0.9,ar;q=0.5": "", "": "",
		"*": "", "x;;q=1": "", "uk": "",
	} {
		w := ask("/", accept)
		if got := w.Header().Get("Location"); got != want || (w.Code == http.StatusOK) != (want == "") {
			t.Errorf("%q: %d %q, want %q", accept, w.Code, got, want)
		}
	}
	page := ask("/?choose", "ar").Body.String()
	if !strings.Contains(page, `<a href="/ar/" hreflang="ar" lang="ar" dir="rtl">العربية</a>`) ||
		strings.Contains(page, "<script>") {
		t.Error(page)
	}
	if w := ask("/news", "ar"); w.Code != http.StatusNotFound {
		t.Errorf("/news: %d", w.Code)
	}
	homes = nil
	if w := ask("/", "ar"); w.Code != http.StatusNotFound {
		t.Errorf("without pages: %d", w.Code)
	}
	homes = []publish.Home{{Locale: "ar", URL: "/ar/"}}
	var b blobs
	pub := b.make("a", 1, "es")
	pub.Files = append(pub.Files, l10n.File{Path: "index.html", Ref: b.put("home"), Locale: "es"})
	mustPublish(t, publish.New(dest, &b), publish.Compose(nil, pub))
	if w := ask("/", "ar"); w.Body.String() != "home" {
		t.Errorf("a page is published at the root, and a visitor gets %d %s", w.Code, w.Body)
	}
}
