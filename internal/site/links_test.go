package site

import (
	"net/url"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestLinksLeadToWhatIsPublished(t *testing.T) {
	r := &rendering{
		page:     l10n.PublishedPage{Locale: "es", SourceURL: "http://site.test/a.html"},
		siblings: []l10n.PublishedPage{{Locale: "es", SourceURL: "http://site.test/a.html", URL: "http://public.test/es/a.html"}},
		site: []l10n.PublishedPage{
			{Locale: "es", SourceURL: "http://site.test/", URL: "http://public.test/es/"},
			{Locale: "ar", SourceURL: "http://site.test/b.html", URL: "http://public.test/ar/b.html"},
		},
	}
	link := r.link("http://site.test/a.html")
	for to, want := range map[string]string{
		"http://site.test/a.html":     "http://public.test/es/a.html",
		"http://site.test/index.html": "http://public.test/es/",
		"http://site.test":            "http://public.test/es/",
		"http://site.test/b.html":     "", // in another locale only
		"http://site.test/c.html":     "",
		"https://elsewhere.test/":     "",
	} {
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		if href, _, ok := link(u); href != want || ok != (want != "") {
			t.Errorf("%s → %q %v", to, href, ok)
		}
	}
	if len(r.page.Pending) != 2 {
		t.Errorf("pages of the site that are not there yet are noted, once: %v", r.page.Pending)
	}
}
