package site

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
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
	b, err := w.site.Preview(t.Context(), k, "/desk/files/")
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
	if b, err = w.site.Preview(t.Context(), k, ""); err != nil || !strings.Contains(string(b), `rel="canonical" href="http://public.test/es/es-hello.html"`) {
		t.Errorf("%v\n%s", err, b)
	}
	if _, err := w.site.Preview(t.Context(), l10n.TranslationKey{Document: "unknown-1", Locale: "es"}, ""); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

// TestPreviewOfCopiedFiles holds that a page which is a file is previewed with its files.
func TestPreviewOfCopiedFiles(t *testing.T) {
	w := newWorld(t)
	w.ready("r1", "a.html", page(`<h1>Hello</h1><img src="a.svg"><img src="b.png">`), "es")
	k := l10n.TranslationKey{Document: docOf("a.html"), Locale: "es"}
	if _, _, err := w.site.PreviewAsset(t.Context(), k, "1-a.svg"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a page without copied files: %v", err)
	}
	tr := w.records.translations[k]
	at := func(name string) string { return tr.URL[:strings.LastIndex(tr.URL, "/")+1] + name }
	ref, err := w.site.Blobs.Put(t.Context(), []byte("<svg/>"))
	w.must(err)
	own, err := w.site.Blobs.Put(t.Context(), []byte("<svg>es</svg>"))
	w.must(err)
	assets := []l10n.Asset{{Source: at("a.svg"), Locale: "es", Name: "2-a.svg", Ref: own, ContentType: "image/svg+xml"},
		{Source: at("a.svg"), Name: "1-a.svg", Ref: ref, ContentType: "image/svg+xml"}}
	tr.Assets, err = blob.PutJSON(t.Context(), w.site.Blobs, assets)
	w.must(err)
	w.records.translations[k] = tr
	b, err := w.site.Preview(t.Context(), k, "/desk/files/")
	w.must(err)
	if !strings.Contains(string(b), `<img src="/desk/files/2-a.svg">`) || !strings.Contains(string(b), at("b.png")) {
		t.Errorf("%s", b)
	}
	a, body, err := w.site.PreviewAsset(t.Context(), k, "1-a.svg")
	if err != nil || a.ContentType != "image/svg+xml" || string(body) != "<svg/>" {
		t.Errorf("%+v %q %v", a, body, err)
	}
	for _, name := range []string{"", "3-a.svg", "../1-a.svg"} {
		if _, _, err := w.site.PreviewAsset(t.Context(), k, name); !errors.Is(err, l10n.ErrNotFound) {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestSiblings(t *testing.T) {
	site := []l10n.PublishedPage{{Document: "d", Locale: "es", URL: "old"}, {Document: "d", Locale: "fr"}, {Document: "e", Locale: "ar"}}
	got := siblings(site, l10n.PublishedPage{Document: "d", Locale: "es", URL: "new"})
	if len(got) != 2 || got[0].URL != "new" || got[1].Locale != "fr" {
		t.Errorf("%+v", got)
	}
}
