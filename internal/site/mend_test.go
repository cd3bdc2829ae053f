package site

import (
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestLinksAreMended(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>See <a href="b.html">the other</a>.</p>`), "es")
	w.wants("es/a.html", `href="http://site.test/b.html"`)
	first := w.current(docOf("a.html")).ID
	w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es", "fr")
	w.cache.told = nil
	mend := func(want int) {
		t.Helper()
		if n, err := w.site.MendLinks(t.Context(), w.plan); err != nil || n != want {
			t.Errorf("%d documents were mended, %v", n, err)
		}
	}
	mend(1)
	if es := w.get("es/a.html"); strings.Contains(es, `href="http://site.test/b.html"`) {
		t.Errorf("the link still leads to the source:\n%s", es)
	}
	if !slices.Equal(w.cache.told[0], []string{"http://public.test/es/a.html"}) {
		t.Errorf("caches were told of %q", w.cache.told)
	}
	pages, _ := w.records.PublishedPages(t.Context(), "news", docOf("a.html"))
	if len(pages[0].Pending) != 0 || !slices.Equal(pages[0].Links, []string{source("b.html")}) {
		t.Errorf("%+v", pages[0])
	}
	mend(0)
	w.wants("es/sitemap.xml", "http://public.test/es/a.html", "http://public.test/es/b.html")

	// The other page goes: the page is again what it was at first.
	w.withdraw("w1", "b.html", "es")
	mend(1)
	w.wants("es/a.html", `href="http://site.test/b.html"`)
	if now := w.current(docOf("a.html")).ID; now != first {
		t.Errorf("the publication is %s, want the first, %s, again", now, first)
	}
	pages, _ = w.records.PublishedPages(t.Context(), "news", docOf("a.html"))
	if pages[0].Publication != first || !slices.Equal(pages[0].Pending, []string{source("b.html")}) {
		t.Errorf("%+v", pages[0])
	}
	mend(0)
	if b := w.get("es/sitemap.xml"); strings.Contains(b, "b.html") {
		t.Errorf("the sitemap still has the page:\n%s", b)
	}
}

func TestOutdated(t *testing.T) {
	site := []l10n.PublishedPage{
		{Document: "there", Locale: "es", SourceURL: "http://s.test/"},
		{Document: "d", Locale: "es", SourceURL: "http://s.test/d", Pending: []string{"http://s.test/index.html#top"}},
		{Document: "c", Locale: "es", SourceURL: "http://s.test/c", Links: []string{"http://s.test/gone", "http://s.test/"}},
		{Document: "c", Locale: "fr", SourceURL: "http://s.test/c", Links: []string{"http://s.test/"}},
		{Document: "fine", Locale: "es", SourceURL: "http://s.test/f", Links: []string{"http://s.test/"}, Pending: []string{"http://s.test/not-yet"}},
		{Document: "another locale", Locale: "fr", SourceURL: "http://s.test/e", Pending: []string{"http://s.test/"}},
	}
	if got := outdated(site); !slices.Equal(got, []l10n.DocumentID{"c", "d"}) {
		t.Errorf("%q", got)
	}
}

// A page that is withdrawn while another's links are mended is left alone.
func TestMendingWhatIsGone(t *testing.T) {
	w := newWorld(t)
	w.must(w.site.mend(t.Context(), w.plan, "unknown-1"))
	if w.records.saved != 0 {
		t.Error("pages were saved")
	}
}
