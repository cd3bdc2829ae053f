package provider_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// books keep answers and spending in memory.
type books struct {
	mu      sync.Mutex
	answers map[l10n.Hash]l10n.Answer
	spent   int
}

func (b *books) Answers(ctx context.Context, qs []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return answers(b.answers).Answers(ctx, qs)
}

func (b *books) KeepAnswers(_ context.Context, as map[l10n.Hash]l10n.Answer) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for q, a := range as {
		if _, ok := b.answers[q]; !ok {
			b.answers[q] = a
		}
	}
	return nil
}

func (b *books) Spend(_ context.Context, _ l10n.ProviderName, _ l10n.RunID, _ string, n int) error {
	b.spent += n
	return nil
}

func (b *books) Spent(context.Context, l10n.ProviderName, l10n.RunID, string) (int, int, error) {
	return b.spent, b.spent, nil
}

// page is a document of n sentences with codes.
func page(n int) *l10n.Extraction {
	e := &l10n.Extraction{Lang: "en", Title: "The page's title"}
	for i := range n {
		id := l10n.UnitID(fmt.Sprintf("u%d", i))
		e.Units = append(e.Units, l10n.Unit{ID: id, Segments: []l10n.Segment{{
			ID:     l10n.NewSegmentID(id, 1),
			Source: l10n.ParseFragment(fmt.Sprintf("The <1>delegates</1> of group %d discussed the %s & the tides<2/> of the river.", i, strings.Repeat("very ", i%4))),
		}}})
	}
	return e
}

// TestFaultMatrix lets each simulated engine have each kind of bad day in the middle of a page, tries again as the
// pipeline does, and wants every text answered, and none billed twice but those of a batch whose fate nobody knew.
func TestFaultMatrix(t *testing.T) {
	for _, name := range sim.Names() {
		for _, fault := range sim.Faults() {
			t.Run(string(name)+" "+string(fault), func(t *testing.T) { badDay(t, name, fault) })
		}
	}
}

func badDay(t *testing.T, name l10n.ProviderName, fault sim.Fault) {
	const texts = 60
	s := sim.Start(t, name)
	o := s.Options()
	if fault == sim.Hang {
		o.Timeout = 300 * time.Millisecond
	}
	b := &books{answers: map[l10n.Hash]l10n.Answer{}}
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	tr := &translate.Translator{
		Answers: b, Ledger: b, Providers: map[l10n.ProviderName]translate.Provider{name: openSim(t, s, name, o)},
		Now: func() time.Time { return now },
	}
	d, err := tr.Leverage(t.Context(), translate.Draft{
		TranslationKey: l10n.TranslationKey{Document: "d", Locale: "es"}, Run: "r", SourceLang: "en", Chain: []l10n.ProviderName{name}, Title: "T",
	}, page(texts), translate.Known{})
	if err != nil {
		t.Fatal(err)
	}
	s.Next(sim.None, fault, fault, sim.None, fault) // the first batch is well
	unsure, tries := 0, 0
	for from := 0; from < len(d.Questions); {
		to := min(from+25, len(d.Questions))
		out, err := tr.Ask(t.Context(), d, translate.Asking{Engine: name, From: from, To: to})
		unsure += out.Unsure
		if tries++; tries > 20 {
			t.Fatalf("it never ends: %v, %+v", err, out)
		}
		if err == nil && out.Left() == 0 {
			from = to
			continue
		}
		var f *translate.Failure
		if err != nil && !errors.As(err, &f) {
			t.Fatal(err)
		}
		now = now.Add(time.Minute)
	}
	targets, err := tr.Assemble(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range targets {
		if target.State != l10n.Translated || target.Origin.Provider != name {
			t.Errorf("%s is lost: %+v", target.Segment, target)
		}
	}
	checkBill(t, s, b, fault, unsure)
}

func checkBill(t *testing.T, s *sim.Server, b *books, fault sim.Fault, unsure int) {
	twice := 0
	for text, n := range s.Billed() {
		if n > 1 {
			twice++
		}
		if n > 1 && fault != sim.Cut && fault != sim.Half {
			t.Errorf("billed %d times: %s", n, text)
		}
	}
	if twice > 0 && unsure == 0 && s.Name() != "apertium-apy" { // which costs nothing
		t.Errorf("%d texts were billed twice and nothing was logged", twice)
	}
	if b.spent == 0 {
		t.Error("nothing was counted")
	}
	t.Logf("%s: %d requests, %d characters counted, %d of them unsure, %d texts billed twice", fault, s.Requests(), b.spent, unsure, twice)
}
