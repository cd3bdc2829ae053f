package e2e_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

func gone(t *testing.T, h *house, path string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(h.public, path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s is still there: %v", path, err)
	}
}

// A locale goes, and then the document: siblings no longer name it, and no page links to it. A rollback brings it back.
func TestUnpublish(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page, "other.html": other})
	p := h.plan([]string{"statement.html", "other.html"}, "es", "ar")
	run := h.start(p)
	for _, name := range []string{"statement.html", "other.html"} {
		for _, l := range p.Locales {
			h.must(h.decide(h.key(name, l), approve("review", "maria")))
		}
	}
	h.ended(run)
	k := h.key("statement.html", "es")
	plan, err := h.app.Site.PlanOf(t.Context(), k.Document, "")
	h.must(err)
	withdraw := func(id string, locales ...l10n.Locale) error {
		_, err := h.client.Unpublish(t.Context(), workflows.UnpublishInput{Plan: plan.Ref, Site: plan.Site, Document: k.Document,
			Withdrawal: l10n.Withdrawal{ID: id, By: "maria", At: time.Now(), Locales: locales}})
		return err
	}
	for _, list := range []string{"es/sitemap.xml", "es/feed.xml", "es/index.html"} {
		if b := published(t, h, list); !strings.Contains(b, "http://public.test/es/statement.html") {
			t.Errorf("%s lacks a page:\n%s", list, b)
		}
	}
	published(t, h, "robots.txt")
	h.must(withdraw("one", "es"))
	for _, list := range []string{"es/sitemap.xml", "ar/sitemap.xml", "es/feed.xml", "es/index.html"} {
		if b := published(t, h, list); strings.Contains(b, "http://public.test/es/statement.html") {
			t.Errorf("%s still has the withdrawn page:\n%s", list, b)
		}
	}
	gone(t, h, "es/statement.html")
	if ar := published(t, h, "ar/statement.html"); strings.Contains(ar, `hreflang="es"`) {
		t.Errorf("the Arabic page still names the Spanish one:\n%s", ar)
	}
	if es := published(t, h, "es/other.html"); strings.Contains(es, `/es/statement.html`) {
		t.Errorf("a link still leads to the withdrawn page:\n%s", es)
	}
	if tr, err := h.store.Translation(t.Context(), k); err != nil || tr.Stage != l10n.StageWithdrawn || tr.PublicURL != "" {
		t.Errorf("the translation stands as %s, %q, %v", tr.Stage, tr.PublicURL, err)
	}
	if err := withdraw("two", "es"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("withdrawing what is not there: %v", err)
	}
	h.must(withdraw("three"))
	gone(t, h, "ar/statement.html")
	earlier, err := h.app.Site.Earlier(t.Context(), plan.Plan, k.Document, "")
	h.must(err)
	h.must(h.client.Rollback(t.Context(), "first", workflows.RollbackInput{Plan: plan.Ref, Site: plan.Site, Document: k.Document, Publication: earlier.ID, By: "maria"}))
	published(t, h, "ar/statement.html")
	history, err := h.app.Site.Destinations["public"].Publisher.History(t.Context(), k.Document)
	h.must(err)
	for i := len(history) - 1; i >= 0; i-- { // the first with both locales
		if len(history[i].Locales) == 2 {
			h.must(h.client.Rollback(t.Context(), "act", workflows.RollbackInput{Plan: plan.Ref, Site: plan.Site, Document: k.Document, Publication: history[i].ID, By: "maria"}))
			break
		}
	}
	if es := published(t, h, "es/other.html"); !strings.Contains(es, `/es/statement.html`) {
		t.Errorf("no link leads to the page that is back:\n%s", es)
	}
	if tr, err := h.store.Translation(t.Context(), h.key("statement.html", "ar")); err != nil || tr.Stage != l10n.StagePublished || tr.PublicURL == "" {
		t.Errorf("the translation stands as %s, %q, %v", tr.Stage, tr.PublicURL, err)
	}
}
