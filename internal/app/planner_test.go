package app

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const planned = `sites:
  - name: news
    source_lang: fr
    locales: [es, ar]
    sitemap: https://site.test/sitemap.xml
    together: true
  - name: drafts
    pages: ["https://site.test/drafts"]
chains: [{to: ar, use: [memory, pseudo]}]
`

func TestPlan(t *testing.T) {
	p := Planner{configured(t, planned)}
	plan, err := p.Plan(l10n.Request{Site: "news", AllowPseudo: true, By: "maria", Reason: "a new text"})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Site != "news" || plan.Sitemap == "" || plan.SourceLang != "fr" || !slices.Equal(plan.Locales, []l10n.Locale{"es", "ar"}) ||
		!plan.Together || !plan.AllowPseudo || plan.RequestedBy != "maria" || plan.Reason != "a new text" || !slices.Equal(plan.Steps, []l10n.StepName{"review"}) {
		t.Errorf("the site's plan: %+v", plan)
	}
	plan, err = p.Plan(l10n.Request{
		Site: "news", Pages: []string{"https://site.test/a"}, Locales: []l10n.Locale{" EN", "en", "pt-br"}, SourceLang: "DE", Root: "whole-page",
		Chain: []l10n.ProviderName{"memory", "source"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Sitemap != "" || !slices.Equal(plan.Pages, []string{"https://site.test/a"}) || !slices.Equal(plan.Locales, []l10n.Locale{"en", "pt-BR"}) ||
		plan.SourceLang != "de" || !plan.WholePage || !slices.Equal(plan.Chains["pt-BR"], []l10n.ProviderName{"memory", "source"}) {
		t.Errorf("a plan of other pages: %+v", plan)
	}
	plan, err = p.Plan(l10n.Request{Pages: []string{"https://other.test/"}, Locales: []l10n.Locale{"es"}, Together: true})
	if err != nil || plan.Site != "default" || plan.Destination != "public" || !plan.Together || plan.AllowPseudo {
		t.Errorf("a plan of a page by its address: %+v, %v", plan, err)
	}
}

func TestPlansThatCannotWork(t *testing.T) {
	p := Planner{configured(t, planned)}
	page := []string{"https://site.test/a"}
	for want, r := range map[string]l10n.Request{
		`there is no site "nws": the configuration has news, drafts`: {Site: "nws"},
		"name pages to publish, or a site with --site":               {Locales: []l10n.Locale{"es"}},
		"say in which locales to publish":                            {Site: "drafts"},
		`"español" is not a language tag`:                            {Pages: page, Locales: []l10n.Locale{"español"}},
		`"klingon!" is not a language tag`:                           {Pages: page, Locales: []l10n.Locale{"es"}, SourceLang: "klingon!"},
		"fr is the language of the source":                           {Site: "news", Locales: []l10n.Locale{"fr"}},
		`unknown provider "oracle"`:                                  {Pages: page, Locales: []l10n.Locale{"es"}, Chain: []l10n.ProviderName{"oracle"}},
		"the chain for ar has the provider pseudo":                   {Site: "news"},
		"the chain for es has the provider pseudo":                   {Pages: page, Locales: []l10n.Locale{"es"}, Chain: []l10n.ProviderName{"pseudo"}},
	} {
		if _, err := p.Plan(r); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", r, err, want)
		}
	}
}

func TestWatch(t *testing.T) {
	p := Planner{configured(t, strings.Replace(planned, "    together: true\n", "    together: true\n    watch: {every: 1h, removed: keep}\n", 1))}
	w, plan, err := p.Watch(l10n.WatchRequest{Site: "news", AllowPseudo: true, By: "maria"})
	if err != nil {
		t.Fatal(err)
	}
	if w.Site != "news" || w.Every != time.Hour || w.By != "maria" || w.Rules.New != l10n.WatchPublish || w.Rules.Removed != l10n.WatchKeep {
		t.Errorf("%+v", w)
	}
	if plan.Site != "news" || plan.Sitemap == "" || !plan.AllowPseudo || len(plan.Locales) != 2 {
		t.Errorf("%+v", plan)
	}
	if w, _, err := p.Watch(l10n.WatchRequest{Site: "news", AllowPseudo: true, Every: time.Minute}); err != nil || w.Every != time.Minute {
		t.Errorf("%s, %v", w.Every, err)
	}
	for want, r := range map[string]l10n.WatchRequest{
		`there is no site "nws"`:                   {Site: "nws"},
		"site drafts has no locales":               {Site: "drafts"},
		"no more often than every minute":          {Site: "news", AllowPseudo: true, Every: time.Second},
		"the chain for ar has the provider pseudo": {Site: "news"},
	} {
		if _, _, err := p.Watch(r); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", r, err, want)
		}
	}
}

// TestHours holds what a request's hour becomes in a plan, by what the site says.
func TestHours(t *testing.T) {
	p := Planner{configured(t, `sites:
  - name: news
    source_lang: en
    locales: [es]
    pages: ["https://site.test/"]
    embargo: {not_ready: omit, zone: Europe/Paris}
  - name: laws
    source_lang: en
    locales: [es]
    pages: ["https://site.test/laws"]
    together: true
`)}
	asked := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	e, err := p.Hour("2026-12-01T09:00", "", "news")
	if err != nil || e.Zone != "Europe/Paris" || e.At.Hour() != 8 {
		t.Fatalf("the hour in the site's zone: %+v %v", e, err)
	}
	if _, err := p.Hour("2026-12-01T09:00", "", "laws"); err == nil {
		t.Error("an hour without a zone is taken")
	}
	for _, c := range []struct {
		site     l10n.SiteName
		embargo  l10n.Embargo
		notReady l10n.NotReady
		says     string
	}{
		{"news", l10n.Embargo{At: e.At}, l10n.NotReadyOmit, ""},
		{"news", l10n.Embargo{At: e.At, NotReady: l10n.NotReadyFallback}, l10n.NotReadyFallback, ""},
		{"laws", l10n.Embargo{At: e.At}, l10n.NotReadyHold, ""},
		{"laws", l10n.Embargo{At: e.At, NotReady: l10n.NotReadyOmit}, "", "can only be held"},
		{"news", l10n.Embargo{Hold: true}, "", ""},
		{"news", l10n.Embargo{Lifted: true}, "", ""},
		{"news", l10n.Embargo{At: asked.Add(-time.Hour)}, "", "has passed"},
		{"news", l10n.Embargo{}, "", "say an hour"},
	} {
		plan, err := p.Plan(l10n.Request{Site: c.site, Embargo: &c.embargo, At: asked})
		if c.says != "" {
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%+v: %v, want %q", c.embargo, err, c.says)
			}
			continue
		}
		if err != nil || plan.Embargo.NotReady != c.notReady || !plan.Embargo.At.Equal(c.embargo.At) || plan.Embargo.Hold != c.embargo.Hold {
			t.Errorf("%+v: %+v, %v", c.embargo, plan.Embargo, err)
		}
	}
	if plan, err := p.Plan(l10n.Request{Site: "news"}); err != nil || plan.Embargo != nil {
		t.Errorf("a request without an hour: %+v %v", plan.Embargo, err)
	}
}
