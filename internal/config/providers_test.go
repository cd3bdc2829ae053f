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

func TestTwoOfAKind(t *testing.T) {
	c, err := load(t, `
providers:
  engine: {model: small}
  office: {driver: engine, url: "http://127.0.0.1:8000", key: OFFICE_KEY}
chains:
  - {use: [memory, office, engine]}
`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Driver("office") != "engine" || c.Driver("engine") != "engine" {
		t.Errorf("office is %s, engine is %s", c.Driver("office"), c.Driver("engine"))
	}
}

func TestMistakesOfEngines(t *testing.T) {
	for _, text := range []string{
		"providers:\n  engine: {url: engine.test}\n", "providers:\n  engine: {formality: rude}\n", "providers:\n  engine: {dates: maybe}\n", "providers:\n  engine: {budget: {run: -1}}\n",
		"providers:\n  engine: {key: secret}\n", "providers:\n  office: {model: x}\n",
		"providers:\n  office: {driver: nobody}\n", "providers:\n  office: {driver: memory}\n", "providers:\n  pseudo: {driver: engine}\n", "patience: {longest: -1h}\n", "chains:\n  - {use: [engine], via: nowhere-at-all}\n",
	} {
		if _, err := load(t, text, nil); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
