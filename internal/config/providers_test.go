package config

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPlanOfEngines(t *testing.T) {
	c, err := load(t, `
sites:
  - {name: news, locales: [pt, es, pt-BR], sitemap: "https://a.test/s.xml"}
chains:
  - {to: es, use: [engine], via: es}
  - {use: [memory, engine], via: es}
patience: {attempts: 5, longest: 1h}
providers:
  engine: {url: "https://engine.test", model: large, per_second: 2.5, price: 20, budget: {run: 1000, month: 50000}}
`, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Plan(c.Sites[0], nil)
	if diff := cmp.Diff(map[l10n.Locale]l10n.Locale{"pt": "es", "pt-BR": "es"}, p.Pivots); diff != "" {
		t.Error(diff)
	}
	if p.Patience != (l10n.Patience{Attempts: 5, Longest: time.Hour}) {
		t.Errorf("patience %+v", p.Patience)
	}
	if e := c.Providers["engine"]; e.PerSecond != 2.5 || e.Budget.Month != 50000 || e.Price != 20 {
		t.Errorf("%+v", e)
	}
}

func TestMistakesOfEngines(t *testing.T) {
	for _, text := range []string{
		"providers:\n  engine: {url: engine.test}\n", "providers:\n  engine: {formality: rude}\n", "providers:\n  engine: {budget: {run: -1}}\n",
		"providers:\n  engine: {key: secret}\n", "patience: {longest: -1h}\n", "chains:\n  - {use: [engine], via: nowhere-at-all}\n",
	} {
		if _, err := load(t, text, nil); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
