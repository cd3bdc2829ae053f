package site

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// stored stores a plan of a site, with its reason to tell it by.
func (w *world) stored(site l10n.SiteName, reason string) l10n.Ref {
	w.t.Helper()
	ref, err := blob.PutJSON(w.t.Context(), w.blobs, l10n.Plan{Site: site, Reason: reason, Destination: "public"})
	w.must(err)
	return ref
}

func (w *world) translated(l l10n.Locale, site l10n.SiteName, plan l10n.Ref, at int) {
	k := l10n.TranslationKey{Document: "d", Locale: l}
	w.records.translations[k] = l10n.Translation{TranslationKey: k, Site: site, Plan: plan, UpdatedAt: time.Unix(int64(at), 0)}
}

func TestPlanOf(t *testing.T) {
	w := newWorld(t)
	earlier, later, other := w.stored("news", "earlier"), w.stored("news", "later"), w.stored("other", "other")
	planOf := func(site l10n.SiteName) (string, error) {
		p, err := w.site.PlanOf(t.Context(), "d", site)
		if err == nil && p.Ref == "" {
			t.Error("the plan has no ref")
		}
		return p.Reason, err
	}
	if _, err := planOf(""); !errors.Is(err, l10n.ErrNotFound) || !strings.Contains(err.Error(), "no document d is known") {
		t.Errorf("%v", err)
	}
	w.translated("ar", "news", earlier, 5)
	w.translated("es", "news", later, 9)
	w.translated("fr", "news", earlier, 3)
	w.translated("pt", "other", other, 20)
	w.translated("ru", "news", "", 30)
	if got, err := planOf("news"); got != "later" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := planOf(""); got != "other" || err != nil {
		t.Errorf("of any site: %q, %v", got, err)
	}
	// The one site that has published it is meant.
	w.records.pages[pageKey{"news", "d"}] = []l10n.PublishedPage{{Site: "news", Document: "d", Run: "r1"}}
	if got, err := planOf(""); got != "later" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	w.records.pages[pageKey{"other", "d"}] = []l10n.PublishedPage{{Site: "other", Document: "d", Run: "r2"}}
	if _, err := planOf(""); err == nil || !strings.Contains(err.Error(), "[news other]") {
		t.Errorf("two sites have published it: %v", err)
	}
}

// A site whose translations another site's run has taken up has the plan of the run that published its pages.
func TestThePlanOfTheRunThatPublished(t *testing.T) {
	w := newWorld(t)
	w.translated("es", "other", w.stored("other", "other"), 1)
	w.records.pages[pageKey{"news", "d"}] = []l10n.PublishedPage{{Site: "news", Document: "d", Run: "r1"}}
	if _, err := w.site.PlanOf(t.Context(), "d", "news"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a run that nobody knows any more: %v", err)
	}
	w.records.runs["r1"] = l10n.Run{ID: "r1", Plan: w.stored("news", "the run's")}
	if p, err := w.site.PlanOf(t.Context(), "d", "news"); err != nil || p.Reason != "the run's" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestTheConfiguredPlan(t *testing.T) {
	w := newWorld(t)
	unknown := errors.New("there is no such site")
	w.site.Configured = func(site l10n.SiteName) (l10n.Plan, error) {
		if site != "news" {
			return l10n.Plan{}, unknown
		}
		return l10n.Plan{Site: "news", Reason: "configured", Destination: "public"}, nil
	}
	p, err := w.site.PlanOf(t.Context(), "d", "news")
	if err != nil || p.Reason != "configured" {
		t.Errorf("%+v, %v", p, err)
	}
	if stored, err := blob.GetJSON[l10n.Plan](t.Context(), w.blobs, p.Ref); err != nil || stored.Reason != "configured" {
		t.Errorf("%+v, %v", stored, err)
	}
	if _, err := w.site.PlanOf(t.Context(), "d", "nws"); !errors.Is(err, unknown) {
		t.Errorf("%v", err)
	}
	if _, err := w.site.PlanOf(t.Context(), "d", ""); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("without a site: %v", err)
	}
	delete(w.site.Destinations, "public")
	if _, err := w.site.PlanOf(t.Context(), "d", "news"); err == nil || !strings.Contains(err.Error(), `the destination "public", which the configuration no longer has`) {
		t.Errorf("%v", err)
	}
}
