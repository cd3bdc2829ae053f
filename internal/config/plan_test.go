package config

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPlan(t *testing.T) {
	c, err := load(t, `
sites:
  - name: news
    source_lang: en
    locales: [es, ar, zh-Hant]
    sitemap: https://a.test/sitemap.xml
    root: whole-page
    review: {steps: [translate, sign-off], four_eyes: true, remind_after: 36h}
    together: true
    code: true
    named_buttons: true
chains:
  - {from: fr, to: es, use: [pseudo]}
  - {to: ar, use: [memory, source]}
  - {from: en, to: es, use: [memory, engine]}
`, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Site("news")
	if err != nil {
		t.Fatal(err)
	}
	p := c.Plan(s, nil)
	for l, want := range map[l10n.Locale][]l10n.ProviderName{"es": {"memory", "engine"}, "ar": {"memory", "source"}, "zh-Hant": nil} {
		if !slices.Equal(p.Chains[l], want) {
			t.Errorf("the chain of %s is %v, want %v", l, p.Chains[l], want)
		}
	}
	if !p.Code || !p.NamedButtons || !p.WholePage || p.Root != "" || !p.Together || !p.FourEyes || p.RemindAfter != 36*time.Hour || len(p.Locales) != 3 {
		t.Errorf("%+v", p)
	}
	if p = c.Plan(s, []l10n.Locale{"ar"}); !slices.Equal(p.Locales, []l10n.Locale{"ar"}) || len(p.Chains) != 1 {
		t.Errorf("in one locale: %+v", p)
	}
	if _, err := c.Site("nws"); err == nil || !strings.Contains(err.Error(), "the configuration has news") {
		t.Error(err)
	}
}

func TestAdHocSite(t *testing.T) {
	c := Default()
	s, err := c.Site(l10n.AdHoc)
	if err != nil || s.Destination != "public" {
		t.Errorf("%+v, %v", s, err)
	}
	if p := c.Plan(s, []l10n.Locale{"es"}); !slices.Equal(p.Steps, []l10n.StepName{"review"}) {
		t.Errorf("no steps mean one, review: %v", p.Steps)
	}
	if _, err := c.Site("news"); err == nil || !strings.Contains(err.Error(), "no site is configured") {
		t.Error(err)
	}
	if _, err := c.Destination("nowhere"); err == nil {
		t.Error("there is no such destination")
	}
}
