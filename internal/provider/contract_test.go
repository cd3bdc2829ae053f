package provider_test

import (
	"context"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// opener opens a driver for the contract: on its simulator, on the program that it needs, or as it is.
func opener(t *testing.T, d provider.Driver) provider.Options {
	t.Helper()
	switch {
	case slices.Contains(sim.Names(), d.Name):
		return sim.Start(t, d.Name).Options()
	case d.Name == "apertium":
		needs.Program(t, "apertium", "Debian: apertium")
	}
	return provider.Options{}
}

// TestContract holds every driver in the table to what the translator relies on.
func TestContract(t *testing.T) {
	for _, d := range provider.Drivers() {
		t.Run(string(d.Name), func(t *testing.T) {
			if d.Open == nil {
				remote(t, d)
				return
			}
			p, err := d.Open(opener(t, d))
			if err != nil {
				t.Fatal(err)
			}
			contract(t, d, p)
		})
	}
}

// remote holds a driver of remote engines to what the translator relies on.
func remote(t *testing.T, d provider.Driver) {
	if _, err := d.OpenRemote(provider.Options{}); err == nil {
		t.Error("an engine that nobody is named for must be refused")
	}
	r, err := d.OpenRemote(provider.Options{Queue: "engines"})
	if err != nil {
		t.Fatal(err)
	}
	if r.Traits.Name != d.Name || d.About == "" || r.Traits.Version == "" || r.Activity.Name == "" || r.Activity.Queue != "engines" {
		t.Errorf("%+v of driver %+v", r, d)
	}
	if r.Traits.MaxTexts == 0 || r.Traits.MaxBytes == 0 {
		t.Error("its texts go through a history, and must be bounded")
	}
	if _, err := provider.Open(d.Name, provider.Options{Queue: "engines"}); err == nil {
		t.Error("an activity is the workflow's to call")
	}
}

func contract(t *testing.T, d provider.Driver, p translate.Provider) {
	tr := p.Traits()
	if tr.Name != d.Name || d.About == "" || tr.Version == "" {
		t.Errorf("traits %+v of driver %+v: the name, a description and a version must be there", tr, d)
	}
	sources := []string{
		"Good morning.",
		"The <1>Secretary-General</1> met the delegates<2/> in Geneva.",
		`5 < 7 & "quotes" are <1>text</1>; <script>alert(1)</script> is too.`,
		"The <1>black <2>cat</2></1> sleeps.",
		"</1>The end of the house.",
		"<1>The start of the house.",
	}
	req := translate.Request{Source: "en", Target: "es"}
	var fragments []l10n.Fragment
	for _, s := range sources {
		f := l10n.ParseFragment(s)
		fragments = append(fragments, f)
		req.Texts = append(req.Texts, translate.Mask(f, tr.Markup))
	}
	answers, err := p.Translate(t.Context(), req)
	if err != nil {
		t.Fatal(err)
	}
	if len(answers) != len(sources) {
		t.Fatalf("%d answers for %d texts", len(answers), len(sources))
	}
	for i, a := range answers {
		if a.Err != nil {
			t.Errorf("%s: %v", sources[i], a.Err)
			continue
		}
		f, err := translate.Unmask(a.Text, tr.Markup, fragments[i], nil)
		if err != nil {
			t.Errorf("%s: %v: %s", sources[i], err, a.Text)
			continue
		}
		t.Logf("%s → %s", sources[i], f)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Translate(cancelled, req); err == nil {
		t.Error("a cancelled call must fail")
	}
	if tr.Supports != nil && tr.Supports("en", "tlh") {
		t.Error("claims a pair that nobody has")
	}
	again, err := d.Open(provider.Options{Command: "/nonexistent", URL: "ftp://engine"})
	if err == nil && again.Traits().Name != translate.Pseudo {
		t.Error("an engine that can't be there must be refused")
	}
}

func TestUnknownProvider(t *testing.T) {
	if _, err := provider.Open("babelfish", provider.Options{}); err == nil {
		t.Error("an unknown provider must be refused")
	}
	if _, err := provider.OpenApertium(provider.Options{Command: "/nonexistent/apertium"}); err == nil {
		t.Error("a missing program must be refused")
	}
}
