package site

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func TestLanguageHomes(t *testing.T) {
	w := newWorld(t)
	w.records.pages[pageKey{"news", "d"}] = []l10n.PublishedPage{
		{Locale: "es", URL: "http://public.test/es/news/a.html", SourceURL: "http://site.test/news/a.html"},
		{Locale: "fr", URL: "/fr/", SourceURL: "file:///a.html"},
	}
	w.records.pages[pageKey{"news", "e"}] = []l10n.PublishedPage{{Locale: "es", URL: "http://public.test/es/", SourceURL: "http://site.test/"}}
	w.records.pages[pageKey{"blog", "f"}] = []l10n.PublishedPage{
		{Locale: "es", URL: "http://public.test/es/blog/", SourceURL: "http://site.test/blog/"}, {Locale: "ar", URL: "http://public.test/ar/z", SourceURL: "x"},
	}
	w.records.pages[pageKey{"blog", "g"}] = []l10n.PublishedPage{{Locale: "ar", URL: "http://public.test/ar/b", SourceURL: "x"}}
	w.records.pages[pageKey{"elsewhere", "h"}] = []l10n.PublishedPage{{Locale: "ru", URL: "http://p.test/", SourceURL: "http://s.test/"}}
	got, err := w.site.LanguageHomes(t.Context(), map[l10n.SiteName]l10n.Locale{"news": "en", "blog": "en"})
	want := []publish.Home{
		{Locale: "ar", Name: "العربية", URL: "http://public.test/ar/b"}, {Locale: "en", Name: "English", URL: "http://site.test/"},
		{Locale: "es", Name: "Español", URL: "http://public.test/es/"},
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%+v, %v", got, err)
	}
}
