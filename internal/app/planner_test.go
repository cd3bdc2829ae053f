package app

import (
	"slices"
	"strings"
	"testing"

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
