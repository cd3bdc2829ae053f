package e2e_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/workflows"
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

	// The home page is withdrawn, the index comes back, and leaves again when the page is brought back.
	home := h.key("index.html", "es").Document
	plan, err := h.app.Site.PlanOf(t.Context(), home, "test")
	h.must(err)
	_, err = h.client.Unpublish(t.Context(), workflows.UnpublishInput{Plan: plan.Ref, Site: plan.Site, Document: home, Withdrawal: l10n.Withdrawal{ID: "one", By: "maria", At: time.Now()}})
	h.must(err)
	if b := published(t, h, "es/index.html"); !strings.Contains(b, "Todas las páginas") {
		t.Errorf("in the place of the withdrawn home page is:\n%s", b)
	}
	history, err := h.app.Site.Destinations["public"].Publisher.History(t.Context(), home)
	h.must(err)
	h.must(h.client.Rollback(t.Context(), "act", workflows.RollbackInput{Plan: plan.Ref, Site: plan.Site, Document: home, Publication: history[1].ID, By: "maria"}))
	if b := published(t, h, "es/index.html"); strings.Contains(b, "Todas las páginas") {
		t.Errorf("the home page was brought back, and in its place is:\n%s", b)
	}
}

// Two sites publish the same page, each in its own place: what happens to one is nothing to the other.
func TestADocumentOfTwoSites(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	dest, err := destination.Open("dir", destination.Options{Dir: t.TempDir()})
	h.must(err)
	h.app.Site.Destinations["second"] = site.Destination{Publisher: publish.New(dest, h.store), URL: "http://second.test"}
	k := h.key("statement.html", "es")
	for _, site := range []l10n.SiteName{"test", "second"} {
		p := h.plan([]string{"statement.html"}, "es")
		if p.Site = site; site == "second" {
			p.Destination = "second"
		}
		run := h.start(p)
		if site == "test" { // the second has the text as people approved it for the first
			h.must(h.decide(k, approve("review", "maria")))
		}
		if r := h.ended(run); r.Status != l10n.RunCompleted {
			t.Fatalf("%+v", r)
		}
	}
	first, err := h.app.Site.PlanOf(t.Context(), k.Document, "test")
	h.must(err)
	second, err := h.app.Site.PlanOf(t.Context(), k.Document, "second")
	h.must(err)
	if first.Destination != "public" || second.Destination != "second" {
		t.Fatalf("the plans have the destinations %q and %q", first.Destination, second.Destination)
	}
	if sites, err := h.store.PublishedSites(t.Context(), k.Document); err != nil || len(sites) != 2 {
		t.Errorf("it is published by %v, %v", sites, err)
	}
	_, err = h.client.Unpublish(t.Context(), workflows.UnpublishInput{Plan: first.Ref, Site: first.Site, Document: k.Document, Withdrawal: l10n.Withdrawal{ID: "one", By: "maria", At: time.Now()}})
	h.must(err)
	gone(t, h, "es/statement.html")
	if _, err := dest.Get(t.Context(), "es/statement.html"); err != nil {
		t.Error(err)
	}
	if tr, err := h.store.Translation(t.Context(), k); err != nil || tr.Stage != l10n.StagePublished || !strings.HasPrefix(tr.PublicURL, "http://second.test/") {
		t.Errorf("the second site's translation stands as %s, %q, %v", tr.Stage, tr.PublicURL, err)
	}
}

// Two sites publish the same page at one destination: the second takes the page over, and takes no locale away.
func TestADocumentOfTwoSitesAtOnePlace(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	k := h.key("statement.html", "es").Document
	publish := func(site l10n.SiteName, locales ...l10n.Locale) l10n.Run {
		p := h.plan([]string{"statement.html"}, locales...)
		p.Site = site
		run := h.start(p)
		for _, l := range locales {
			if site == "test" {
				h.must(h.decide(l10n.TranslationKey{Document: k, Locale: l}, approve("review", "maria")))
			}
		}
		return h.ended(run)
	}
	publish("test", "es", "fr")
	if r := publish("second", "es"); r.Status != l10n.RunFailed || !strings.Contains(r.Comment, "the site test has published "+string(k)+" here in fr too") {
		t.Errorf("%+v", r)
	}
	published(t, h, "fr/statement.html")
	plan, err := h.app.Site.PlanOf(t.Context(), k, "test")
	h.must(err)
	_, err = h.client.Unpublish(t.Context(), workflows.UnpublishInput{Plan: plan.Ref, Site: plan.Site, Document: k, Withdrawal: l10n.Withdrawal{ID: "one", By: "maria", At: time.Now(), Locales: []l10n.Locale{"fr"}}})
	h.must(err)
	if r := publish("second", "es"); r.Status != l10n.RunCompleted {
		t.Errorf("%+v", r)
	}
	if sites, err := h.store.PublishedSites(t.Context(), k); err != nil || len(sites) != 1 || sites[0] != "second" {
		t.Errorf("it is published by %v, %v", sites, err)
	}
}
