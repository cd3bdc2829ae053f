package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// A page that falls back is there before its approval, and after a change of the source keeps the sentences that people
// approved. One that is omitted holds back nobody, though the site publishes its locales together.
func TestPagesBeforeTheirApproval(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	p := h.plan([]string{"statement.html"}, "ar", "es", "fr")
	p.Together, p.Pending = true, map[l10n.Locale]l10n.Pending{"ar": l10n.FallbackPending, "fr": l10n.OmitPending}
	run := h.start(p)
	live := func(want string) string {
		var body []byte
		h.until("the Arabic page has "+want, func() bool {
			body, _ = os.ReadFile(filepath.Join(h.public, "ar/statement.html"))
			return strings.Contains(string(body), want)
		})
		return string(body)
	}
	ar := live("dragoman-pending")
	for _, want := range []string{`<html dir="rtl" lang="ar">`, `<p lang="en" dir="ltr">Excellencies, the session is open.`, `<title lang="en">Statement</title>`} {
		if !strings.Contains(ar, want) {
			t.Errorf("the page before its approval has no %s:\n%s", want, ar)
		}
	}
	gone(t, h, "es/statement.html")
	h.must(h.decide(h.key("statement.html", "es"), approve("review", "maria")))
	h.until("es is live without the others", func() bool {
		b, err := os.ReadFile(filepath.Join(h.public, "es/statement.html"))
		return err == nil && strings.Contains(string(b), `hreflang="ar"`) && !strings.Contains(string(b), `hreflang="fr"`)
	})
	h.must(h.decide(h.key("statement.html", "ar"), approve("review", "amal")))
	h.must(h.decide(h.key("statement.html", "fr"), approve("review", "jeanne")))
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 3 {
		t.Fatalf("%+v", r)
	}
	if ar = live("ar Excellencies"); strings.Contains(ar, "dragoman-pending") || strings.Contains(ar, `dir="ltr"`) {
		t.Errorf("the approved page is not whole:\n%s", ar)
	}

	h.edit(map[string]string{"statement.html": strings.Replace(page, "It lasts", "It may last", 1)})
	run = h.start(p)
	ar = live("It may last")
	if !strings.Contains(ar, `ar Excellencies, the session is open. <span lang="en" dir="ltr">It may last <strong>three</strong> days.</span>`) {
		t.Errorf("the page after the change:\n%s", ar)
	}
	pub, err := h.app.Site.Destinations["public"].Publisher.Current(t.Context(), h.key("statement.html", "ar").Document)
	h.must(err)
	fell := 0
	for _, l := range pub.Locales {
		for _, s := range l.Segments {
			if s.Fallback {
				fell++
			}
		}
	}
	if fell != 1 || len(pub.Locales) != 3 {
		t.Errorf("the manifest names %d segments that fell back, and %d locales", fell, len(pub.Locales))
	}
	for _, l := range p.Locales {
		h.must(h.decide(h.key("statement.html", l), approve("review", "maria")))
	}
	if r := h.ended(run); r.Status != l10n.RunCompleted {
		t.Fatalf("%+v", r)
	}
	h.replay("publish-document-in-part", workflows.DocumentWorkflowID(h.key("statement.html", "ar").Document))
}
