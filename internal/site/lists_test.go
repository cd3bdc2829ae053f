package site

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// lists publishes the site's lists.
func (w *world) lists() {
	w.t.Helper()
	w.must(w.site.publishLists(w.t.Context(), w.plan))
}

func TestListsFollowPages(t *testing.T) {
	w := newWorld(t)
	w.lists()
	if _, err := w.site.Destinations["public"].Publisher.Current(t.Context(), listsOf("news")); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a site without pages has lists: %v", err)
	}
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.cache.told = nil
	w.lists()
	w.wants("es/sitemap.xml", "http://public.test/es/a.html")
	w.wants("es/feed.xml", "http://public.test/es/a.html")
	w.wants("es/index.html", "http://public.test/es/a.html")
	w.wants("robots.txt", "http://public.test/sitemap.xml")
	w.wants("sitemap.xml", "http://public.test/es/sitemap.xml")
	pub := w.current(listsOf("news"))
	if pub.Site != "news" || pub.Run != "after-" || pub.Tool != "dragoman test" || pub.Versions["cldr"] != "48" || pub.Withdrawn != nil || len(pub.Locales) != 0 {
		t.Errorf("%+v", pub)
	}
	if !slices.IsSortedFunc(pub.Files, func(x, y l10n.File) int { return strings.Compare(x.Path, y.Path) }) || len(pub.Files) != 5 || pub.Files[0].Locale != "es" || pub.Files[0].Size == 0 {
		t.Errorf("%+v", pub.Files)
	}
	if len(w.cache.told) != 1 || !slices.Contains(w.cache.told[0], "http://public.test/es/sitemap.xml") {
		t.Errorf("caches were told of %q", w.cache.told)
	}
	w.lists()
	if again := w.current(listsOf("news")); again.ID != pub.ID || len(w.cache.told) != 1 {
		t.Errorf("the same lists were published twice: %s, %q", again.ID, w.cache.told)
	}
	w.withdraw("w1", "a.html")
	w.lists()
	if w.get("es/sitemap.xml") != "" || w.get("robots.txt") != "" {
		t.Error("a site without pages has lists")
	}
	if pub := w.current(listsOf("news")); pub.Withdrawn == nil || !pub.Withdrawn.At.Equal(pub.PublishedAt) || pub.Withdrawn.ID != string(pub.Run) {
		t.Errorf("%+v", pub)
	}
	w.publish("r2", "a.html", page(`<p>Hello.</p>`), "es")
	w.lists()
	w.wants("es/sitemap.xml", "http://public.test/es/a.html")
}

func TestFewListsAreKept(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"a.html", "b.html", "c.html", "d.html", "e.html"} {
		w.publish("r1", path, page(`<p>Hello.</p>`), "es")
		w.lists()
	}
	h, err := w.site.History(t.Context(), w.plan, listsOf("news"))
	if err != nil || len(h.Publications) != keptLists {
		t.Errorf("%d are kept, %v", len(h.Publications), err)
	}
}

// The home page of a locale takes the place of its index, and gives it back.
func TestTheIndexMakesRoomForAPage(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.lists()
	w.wants("es/index.html", "http://public.test/es/a.html")
	w.publish("r1", "", page(`<h1>Home</h1>`), "es")
	w.wants("es/index.html", "es Home")
	w.wants("es/sitemap.xml")
	w.lists()
	w.wants("es/index.html", "es Home")
	home := w.current(docOf("")).ID
	w.withdraw("w1", "")
	w.lists()
	w.wants("es/index.html", "http://public.test/es/a.html")
	_, err := w.site.Rollback(t.Context(), w.plan, l10n.Rollback{ID: "act", By: "ana", Document: docOf(""), To: home})
	w.must(err)
	w.wants("es/index.html", "es Home")
}

// Files that a person has put there stay.
func TestListsGoWhereNothingIs(t *testing.T) {
	w := newWorld(t)
	w.must(os.WriteFile(filepath.Join(w.dir, "robots.txt"), []byte("by hand"), 0o600))
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.lists()
	if w.get("robots.txt") != "by hand" || w.get("sitemap.xml") == "" {
		t.Errorf("robots.txt is %q, sitemap.xml %q", w.get("robots.txt"), w.get("sitemap.xml"))
	}
	if !strings.Contains(w.log.String(), "do not go where somebody else's files are") {
		t.Errorf("the log says %s", w.log)
	}
	w.must(os.MkdirAll(filepath.Join(w.dir, "fr"), 0o750))
	w.must(os.WriteFile(filepath.Join(w.dir, "fr", "feed.xml"), []byte("by hand"), 0o600))
	w.publish("r1", "b.html", page(`<p>Hello.</p>`), "fr")
	w.lists()
	if w.get("fr/feed.xml") != "by hand" || w.get("fr/sitemap.xml") != "" || !strings.Contains(w.log.String(), "are not published") {
		t.Errorf("fr/feed.xml is %q; the log says %s", w.get("fr/feed.xml"), w.log)
	}
}

func TestListsThatASiteDoesNotWant(t *testing.T) {
	w := newWorld(t)
	p := w.plan
	p.Without = []l10n.List{l10n.ListFeed, l10n.ListIndex}
	w.usePlan(p)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.lists()
	if w.get("es/feed.xml") != "" || w.get("es/index.html") != "" || w.get("es/sitemap.xml") == "" {
		t.Error("the wrong lists are there")
	}
	own := w.site.Destinations["public"]
	own.Address = func(base, path string) string { return base + "/?p=" + path }
	w.site.Destinations["public"] = own
	w.publish("r2", "b.html", page(`<p>Hello.</p>`), "es")
	w.lists()
	if b := w.get("es/sitemap.xml"); strings.Contains(b, "b.html") {
		t.Errorf("a destination that makes its own addresses got lists:\n%s", b)
	}
	if pages, _ := w.records.PublishedPages(t.Context(), "news", docOf("b.html")); pages[0].URL != "http://public.test/?p=es/b.html" {
		t.Errorf("%+v", pages)
	}
}

// What a page says to search engines and readers reaches the lists, also when the page is published from its manifest.
func TestListsHeedWhatPagesSay(t *testing.T) {
	w := newWorld(t)
	head := func(words string) string {
		return `<!doctype html><html lang="en"><head><title>T</title>` + words + `</head><body><h1>Hello</h1></body></html>`
	}
	w.publish("r1", "a.html", head(`<meta property="og:site_name" content="The Gazette">`), "es")
	w.publish("r1", "b.html", head(`<meta name="robots" content="noindex">`), "es")
	w.publish("r1", "c.html", head(`<link rel="canonical" href="a.html">`), "es")
	w.lists()
	w.wants("es/feed.xml", "<title>es The Gazette</title>", "<name>es The Gazette</name>", "http://public.test/es/a.html")
	for _, list := range []string{"es/sitemap.xml", "es/feed.xml"} {
		if got := w.get(list); strings.Contains(got, "b.html") || strings.Contains(got, "c.html") {
			t.Errorf("%s: %s", list, got)
		}
	}
	w.wants("es/index.html", "b.html", "c.html")
	w.wants("es/a.html", `<link rel="alternate" type="application/atom+xml" href="/es/feed.xml">`)
	w.wants("es/c.html", `<link rel="canonical" href="http://public.test/es/a.html">`)
	if got := w.get("es/b.html"); strings.Contains(got, "feed.xml") {
		t.Errorf("a page that is in no feed names one: %s", got)
	}
	for _, p := range pagesOf(w.current(docOf("b.html"))) {
		if !p.Unlisted {
			t.Errorf("the manifest does not say so: %+v", p)
		}
	}
}
