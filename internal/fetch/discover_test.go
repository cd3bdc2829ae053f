package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// lists has the answers of a site, by path. HOST stands for the site's address.
var lists = map[string]string{
	"/index.xml": `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
		<sitemap><loc>HOST/news.xml</loc></sitemap><sitemap><loc>/more.xml.gz</loc></sitemap></sitemapindex>`,
	"/news.xml": `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>HOST/a</loc><lastmod>2024-07-25</lastmod></url>
		<url><loc> HOST/b#part </loc></url></urlset>`,
	"/more.xml.gz": `<urlset><url><loc>HOST/c?x=1&amp;y=2</loc></url><url><loc>HOST/a</loc></url></urlset>`,
	"/list.txt":    "\ufeffHOST/a\r\n\r\nHOST/b\n",
	"/rss.xml": `<rss version="2.0"><channel><title>News</title><item><title>A</title><link>HOST/a</link></item>` +
		`<item><title>None</title></item></channel></rss>`,
	"/atom.xml": `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>x</id><updated>2024-07-25T00:00:00Z</updated>
		<entry><title>D</title><id>d</id><updated>2024-07-25T00:00:00Z</updated><link rel="alternate" href="/d"/></entry></feed>`,
	"/feed.json":   `{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[{"id":"1","url":"HOST/e"}]}`,
	"/self.xml":    `<sitemapindex><sitemap><loc>HOST/self.xml</loc></sitemap></sitemapindex>`,
	"/page.xml":    `<html><body>not a sitemap</body></html>`,
	"/broken.xml":  `<urlset><url>`,
	"/secrets.xml": `<urlset><url><loc>file:///etc/passwd</loc></url></urlset>`,
	"/odd.xml":     `<urlset><url><loc>ftp://example.org/</loc></url></urlset>`,
	"/bomb.xml": `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>&b;</loc></url>` +
		`</urlset>`,
}

func listServer(t *testing.T) (string, *Fetcher) {
	t.Helper()
	s, f := serve(t, Options{MaxBytes: 1000}, func(w http.ResponseWriter, r *http.Request) {
		body, ok := lists[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		body = strings.ReplaceAll(body, "HOST", "http://"+r.Host)
		w.Header().Set("Content-Type", "text/xml")
		if strings.HasSuffix(r.URL.Path, ".gz") {
			w.Header().Set("Content-Type", "application/gzip")
			var b bytes.Buffer
			zw := gzip.NewWriter(&b)
			_, _ = zw.Write([]byte(body))
			_ = zw.Close()
			body = b.String()
		}
		_, _ = w.Write([]byte(body))
	})
	return s.URL, f
}

func TestDiscover(t *testing.T) {
	host, f := listServer(t)
	for _, tt := range []struct {
		name string
		src  Source
		want string
	}{
		{"pages", Source{Pages: []string{"HOST/z", "HOST/y", "HOST/z"}}, "/z /y"},
		{"sitemap index", Source{Sitemap: "HOST/index.xml"}, "/a /b /c?x=1&y=2"},
		{"text", Source{Sitemap: "HOST/list.txt"}, "/a /b"},
		{"RSS", Source{Feed: "HOST/rss.xml"}, "/a"},
		{"Atom", Source{Feed: "HOST/atom.xml"}, "/d"},
		{"JSON feed", Source{Feed: "HOST/feed.json"}, "/e"},
		{"all", Source{Pages: []string{"HOST/b"}, Sitemap: "HOST/news.xml", Feed: "HOST/atom.xml"}, "/b /a /d"},
		{"none", Source{}, ""},
	} {
		src := Source{Sitemap: strings.ReplaceAll(tt.src.Sitemap, "HOST", host),
			Feed: strings.ReplaceAll(tt.src.Feed, "HOST", host)}
		for _, p := range tt.src.Pages {
			src.Pages = append(src.Pages, strings.ReplaceAll(p, "HOST", host))
		}
		got, err := f.Discover(t.Context(), src)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if s := strings.ReplaceAll(strings.Join(got, " "), host, ""); s != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, s, tt.want)
		}
	}
}

func TestDiscoverErrors(t *testing.T) {
	host, f := listServer(t)
	for _, tt := range []struct {
		src  Source
		want error
	}{
		{Source{Sitemap: host + "/missing.xml"}, ErrGone}, {Source{Sitemap: host + "/page.xml"}, ErrType},
		{Source{Sitemap: host + "/broken.xml"}, ErrType},
		{Source{Sitemap: host + "/bomb.xml"}, ErrType}, {Source{Feed: host + "/page.xml"}, ErrType},
		{Source{Sitemap: host + "/self.xml"}, ErrTooLarge},
		{Source{Sitemap: host + "/secrets.xml"}, ErrForbiddenAddress}, {Source{Sitemap: host + "/odd.xml"}, ErrBadURL},
		{Source{Pages: []string{"nonsense"}}, ErrBadURL}, {Source{Sitemap: "file:///etc/passwd"}, ErrForbiddenAddress},
	} {
		if got, err := f.Discover(t.Context(), tt.src); !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v, %v; want %v", tt.src, got, err, tt.want)
		}
	}
}

func TestDiscoverFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "sitemap.xml")
	if err := os.WriteFile(name, []byte(`<urlset><url><loc>news/a.html</loc></url></urlset>`), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := New(Options{AllowFiles: true}).Discover(t.Context(), Source{Sitemap: "file://" + name})
	if want := []string{"file://" + filepath.Dir(name) + "/news/a.html"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

// TestDiscoverAgain checks that lists that have not changed are not downloaded again, and give the same pages.
func TestDiscoverAgain(t *testing.T) {
	version, full := "1", 0
	s, f := serve(t, Options{AllowPrivate: true, IgnoreRobots: true}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		tag := `"v` + version + `"`
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		full++
		w.Header().Set("ETag", tag)
		_, _ = w.Write([]byte("/a\n/b" + version + "\n"))
	})
	src := Source{Sitemap: s.URL + "/list.txt"}
	var lists map[string]l10n.SourceList
	for i, want := range []struct {
		version, pages string
		full           int
	}{{"1", "/a /b1", 1}, {"1", "/a /b1", 1}, {"2", "/a /b2", 2}, {"2", "/a /b2", 2}} {
		version = want.version
		urls, now, err := f.DiscoverAgain(t.Context(), src, lists)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.ReplaceAll(strings.Join(urls, " "), s.URL, ""); got != want.pages || full != want.full {
			t.Errorf("look %d: %s after %d answers, want %s after %d", i+1, got, full, want.pages, want.full)
		}
		lists = now
	}
}
