package app

import (
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// environment has the variables that it holds.
func environment(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

const twoEngines = `chains: [{to: ar, use: [memory, office, source]}]
providers:
  office: {driver: openai, url: "http://127.0.0.1:1/v1", model: a, per_second: 2, budget: {run: 10, month: 20}}
  deepl: {formality: more}
`

func TestEnginesThatMayBeUsed(t *testing.T) {
	cfg := configured(t, twoEngines)
	for name, c := range map[string]struct {
		env   map[string]string
		wrong string
	}{
		"a configured one lacks its key": {nil, "provider deepl: its key is missing: set the environment variable DEEPL_API_KEY"},
		"all have what they need":        {map[string]string{"DEEPL_API_KEY": "k:fx", "AZURE_TRANSLATOR_KEY": "k"}, ""},
	} {
		a, err := Open(t.Context(), Options{Config: cfg, Env: environment(c.env), Logger: slog.New(slog.DiscardHandler)})
		if c.wrong != "" {
			if !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), c.wrong) {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		tr := a.Translator
		if tr.Providers["azure"] == nil || slices.Contains(tr.Default, "azure") {
			t.Error("an engine whose key is in the environment can be named in a chain, and is asked by none that does not name it")
		}
		want := []l10n.ProviderName{translate.Memory, "deepl", "office"}
		if tr.Default = slices.DeleteFunc(tr.Default, func(n l10n.ProviderName) bool { return n == "apertium" }); !slices.Equal(tr.Default, append(want, translate.Source)) {
			t.Errorf("the default chain is %v", tr.Default)
		}
		if tr.Budgets["office"] != (translate.Budget{Run: 10, Month: 20}) || tr.Queues["office"] != "dragoman:office" || a.limited["office"] != 2 || tr.Queues["deepl"] != "" {
			t.Errorf("budgets %v, queues %v, limits %v", tr.Budgets, tr.Queues, a.limited)
		}
		if name := tr.Providers["office"].Traits().Name; name != "office" {
			t.Errorf("the engine answers under the name %s", name)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestListOfEngines(t *testing.T) {
	list := Engines{Config: configured(t, twoEngines), Env: noEnv}.List()
	at := func(name l10n.ProviderName) EngineInfo {
		i := slices.IndexFunc(list, func(e EngineInfo) bool { return e.Name == name })
		if i < 0 {
			t.Fatalf("%s is not listed", name)
		}
		return list[i]
	}
	if e := at("office"); !e.Usable || !e.Named || e.About == "" {
		t.Errorf("%+v", e)
	}
	if e := at("deepl"); e.Usable || !e.Named || !strings.Contains(e.Why, "DEEPL_API_KEY") {
		t.Errorf("%+v", e)
	}
	if e := at("google"); e.Named {
		t.Errorf("%+v", e)
	}
}
