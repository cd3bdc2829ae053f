package localize

import (
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const sourceSite = "http://site.example/"

// siteURL is the public address of a page of the example site.
func siteURL(locale l10n.Locale, page string) string {
	return "https://news.example/" + string(locale) + "/" + page
}

// TestExampleSite localizes the example site into four locales. It checks that the pages have their language, that all
// locales of a page name the same alternates, and that links between pages stay in their locale.
func TestExampleSite(t *testing.T) {
	names, err := fs.Glob(examples.FS, "site/*.html")
	if err != nil {
		t.Fatal(err)
	}
	news, err := fs.Glob(examples.FS, "site/news/*.html")
	if err != nil || len(names)+len(news) < 5 {
		t.Fatalf("the example site has %d pages, %v", len(names)+len(news), err)
	}
	locales := []l10n.Locale{"es", "fr", "ru", "ar"}
	var pages []string
	for _, n := range append(names, news...) {
		pages = append(pages, strings.TrimPrefix(n, "site/"))
	}
	for _, page := range pages {
		source, err := fs.ReadFile(examples.FS, "site/"+page)
		if err != nil {
			t.Fatal(err)
		}
		clusters := map[string]bool{}
		for _, locale := range locales {
			doc := localizedExample(t, locale, page, pages, string(source))
			checkExample(t, locale, page, doc)
			clusters[cluster(doc)] = true
		}
		if len(clusters) != 1 {
			t.Errorf("%s: the locales name different alternates: %v", page, clusters)
		}
	}
}

func localizedExample(t *testing.T, locale l10n.Locale, page string, pages []string, source string) *goquery.Document {
	t.Helper()
	p := testPage(t, locale)
	p.URL, p.SourceURL, p.Siblings = siteURL(locale, page), sourceSite+page, nil
	for _, l := range []l10n.Locale{"es", "fr", "ru", "ar"} {
		p.Siblings = append(p.Siblings, Sibling{l, siteURL(l, page)})
	}
	p.Link = func(abs *url.URL) (string, l10n.Locale, bool) {
		name := strings.TrimPrefix(abs.String(), sourceSite)
		return siteURL(locale, name), locale, slices.Contains(pages, name)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, p, source)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func checkExample(t *testing.T, locale l10n.Locale, page string, doc *goquery.Document) {
	t.Helper()
	where := string(locale) + " " + page
	root := doc.Find("html")
	if root.AttrOr("lang", "") != string(locale) || root.AttrOr("dir", "") != string(locale.Direction()) {
		t.Errorf("%s: lang %q, dir %q", where, root.AttrOr("lang", ""), root.AttrOr("dir", ""))
	}
	if c := doc.Find("link[rel=canonical]"); c.Length() != 1 || c.AttrOr("href", "") != siteURL(locale, page) {
		t.Errorf("%s: canonical %q", where, c.AttrOr("href", ""))
	}
	if n := doc.Find(".dragoman-attribution").Length(); n != 1 {
		t.Errorf("%s: %d attributions", where, n)
	}
	doc.Find("time[datetime]").Each(func(_ int, s *goquery.Selection) {
		if strings.Contains(s.Text(), "July") || strings.Contains(s.Text(), "August") {
			t.Errorf("%s: the date %q is English", where, s.Text())
		}
	})
	doc.Find("nav.menu a[href]").Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", ""); !strings.HasPrefix(href, "/"+string(locale)+"/") {
			t.Errorf("%s: the menu leads to %s", where, href)
		}
	})
	doc.Find("nav.languages a[hreflang]").Each(func(_ int, s *goquery.Selection) {
		lang, href := s.AttrOr("hreflang", ""), s.AttrOr("href", "")
		want := "/" + lang + "/" + page
		if lang == "en" {
			want = sourceSite + page
		}
		if href != want || (s.AttrOr("aria-current", "") != "") != (lang == string(locale)) {
			t.Errorf("%s: the switcher's %s leads to %s", where, lang, href)
		}
	})
	doc.Find("[src], link[href]").Each(func(_ int, s *goquery.Selection) {
		if u := s.AttrOr("src", s.AttrOr("href", "")); !strings.HasPrefix(u, "http") {
			t.Errorf("%s: the asset %s would be looked for in the wrong place", where, u)
		}
	})
}

// cluster lists a page's alternates, sorted.
func cluster(doc *goquery.Document) string {
	var all []string
	doc.Find("link[rel=alternate][hreflang]").Each(func(_ int, s *goquery.Selection) {
		all = append(all, s.AttrOr("hreflang", "")+" "+s.AttrOr("href", ""))
	})
	slices.Sort(all)
	return strings.Join(all, "\n")
}
