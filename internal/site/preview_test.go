package site

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPreview(t *testing.T) {
	w := newWorld(t)
	p := w.plan
	p.URLs.Slugs, p.Attribution, p.Switcher = l10n.TranslateSlugs, true, l10n.DefaultSwitcher
	w.usePlan(p)
	w.publish("r1", "b.html", page(`<h1>Other</h1>`), "es")
	w.publish("r1", "a.html", page(`<h1>Hello</h1>`), "fr")
	w.ready("r2", "a.html", page(`<h1>Hello</h1><p>World.</p><a href="b.html">b</a>`), "es")
	k := l10n.TranslationKey{Document: docOf("a.html"), Locale: "es"}
	w.records.targets[k][2].Text, w.records.targets[k][2].State = nil, l10n.Initial
	saved := w.records.saved
	b, err := w.site.Preview(t.Context(), k)
	w.must(err)
	for _, want := range []string{
		"es Hello", "<p>World.</p>", `href="http://public.test/es/es-hello.html"`, `hreflang="fr" href="http://public.test/fr/fr-hello.html"`, `/es/es-other.html"`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the preview lacks %s:\n%s", want, b)
		}
	}
	if w.records.saved != saved || w.get("es/es-hello.html") != "" {
		t.Error("a preview was published")
	}
	// A page that is there has its own address, whatever its title is now.
	w.publish("r3", "a.html", page(`<h1>Hello</h1>`), "es")
	w.ready("r4", "a.html", page(`<h1>Another</h1>`), "es")
	if b, err = w.site.Preview(t.Context(), k); err != nil || !strings.Contains(string(b), `rel="canonical" href="http://public.test/es/es-hello.html"`) {
		t.Errorf("%v\n%s", err, b)
	}
	if _, err := w.site.Preview(t.Context(), l10n.TranslationKey{Document: "unknown-1", Locale: "es"}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

func TestSiblings(t *testing.T) {
	site := []l10n.PublishedPage{{Document: "d", Locale: "es", URL: "old"}, {Document: "d", Locale: "fr"}, {Document: "e", Locale: "ar"}}
	got := siblings(site, l10n.PublishedPage{Document: "d", Locale: "es", URL: "new"})
	if len(got) != 2 || got[0].URL != "new" || got[1].Locale != "fr" {
		t.Errorf("%+v", got)
	}
}
