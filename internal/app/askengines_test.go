package app

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestEnginesAreAsked holds that the list says of each engine that is set up whether it answers, and why not.
func TestEnginesAreAsked(t *testing.T) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"data":[]}`)) }))
	defer up.Close()
	cfg := configured(t, `providers:
  up: {driver: openai, url: "`+up.URL+`", model: a}
  down: {driver: openai, url: "http://`+address(t)+`/v1", model: a}
  libretranslate: {url: "http://`+address(t)+`"}
  deepl: {formality: more}
  ours: {driver: activity, queue: engines}
  theirs: {driver: activity, queue: nobody}
`)
	listens := func(_ context.Context, queue string) error {
		if queue == "nobody" {
			return errors.New("no worker listens to the task queue nobody")
		}
		return nil
	}
	list := Engines{Config: cfg, Env: noEnv}.Ask(t.Context(), listens)
	for name, want := range map[l10n.ProviderName]string{
		"up": "answers", "down": "the connection was refused", "libretranslate": "the connection was refused", "deepl": "its key is missing",
		"ours": "answers", "theirs": "no worker listens to the task queue nobody", "pseudo": "answers",
	} {
		e := list[slices.IndexFunc(list, func(e EngineInfo) bool { return e.Name == name })]
		switch {
		case want == "answers" && (e.Answers == nil || !*e.Answers || e.Why != ""),
			want != "answers" && !strings.Contains(e.Why, want),
			(name == "deepl") != (e.Answers == nil):
			t.Errorf("%s: %+v, want %s", name, e, want)
		}
	}
}

// TestOnlyNeededEnginesAreOpened holds that whoever asks no engine, or others, needs no key of it.
func TestOnlyNeededEnginesAreOpened(t *testing.T) {
	cfg := configured(t, "providers: {deepl: {formality: more}}\nchains: [{to: ar, use: [memory, pseudo]}, {to: ru, use: [deepl]}]\n")
	plan := func(to ...l10n.Locale) l10n.Plan {
		p := l10n.Plan{Locales: to, Chains: map[l10n.Locale][]l10n.ProviderName{}}
		for _, l := range to {
			for _, c := range cfg.Chains {
				if c.To == string(l) {
					p.Chains[l] = c.Use
				}
			}
		}
		return p
	}
	for name, c := range map[string]struct {
		needs func(l10n.ProviderName) bool
		ok    bool
	}{
		"nobody asks":               {NoEngines, true},
		"another engine is asked":   {EnginesOf(plan("ar")), true},
		"this one is asked too":     {EnginesOf(plan("ar", "ru")), false},
		"the configuration decides": {EnginesOf(plan("fr")), false},
		"a desk":                    {Engines{Config: cfg, Env: noEnv}.Usable(), true},
		"a worker":                  {nil, false},
	} {
		a, err := Open(t.Context(), Options{Config: cfg, Env: noEnv, Needs: c.needs, Logger: discard})
		if (err == nil) != c.ok {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			_ = a.Close()
		}
	}
	if err := (Engines{Config: cfg, Env: noEnv}).Missing(); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "DEEPL_API_KEY") {
		t.Errorf("a worker lacks a key: %v", err)
	}
}
