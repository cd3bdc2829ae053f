package site

import (
	"os"
	"slices"
	"testing"
)

// TestUnlistedThroughTheDestination holds that the audit of all documents tells files that visitors get and no manifest has, by
// what the destination says, and that everything that was published is listed.
func TestUnlistedThroughTheDestination(t *testing.T) {
	for name, c := range map[string]struct {
		put     func(w *world)
		allowed bool
		want    []string // of faults
		notes   int
	}{
		"nothing else":      {func(*world) {}, false, nil, 0},
		"a page by hand":    {func(w *world) { w.must(os.WriteFile(w.file("es", "c.html"), []byte("x"), 0o600)) }, false, []string{"es/c.html is in no manifest"}, 0},
		"a page, allowed":   {func(w *world) { w.must(os.WriteFile(w.file("es", "c.html"), []byte("x"), 0o600)) }, true, nil, 1},
		"a file at the top": {func(w *world) { w.must(os.WriteFile(w.file("evil.js"), []byte("x"), 0o600)) }, false, []string{"evil.js is in no manifest"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
			w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es")
			w.mendLists()
			c.put(w)
			au := &Auditor{AllowUnlisted: c.allowed}
			w.must(w.site.AuditDocuments(t.Context(), au, ""))
			var faults []string
			for _, a := range au.Audits {
				faults = append(faults, a.Faults...)
			}
			if !slices.Equal(faults, c.want) || len(au.Notes) != c.notes || au.Faults != len(c.want) {
				t.Errorf("faults %q, notes %q; want %q and %d", faults, au.Notes, c.want, c.notes)
			}
		})
	}
}
