package e2e_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// badDay is one simulated engine's kind of bad day, under a name of its own so that all of them are had at once.
type badDay struct {
	translate.Provider
	name  l10n.ProviderName
	fault sim.Fault
	sim   *sim.Server
	run   l10n.RunID
}

// Traits implements translate.Provider.
func (b *badDay) Traits() translate.Traits {
	tr := b.Provider.Traits()
	tr.Name = b.name
	return tr
}

// without says that the engine's words for the fault mean that it does not have the pair, so that people write.
func (b *badDay) without() bool { return b.sim.Name() == "apertium-apy" && b.fault == sim.Rejected }

func (b *badDay) page() string { return string(b.name) + ".html" }

// TestRunsSurviveBadDays publishes a page by each simulated engine while it has each kind of bad day. Every run ends
// published with every text from the engine, and no text is billed twice but those whose fate nobody knew.
func TestRunsSurviveBadDays(t *testing.T) {
	var days []*badDay
	pages := map[string]string{}
	for _, name := range sim.Names() {
		for _, fault := range sim.Faults() {
			s := sim.Start(t, name)
			o := s.Options()
			o.Timeout = 5 * time.Second
			p, err := provider.Open(name, o)
			if err != nil {
				t.Fatal(err)
			}
			s.Next(fault)
			b := &badDay{Provider: p, name: l10n.ProviderName(fmt.Sprintf("%s-%s", name, fault)), fault: fault, sim: s}
			days = append(days, b)
			pages[b.page()] = `<!doctype html><html lang="en"><head><title>The session</title></head><body><main><h1>The session and its days</h1>
				<p>Excellencies, the session is open. It lasts <b>three</b> long days.</p><p>The delegates met near the river.</p></main></body></html>`
		}
	}
	h := newHouse(t, pages)
	h.patience = 3 * time.Minute // engines that hang are left alone for a while, and all have their day at once
	for _, b := range days {
		h.app.Translator.Providers[b.name] = b
	}
	for _, b := range days {
		p := h.plan([]string{b.page()}, "es")
		p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {b.name}}
		b.run = h.start(p)
	}
	for _, b := range days {
		t.Run(string(b.name), func(t *testing.T) {
			h := *h
			h.t = t
			h.survives(b)
		})
	}
}

func (h *house) survives(b *badDay) {
	k := h.key(b.page(), "es")
	h.until("the engine has answered", func() bool {
		tr, err := h.store.Translation(h.t.Context(), k)
		if err == nil && tr.Stage == l10n.StageParked {
			if tr.Comment == "" || tr.Until.IsZero() {
				h.t.Errorf("parked without a reason and an end: %+v", tr)
			}
			h.must(h.client.Resume(h.t.Context(), k, l10n.Resume{By: "maria"}))
		}
		return err == nil && tr.Step == "review"
	})
	ts, err := h.store.Targets(h.t.Context(), k)
	h.must(err)
	for _, target := range ts {
		if (target.Origin.Provider == b.name) == b.without() {
			h.t.Errorf("%s: %+v", target.Segment, target)
		}
	}
	for text, n := range b.sim.Billed() {
		if n > 1 && b.fault != sim.Cut && b.fault != sim.Half {
			h.t.Errorf("billed %d times: %s", n, text)
		}
	}
	if b.without() {
		return
	}
	h.must(h.decide(k, approve("review", "maria")))
	if r := h.ended(b.run); r.Status != l10n.RunCompleted || r.Published != 1 {
		h.t.Errorf("%+v", r)
	}
}
