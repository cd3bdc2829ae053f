package work_test

import (
	"errors"
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

func TestAnEstimate(t *testing.T) {
	h := newHouse(t)
	texts := []string{"Approved text.", "Exact text.", "Near text.", "Similar text.", "New text here.", "New text here."}
	h.source.pages[address] = page(texts...)
	x, e := h.extracted()
	first := e.Places()[0].Segment
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r0", Stage: l10n.StagePublished, Extraction: x.Extraction,
		Targets: h.put([]l10n.Target{{Segment: first.ID, SourceHash: first.Hash(), State: l10n.Final, Text: l10n.TextFragment("Texto aprobado.")}})}
	for source, score := range map[string]int{"Exact text.": 100, "Near text.": 90, "Similar text.": 75} {
		h.matches[source] = l10n.Match{Source: l10n.TextFragment(source), Target: l10n.TextFragment("Texto."), Score: score}
	}
	records, blobs := maps.Clone(h.translations), len(h.blobs)
	got, err := h.Estimate(t.Context(), plan("es", "fr"), address)
	h.must(err)
	es := work.Estimate{TranslationKey: key, URL: address, Segments: 6, Approved: 1, Exact: 1, Fuzzy: 1, Similar: 1, Repeated: 1, New: 1,
		Engines: []translate.Estimate{{Engine: "echo", Questions: 2, Characters: len("Similar text.") + len("New text here.")}}}
	if len(got) != 2 {
		t.Fatalf("%+v", got)
	}
	words := 0
	for _, c := range got[0].Texts {
		words += c.Words
		if c.Class == l10n.MatchNone && c.Repeated && c.Words != 3 {
			t.Errorf("repeated: %+v", c)
		}
	}
	if words != 4*2+2*3 {
		t.Errorf("%d words are counted of 14: %+v", words, got[0].Texts)
	}
	got[0].Texts = nil
	if diff := cmp.Diff(es, got[0]); diff != "" {
		t.Error(diff)
	}
	if fr := got[1]; fr.Locale != "fr" || fr.Approved != 0 || fr.New != 2 || fr.Engines[0].Questions != 3 {
		t.Errorf("%+v", fr)
	}
	if len(h.asked) != 0 || !cmp.Equal(records, h.translations) || len(h.blobs) != blobs {
		t.Error("an estimate asks no engine and writes nothing")
	}
	if pages, err := h.Pages(t.Context(), plan("es")); err != nil || len(pages) != 1 {
		t.Errorf("%v %v", pages, err)
	}
}

func TestEstimatingFails(t *testing.T) {
	down := errors.New("down")
	h := newHouse(t)
	if _, err := h.Estimate(t.Context(), plan("es"), "http://site.test/gone"); !errors.Is(err, fetch.ErrGone) {
		t.Error(err)
	}
	p := plan("es")
	p.Root = "aside"
	if _, err := h.Estimate(t.Context(), p, address); !errors.Is(err, l10n.ErrPage) {
		t.Error(err)
	}
	p = plan("es")
	p.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {"unknown"}}
	if _, err := h.Estimate(t.Context(), p, address); err == nil {
		t.Error("an engine that is not there")
	}
	for _, method := range []string{"Translation", "Approved"} {
		h.broken = map[string]error{method: down}
		if _, err := h.Estimate(t.Context(), plan("es"), address); !errors.Is(err, down) {
			t.Errorf("%s: %v", method, err)
		}
	}
}
