package e2e_test

import (
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestNamesInAnyScript publishes pages, a file and a site whose names are not ASCII: each ends, by itself and in the run. A
// page that is on record under the ID of an earlier version goes on under that.
func TestNamesInAnyScript(t *testing.T) {
	h := newHouse(t, map[string]string{"новости/речь.html": page, "café.html": other, "statement.html": page})
	file := filepath.Join(t.TempDir(), "página.html")
	h.must(os.WriteFile(file, []byte(page), 0o600))
	p := h.plan([]string{"новости/речь.html", "caf%C3%A9.html", "statement.html"}, "es")
	p.Site = "новости"
	p.Pages = append(p.Pages, (&url.URL{Scheme: "file", Path: file}).String())

	earlier := l10n.EarlierDocumentID(p.Pages[2])
	_, err := h.store.UpdateDocument(t.Context(), earlier, func(d *l10n.Document) error { d.URL = p.Pages[2]; return nil })
	h.must(err)
	docs := []l10n.DocumentID{l10n.NewDocumentID(p.Pages[0]), l10n.NewDocumentID(p.Pages[1]), earlier, l10n.NewDocumentID(p.Pages[3])}

	run := h.start(p)
	for _, doc := range docs {
		h.must(h.decide(l10n.TranslationKey{Document: doc, Locale: "es"}, approve("review", "maria")))
	}
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != len(docs) {
		t.Fatalf("%+v", r)
	}
	pages, err := h.store.PublishedSite(t.Context(), p.Site)
	if err != nil || len(pages) != len(docs) {
		t.Fatalf("%d pages are published: %v", len(pages), err)
	}
	if d, err := h.store.Document(t.Context(), earlier); err != nil || d.Asked != p.Pages[2] {
		t.Errorf("%v %+v", err, d)
	}
	again := h.start(p) // by nobody, under the same IDs
	if r := h.ended(again); r.Status != l10n.RunCompleted || r.Published != len(docs) {
		t.Fatalf("the second run: %+v", r)
	}
	if pages, err = h.store.PublishedSite(t.Context(), p.Site); err != nil || len(pages) != len(docs) {
		t.Errorf("a page is published twice: %d, %v", len(pages), err)
	}
}
