package provider_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

func openSim(t *testing.T, s *sim.Server, name l10n.ProviderName, o provider.Options) translate.Provider {
	t.Helper()
	p, err := provider.Open(name, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func ask(t *testing.T, p translate.Provider, target l10n.Locale, texts ...string) ([]translate.Answer, error) {
	t.Helper()
	return p.Translate(t.Context(), translate.Request{Source: "en", Target: target, Texts: texts})
}

// TestFaults holds each driver to naming what is wrong with its engine, and to say when a batch may have been billed.
func TestFaults(t *testing.T) {
	kinds := map[sim.Fault][]error{
		sim.Busy: {translate.ErrBusy}, sim.Denied: {translate.ErrAuth}, sim.Broken: {translate.ErrDown},
		sim.Quota:      {translate.ErrQuota, translate.ErrBusy}, // one engine has no quota but a slowdown
		sim.Overloaded: {translate.ErrDown, translate.ErrBusy},
		sim.Rejected:   {translate.ErrRejected, translate.ErrPair}, // one engine says nothing else by it
		sim.Garbage:    {translate.ErrDown}, sim.Hang: {translate.ErrDown}, sim.Cut: {translate.ErrDown},
	}
	for _, name := range sim.Names() {
		for fault, want := range kinds {
			t.Run(string(name)+" "+string(fault), func(t *testing.T) {
				s := sim.Start(t, name)
				o := s.Options()
				if fault == sim.Hang {
					o.Timeout = 300 * time.Millisecond
				}
				p := openSim(t, s, name, o)
				s.Next(fault)
				_, err := ask(t, p, "es", "Good morning.", "The cat sleeps.")
				var f *translate.Failure
				if !errors.As(err, &f) {
					t.Fatalf("%v is not a Failure", err)
				}
				known := false
				for _, kind := range want {
					known = known || errors.Is(err, kind)
				}
				if (name == "apertium-apy" || name == "libretranslate") && fault == sim.Quota {
					known = true // they have none
				}
				if !known {
					t.Errorf("%v, want one of %v", err, want)
				}
				if sent := fault == sim.Garbage || fault == sim.Hang || fault == sim.Cut; f.Unsure != sent {
					t.Errorf("unsure is %v of %v", f.Unsure, err)
				}
				if strings.Contains(err.Error()+f.Detail, sim.Key) || strings.Contains(err.Error(), "sleeps") {
					t.Errorf("the message tells too much: %v, %s", err, f.Detail)
				}
				if _, err := ask(t, p, "es", "Good morning."); err != nil {
					t.Errorf("afterwards: %v", err)
				}
			})
		}
	}
}

func TestRefusedKey(t *testing.T) {
	for _, name := range sim.Names() {
		s := sim.Start(t, name)
		o := s.Options()
		env := o.Env
		if env("GOOGLE_APPLICATION_CREDENTIALS") != "" || name == "apertium-apy" {
			continue // the one's key is a file, the other has none
		}
		const wrong = "wrong-9876543210-key"
		o.Env = func(k string) string {
			if env(k) == "" {
				return ""
			}
			return wrong
		}
		_, err := ask(t, openSim(t, s, name, o), "es", "Good morning.")
		if !errors.Is(err, translate.ErrAuth) || strings.Contains(err.Error(), wrong) {
			t.Errorf("%s: %v", name, err)
		}
		if s.Requests() != 0 {
			t.Errorf("%s: the simulator let a wrong key in", name)
		}
	}
}

func TestUnknownPair(t *testing.T) {
	for _, name := range sim.Names() {
		if name == "openai" || name == "anthropic" {
			continue // a model tries every language
		}
		s := sim.Start(t, name)
		if _, err := ask(t, openSim(t, s, name, s.Options()), "tlh", "Good morning."); !errors.Is(err, translate.ErrPair) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHalfABatch: engines that answer by order lose the batch, those that answer by ID lose what is missing.
func TestHalfABatch(t *testing.T) {
	for _, name := range sim.Names() {
		s := sim.Start(t, name)
		s.Next(sim.Half)
		answers, err := ask(t, openSim(t, s, name, s.Options()), "es", "One cat.", "Two cats.", "Three cats.", "Four cats.")
		switch {
		case errors.Is(err, translate.ErrBadAnswer), err == nil && len(answers) == 2:
		case err == nil && len(answers) == 4:
			if answers[1].Err != nil || answers[1].Text == "" || answers[2].Err == nil {
				t.Errorf("%s: %+v", name, answers)
			}
		default:
			t.Errorf("%s: %+v, %v", name, answers, err)
		}
	}
}

func TestMissingKeyNamesItsVariable(t *testing.T) {
	for _, d := range provider.Drivers() {
		if d.Secret == "" || d.Name == "libretranslate" {
			continue
		}
		if _, err := d.Open(provider.Options{Model: "m"}); err == nil || !strings.Contains(err.Error(), d.Secret) {
			t.Errorf("%s: %v", d.Name, err)
		}
	}
}
