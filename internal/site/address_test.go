package site

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// titled is a page with a heading of two sentences, whose translation is given.
func titled(texts ...string) (*l10n.Extraction, []l10n.Target) {
	e := &l10n.Extraction{Units: []l10n.Unit{{Element: "title", Segments: []l10n.Segment{{ID: "t.1"}}}, {Element: "h1", Segments: []l10n.Segment{{ID: "h.1"}, {ID: "h.2"}}}}}
	ts := []l10n.Target{{Segment: "t.1", Text: l10n.TextFragment("Título | Sitio")}}
	for i, text := range texts {
		ts = append(ts, l10n.Target{Segment: e.Units[1].Segments[i].ID, Text: l10n.TextFragment(text)})
	}
	return e, ts
}

func TestPagePath(t *testing.T) {
	s := &Service{Destinations: map[string]Destination{"public": {URL: "https://www.example.org"}}}
	for _, tt := range []struct {
		name, source string
		urls         l10n.URLs
		want         string
	}{
		{"as ever", "https://s.example/news/a", l10n.URLs{}, "https://www.example.org/es/news/a.html"},
		{"translated", "https://s.example/news/a", l10n.URLs{Slugs: l10n.TranslateSlugs}, "https://www.example.org/es/news/el-a%C3%B1o-comienza.html"},
		{"in Latin letters", "https://s.example/news/a?x=1", l10n.URLs{Slugs: l10n.TranslateASCIISlugs, Scheme: l10n.SuffixScheme}, "https://www.example.org/news/el-ano-comienza.es.html"},
		{"the source's in Latin letters", "https://s.example/новости/год", l10n.URLs{Slugs: l10n.ASCIISlugs}, "https://www.example.org/es/novosti/god.html"},
		{"a folder's index", "https://s.example/news/", l10n.URLs{Slugs: l10n.TranslateSlugs}, "https://www.example.org/es/news/"},
		{"a host", "https://s.example/", l10n.URLs{Scheme: l10n.HostScheme, Hosts: map[l10n.Locale]string{"es": "https://es.example.org"}}, "https://es.example.org/"},
		{"a file", "file:///home/me/a.html", l10n.URLs{}, "https://www.example.org/es/a.html"},
	} {
		e, ts := titled("¡El año", "comienza!")
		page := l10n.PublishedPage{Document: "d", Locale: "es", SourceURL: tt.source}
		p := l10n.Plan{Destination: "public", SourceLang: "en", URLs: tt.urls}
		if err := s.chooseName(p, &page, e, ts, nil); err != nil {
			t.Fatal(err)
		}
		if _, got, err := s.pagePath(p, &page); err != nil || got != tt.want {
			t.Errorf("%s: %s, %v, want %s", tt.name, got, err, tt.want)
		}
	}
}

// TestNoTitleTakesAReservedPlace checks that a heading does not become the index of its folder or a list's place, in
// every scheme of addresses, and that a source's own name stays.
func TestNoTitleTakesAReservedPlace(t *testing.T) {
	s := &Service{Destinations: map[string]Destination{"public": {URL: "https://www.example.org"}}}
	for _, title := range []string{"Index", "ｉｎｄｅｘ", "SITEMAP", "Robots", "Feed", "404", "Manifest", "Publications"} {
		for _, scheme := range []l10n.URLScheme{l10n.PathScheme, l10n.SuffixScheme, l10n.HostScheme} {
			for _, slugs := range []l10n.Slugs{l10n.TranslateSlugs, l10n.TranslateASCIISlugs} {
				e, ts := titled(title, " ")
				page := l10n.PublishedPage{Document: "d", Locale: "es", SourceURL: "https://s.example/news/a"}
				p := l10n.Plan{Destination: "public", SourceLang: "en", URLs: l10n.URLs{Slugs: slugs, Scheme: scheme}}
				if err := s.chooseName(p, &page, e, ts, nil); err != nil || publish.Reserved(page.Slug) || page.Slug == "" {
					t.Errorf("%s, %s, %s: %q, %v", title, scheme, slugs, page.Slug, err)
				}
			}
		}
	}
	e, ts := titled("Sitemap", " ")
	page := l10n.PublishedPage{Document: "d", Locale: "es", SourceURL: "https://s.example/sitemap.html"}
	p := l10n.Plan{Destination: "public", SourceLang: "en", URLs: l10n.URLs{Slugs: l10n.TranslateSlugs}}
	if err := s.chooseName(p, &page, e, ts, nil); err != nil || page.Slug != "sitemap" {
		t.Errorf("%q, %v", page.Slug, err)
	}
}

func TestNamesAreChosenOnceAndDiffer(t *testing.T) {
	s := &Service{Destinations: map[string]Destination{"public": {URL: "https://www.example.org"}}}
	p := l10n.Plan{Destination: "public", URLs: l10n.URLs{Slugs: l10n.TranslateSlugs}}
	e, ts := titled("El año", "comienza")
	site := []l10n.PublishedPage{{Document: "other", Locale: "es", URL: "https://www.example.org/es/news/el-a%C3%B1o-comienza.html"}}
	page := l10n.PublishedPage{Document: "d", Locale: "es", SourceURL: "https://s.example/news/a"}
	if err := s.chooseName(p, &page, e, ts, site); err != nil || len(page.Slug) != len("el-año-comienza-")+6 {
		t.Errorf("two pages have the same name: %q, %v", page.Slug, err)
	}
	first := page.Slug
	_, ts = titled("Otra", "cosa")
	if err := s.chooseName(p, &page, e, ts, site); err != nil || page.Slug != first {
		t.Errorf("a later title moved the page to %q, %v", page.Slug, err)
	}
	open := l10n.PublishedPage{Document: "d", Locale: "es", SourceURL: "https://s.example/news/a"}
	own := []l10n.PublishedPage{{Document: "d", Locale: "es", URL: "https://www.example.org/es/news/a.html"}}
	if err := s.chooseName(p, &open, e, nil, own); err != nil || open.Slug != "a" {
		t.Errorf("a page that has its address already is named %q, %v; the same address is wanted", open.Slug, err)
	}
	open.Slug = ""
	if err := s.chooseName(p, &open, e, nil, site); err != nil || open.Slug != "a" {
		t.Errorf("a page without a translated title is named %q, %v", open.Slug, err)
	}
}

// TestTwoPagesThatWantOneAddress holds that the refusal names both, and says what to do.
func TestTwoPagesThatWantOneAddress(t *testing.T) {
	for _, c := range []struct{ first, second, address string }{
		{"news/", "news/index.htm", "http://public.test/es/news/"},
		{"news/", "news/index.html", "http://public.test/es/news/"},
		{"a.html", "a.htm", "http://public.test/es/a.html"},
		{"a", "a.html", "http://public.test/es/a.html"},
	} {
		w := newWorld(t)
		w.publish("r1", c.first, page(`<p>Hello.</p>`), "es")
		_, err := w.site.Publish(t.Context(), w.plan, w.ready("r2", c.second, page(`<p>Another page.</p>`), "es"))
		if !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%s beside %s: %v", c.second, c.first, err)
			continue
		}
		for _, want := range []string{c.address, source(c.first), source(c.second), string(docOf(c.first)), "sitemap"} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%q does not have %s", err, want)
			}
		}
		w.wants("es/"+strings.TrimPrefix(c.address, "http://public.test/es/")+map[bool]string{true: "index.html"}[strings.HasSuffix(c.address, "/")], "Hello.")
		w.publish("r3", c.first, page(`<p>Hello again.</p>`), "es") // its own address is nobody else's
	}
}
