package provider_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TestProbe holds every driver with a server to say whether it answers, without sending a text or telling the key.
func TestProbe(t *testing.T) {
	for _, name := range sim.Names() {
		s := sim.Start(t, name)
		o := s.Options()
		p := openSim(t, s, name, o)
		if err := provider.Probe(t.Context(), p); err != nil || s.Requests() != 0 {
			t.Errorf("%s answers, and yet: %v; %d requests for translations", name, err, s.Requests())
		}
		if env := o.Env; name == "openai" || name == "anthropic" || name == "deepl" {
			o.Env = func(k string) string { return strings.Replace(env(k), "sim", "other", 1) }
			err := provider.Probe(t.Context(), openSim(t, s, name, o))
			if !errors.Is(err, translate.ErrAuth) || strings.Contains(err.Error(), "other-0123456789-key") {
				t.Errorf("%s, with a wrong key: %v", name, err)
			}
		}
		s.Close()
		if err := provider.Probe(t.Context(), p); !errors.Is(err, translate.ErrDown) && name != "google" {
			t.Errorf("%s is gone: %v", name, err)
		} else if err == nil {
			t.Errorf("%s is gone, and answers", name)
		}
	}
	p, err := provider.OpenPseudo(provider.Options{})
	if err != nil || provider.Probe(t.Context(), p) != nil {
		t.Error("an engine without a server answers")
	}
}

func TestProbeOfOtherServers(t *testing.T) {
	hang := make(chan struct{})
	defer close(hang)
	for what, c := range map[string]struct {
		handler http.HandlerFunc
		want    error
	}{
		"a proxy's page": {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>502</html>")) }, translate.ErrDown},
		"another path":   {http.NotFound, translate.ErrAuth},
		"busy":           {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) }, translate.ErrBusy},
		"broken":         {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, translate.ErrDown},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://evil.example/", http.StatusFound)
		}, translate.ErrAuth},
		"silent": {func(http.ResponseWriter, *http.Request) { <-hang }, translate.ErrDown},
	} {
		s := httptest.NewServer(c.handler)
		for _, name := range []l10n.ProviderName{"openai", "anthropic", "deepl", "azure", "libretranslate"} {
			p, err := provider.Open(name, provider.Options{URL: s.URL, Model: "m", Env: func(string) string { return "k" }})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			if err := provider.Probe(ctx, p); !errors.Is(err, c.want) {
				t.Errorf("%s, %s: %v, want %v", name, what, err, c.want)
			}
			cancel()
		}
		s.CloseClientConnections()
	}
}
