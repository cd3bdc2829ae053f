package site

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// What a page has in its locale's notation besides the segments is known before it is published, and its manifest has it.
func TestChangesAreInTheManifest(t *testing.T) {
	w := newWorld(t)
	const html = `<h1>Hello</h1><table><tr><td>12,500</td><td>3.10</td></tr></table>`
	w.ready("r1", "a.html", page(html), "de")
	got, err := w.site.PageChanges(t.Context(), l10n.TranslationKey{Document: docOf("a.html"), Locale: "de"})
	w.must(err)
	want := []l10n.PageChange{{Element: "td", Before: "12,500", After: "12.500"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("before publishing (-want +got):\n%s", diff)
	}
	w.publish("r1", "a.html", page(html), "de")
	manifest, err := os.ReadFile(w.manifestFile("a.html"))
	w.must(err)
	plain := strings.Join(strings.Fields(string(manifest)), "")
	if !strings.Contains(plain, `"changes":[{"element":"td","before":"12,500","after":"12.500"}]`) {
		t.Errorf("the manifest lacks the change:\n%s", manifest)
	}
}
