package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// A site without a home page has an index in its place, until one is published.
func TestAHomePageTakesThePlaceOfTheIndex(t *testing.T) {
	h := newHouse(t, map[string]string{"index.html": page, "other.html": other})
	h.must(os.WriteFile(filepath.Join(h.public, "robots.txt"), []byte("by hand"), 0o600))
	for _, name := range []string{"other.html", "index.html"} {
		run := h.start(h.plan([]string{name}, "es"))
		h.must(h.decide(h.key(name, "es"), approve("review", "maria")))
		if r := h.ended(run); r.Status != l10n.RunCompleted {
			t.Fatalf("%s: %+v", name, r)
		}
		if isIndex := strings.Contains(published(t, h, "es/index.html"), "Todas las páginas"); isIndex != (name == "other.html") {
			t.Errorf("after %s was published, es/index.html is the index: %v", name, isIndex)
		}
	}
	if b := published(t, h, "robots.txt"); b != "by hand" {
		t.Errorf("a file of the site's own became:\n%s", b)
	}
	published(t, h, "sitemap.xml")
	if b := published(t, h, "es/sitemap.xml"); strings.Count(b, "<loc>") != 2 {
		t.Errorf("the sitemap:\n%s", b)
	}
}
