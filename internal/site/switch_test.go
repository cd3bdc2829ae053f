package site

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Two sites at one destination: the second takes a document over, but takes no locale from visitors.
func TestASiteTakesADocumentOver(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	other := w.plan
	other.Site = "other"
	w.usePlan(other)
	in := w.ready("r2", "a.html", page(`<p>Hello.</p>`), "es")
	if _, err := w.site.Publish(t.Context(), w.plan, in); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "in fr too") {
		t.Errorf("a locale of another site would be gone: %v", err)
	}
	w.wants("fr/a.html")
	w.publish("r3", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	sites, err := w.records.PublishedSites(t.Context(), docOf("a.html"))
	if err != nil || len(sites) != 1 || sites[0] != "other" {
		t.Errorf("it is published by %v, %v", sites, err)
	}
}

func TestVerify(t *testing.T) {
	w := newWorld(t)
	if err := w.site.Verify(t.Context(), w.plan, docOf("a.html")); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("nothing was published: %v", err)
	}
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.must(w.site.Verify(t.Context(), w.plan, docOf("a.html")))
	name := filepath.Join(w.dir, "es/a.html")
	w.must(os.Remove(name))
	w.must(os.WriteFile(name, []byte("by hand"), 0o600))
	if err := w.site.Verify(t.Context(), w.plan, docOf("a.html")); !errors.Is(err, publish.ErrDiffers) {
		t.Errorf("visitors get something else: %v", err)
	}
}

func TestNoteVisible(t *testing.T) {
	w := newWorld(t)
	note := func(l l10n.Locale, site l10n.SiteName, stage l10n.Stage) {
		k := l10n.TranslationKey{Document: "d", Locale: l}
		w.records.translations[k] = l10n.Translation{TranslationKey: k, Site: site, Stage: stage, PublicURL: "old"}
	}
	note("es", "news", l10n.StageReview) // a new version waits for people
	note("fr", "news", l10n.StageWithdrawn)
	note("ar", "other", l10n.StagePublished)
	note("pt", "news", l10n.StagePublished)
	after := &l10n.Publication{Document: "d", Site: "news", Locales: []l10n.ManifestLocale{{Locale: "es", URL: "u-es"}, {Locale: "fr", URL: "u-fr"}, {Locale: "ru", URL: "u-ru"}}}
	before := &l10n.Publication{Locales: []l10n.ManifestLocale{{Locale: "ar"}, {Locale: "pt"}, {Locale: "fr"}}}
	w.must(w.site.noteVisible(t.Context(), before, after, nil)) // ru has no record, which is no error
	for l, want := range map[l10n.Locale]l10n.Translation{
		"es": {Stage: l10n.StageReview, PublicURL: "u-es"},
		"fr": {Stage: l10n.StagePublished, PublicURL: "u-fr"},
		"ar": {Stage: l10n.StagePublished, PublicURL: "old"},
		"pt": {Stage: l10n.StageWithdrawn, PublicURL: ""},
	} {
		if got := w.records.translations[l10n.TranslationKey{Document: "d", Locale: l}]; got.Stage != want.Stage || got.PublicURL != want.PublicURL {
			t.Errorf("%s: %s, %q", l, got.Stage, got.PublicURL)
		}
	}
	w.must(w.site.noteVisible(t.Context(), nil, after, nil))
}
