package listing

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/locales"
)

var day = time.Date(2024, 7, 25, 12, 0, 0, 0, time.UTC)

// site has three documents in Spanish, two of them in Arabic too, with texts that must be escaped in XML and HTML.
func site(t *testing.T) Site {
	t.Helper()
	bundle, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	page := func(doc string, l l10n.Locale, title string, at int) l10n.PublishedPage {
		return l10n.PublishedPage{Document: l10n.DocumentID(doc), Locale: l, Title: title,
			SourceURL:   "https://example.org/" + doc + "?a=1&b=2",
			URL:         fmt.Sprintf("https://www.example.org/%s/%s.html?x&y", l, doc),
			PublishedAt: day.AddDate(0, 0, 9), Since: day.AddDate(0, 0, at)}
	}
	return Site{
		Name: "news & more", SourceLang: "en", Bundle: bundle,
		Pages: []l10n.PublishedPage{page("a", "es", "Uno <b>", 1), page("a", "ar", "واحد", 1),
			page("b", "es", "Dos & \x01", 3), page("c", "es", "", 2), page("c", "ar", "ثلاثة", 2)},
		Address: func(_ l10n.Locale, path string) string {
			return "https://www.example.org/" + strings.TrimSuffix(path, "index.html")
		},
	}
}

func files(t *testing.T, s Site) map[string]string {
	t.Helper()
	fs, err := Files(s)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range fs {
		m[f.Path] = string(f.Body)
	}
	if len(m) != len(fs) {
		t.Error("two files of one path")
	}
	return m
}

// validate checks files against a schema with xmllint.
func validate(t *testing.T, schema string, bodies ...string) {
	t.Helper()
	xmllint := needs.Program(t, "xmllint", "Debian: libxml2-utils")
	for i, body := range bodies {
		name := filepath.Join(t.TempDir(), "file.xml")
		if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(xmllint, "--noout", "--nonet", "--relaxng", filepath.Join("testdata", schema),
			name).CombinedOutput(); err != nil {
			t.Errorf("file %d: %v: %s\n%s", i, err, out, body)
		}
	}
}

func TestFiles(t *testing.T) {
	s := site(t)
	m := files(t, s)
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	want := []string{"ar/feed.xml", "ar/index.html", "ar/sitemap.xml", "es/feed.xml", "es/index.html", "es/sitemap.xml",
		"robots.txt", "sitemap.xml"}
	if !slices.Equal(names, want) {
		t.Fatalf("%v, want %v", names, want)
	}
	validate(t, "sitemap.rng", m["es/sitemap.xml"], m["ar/sitemap.xml"], m["sitemap.xml"])
	validate(t, "atom.rng", m["es/feed.xml"], m["ar/feed.xml"])
	for _, want := range []string{
		`<loc>https://www.example.org/es/a.html?x&amp;y</loc><lastmod>2024-08-03T12:00:00Z</lastmod>`,
		`hreflang="ar" href="https://www.example.org/ar/a.html?x&amp;y"/>`,
		`hreflang="es" href="https://www.example.org/es/a.html?x&amp;y"/>`,
		`hreflang="en" href="https://example.org/a?a=1&amp;b=2"/>`, `hreflang="x-default"`,
	} {
		if !strings.Contains(m["es/sitemap.xml"], want) {
			t.Errorf("the sitemap has no %s:\n%s", want, m["es/sitemap.xml"])
		}
	}
	if b, a := strings.Index(m["es/feed.xml"], "Dos"), strings.Index(m["es/feed.xml"], "Uno"); b < 0 || a < b {
		t.Errorf("the newest is not first:\n%s", m["es/feed.xml"])
	}
	if !strings.Contains(m["robots.txt"], "\nSitemap: https://www.example.org/sitemap.xml\n") {
		t.Error(m["robots.txt"])
	}
	slices.Reverse(s.Pages)
	for name, body := range files(t, s) {
		if body != m[name] {
			t.Errorf("%s depends on the order of the pages", name)
		}
	}
}

func TestIndex(t *testing.T) {
	m := files(t, site(t))
	for name, want := range map[string]struct{ lang, dir, title, first, date string }{
		"es/index.html": {"es", "ltr", "Todas las páginas", "Dos", "28 de julio de 2024"},
		"ar/index.html": {"ar", "rtl", "كل الصفحات", "ثلاثة", "يوليو"},
	} {
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(m[name]))
		if err != nil {
			t.Fatal(err)
		}
		html, first := doc.Find("html"), doc.Find("li").First()
		if html.AttrOr("lang", "") != want.lang || html.AttrOr("dir", "") != want.dir ||
			doc.Find("h1").Text() != want.title ||
			!strings.Contains(first.Text(), want.first) || !strings.Contains(first.Text(), want.date) {
			t.Errorf("%s:\n%s", name, m[name])
		}
		if doc.Find("li b").Length() > 0 || doc.Find("nav a").Length() != 1 ||
			doc.Find(`link[type="application/atom+xml"]`).Length() != 1 {
			t.Errorf("%s:\n%s", name, m[name])
		}
	}
}

// Alternates must be mutual. So an index does not name as its alternate a page of the site that has the index's path,
// but it links to that page.
func TestAlternatesOfAnIndex(t *testing.T) {
	s := site(t)
	s.Taken = []string{"es/index.html"}
	ar := files(t, s)["ar/index.html"]
	if strings.Contains(ar, `<link rel="alternate" hreflang="es"`) ||
		!strings.Contains(ar, `<link rel="alternate" hreflang="ar"`) ||
		!strings.Contains(ar, `<a href="https://www.example.org/es/" hreflang="es"`) {
		t.Error(ar)
	}
}

func TestOptions(t *testing.T) {
	without := func(lists ...l10n.List) func(*Site) { return func(s *Site) { s.Without = lists } }
	scheme := func(u l10n.URLScheme) func(*Site) { return func(s *Site) { s.Scheme = u } }
	for _, tt := range []struct {
		name   string
		change func(*Site)
		is     []string
		not    []string
	}{
		{"no sitemap", without(l10n.ListSitemap),
			[]string{"es/feed.xml"}, []string{"es/sitemap.xml", "sitemap.xml", "robots.txt"}},
		{"no feed", without(l10n.ListFeed), []string{"es/index.html"}, []string{"es/feed.xml"}},
		{"no lists", without(l10n.ListSitemap, l10n.ListFeed, l10n.ListIndex),
			nil, []string{"es/index.html", "robots.txt"}},
		{"a page has the path", func(s *Site) { s.Taken = []string{"es/index.html"} },
			[]string{"ar/index.html"}, []string{"es/index.html"}},
		{"suffixes", scheme(l10n.SuffixScheme),
			[]string{"sitemap.es.xml", "feed.ar.xml", "index.es.html", "sitemap.xml"}, []string{"es/feed.xml"}},
		{"hosts", scheme(l10n.HostScheme), []string{"es/sitemap.xml", "es/robots.txt"},
			[]string{"sitemap.xml", "robots.txt"}},
		{"no pages", func(s *Site) { s.Pages = nil }, nil, []string{"sitemap.xml", "robots.txt"}},
	} {
		s := site(t)
		tt.change(&s)
		m := files(t, s)
		for _, name := range tt.is {
			if m[name] == "" {
				t.Errorf("%s: no %s", tt.name, name)
			}
		}
		for _, name := range tt.not {
			if m[name] != "" {
				t.Errorf("%s: %s is there", tt.name, name)
			}
		}
	}
}

// A sitemap has at most 50,000 addresses; the index at the root names all parts.
func TestLargeSitemap(t *testing.T) {
	s := site(t)
	s.Without = []l10n.List{l10n.ListFeed, l10n.ListIndex}
	s.Pages = nil
	for i := range maxURLs + 1 {
		s.Pages = append(s.Pages, l10n.PublishedPage{Document: l10n.DocumentID(fmt.Sprint(i)), Locale: "es",
			URL: fmt.Sprintf("https://www.example.org/es/%06d.html", i), PublishedAt: day})
	}
	m := files(t, s)
	for name, want := range map[string]int{"es/sitemap.xml": maxURLs, "es/sitemap-2.xml": 1} {
		if n := bytes.Count([]byte(m[name]), []byte("<loc>")); n != want {
			t.Errorf("%s has %d addresses, want %d", name, n, want)
		}
	}
	if !strings.Contains(m["sitemap.xml"], "/es/sitemap-2.xml</loc>") {
		t.Error(m["sitemap.xml"])
	}
}

// TestWhatIsNotListed holds that pages which the source keeps from search engines, or which are copies of others, are in no
// sitemap and no feed. People find them in the index.
func TestWhatIsNotListed(t *testing.T) {
	s := site(t)
	for i := range s.Pages {
		s.Pages[i].Unlisted = s.Pages[i].Document == "c"
	}
	m := files(t, s)
	for path, body := range m {
		named := strings.Contains(body, "/c.html")
		if want := strings.HasSuffix(path, "index.html"); named != want {
			t.Errorf("%s: the page that is not listed is named: %v", path, named)
		}
	}
	for i := range s.Pages {
		s.Pages[i].Unlisted = s.Pages[i].Locale == "ar"
	}
	m = files(t, s)
	if m["ar/sitemap.xml"] != "" || m["ar/feed.xml"] != "" || strings.Contains(m["sitemap.xml"], "/ar/") {
		t.Error("a locale without listed pages has lists")
	}
	if body := m["ar/index.html"]; body == "" || strings.Contains(body, "feed.xml") {
		t.Errorf("its index: %s", body)
	}
	if strings.Contains(m["es/sitemap.xml"], `hreflang="ar"`) {
		t.Error("a page that is not listed is an alternate of one that is")
	}
}

// TestTheFeedsTitle holds that readers see the site's name, and not that of its configuration.
func TestTheFeedsTitle(t *testing.T) {
	for _, tt := range []struct {
		change func(*Site)
		want   string
	}{
		{func(*Site) {}, "example.org"},
		{func(s *Site) { s.Pages[0].SourceURL = "https://example.org/" }, "Uno &lt;b&gt;"},
		{func(s *Site) { s.Pages[0].SourceURL = "https://example.org/index.html" }, "Uno &lt;b&gt;"},
		{func(s *Site) { s.Pages[0].SiteTitle, s.Pages[1].SiteTitle = "La Gaceta", "الجريدة" }, "La Gaceta"},
		{func(s *Site) { s.Title, s.Pages[0].SiteTitle = "The Gazette & Co", "La Gaceta" }, "The Gazette &amp; Co"},
		{func(s *Site) {
			for i := range s.Pages {
				s.Pages[i].SourceURL = "file:///home/me/a.html"
			}
		}, "www.example.org"},
	} {
		s := site(t)
		tt.change(&s)
		feed := files(t, s)["es/feed.xml"]
		for _, want := range []string{"\n<title>" + tt.want + "</title>", "<author><name>" + tt.want + "</name></author>"} {
			if !strings.Contains(feed, want) {
				t.Errorf("no %s in %s", want, feed)
			}
		}
	}
}
