package translate

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// asker is a memory that notes which pairs it is asked for.
type asker map[string]l10n.Locale

func (m asker) Lookup(_ context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error) {
	for _, q := range qs {
		m[q.Source.Text()] = q.SourceLang
	}
	return make([][]l10n.Match, len(qs)), nil
}

func (m asker) TermsIn(source, _ l10n.Locale, text string) []l10n.Term {
	return []l10n.Term{{Source: string(source) + ": " + text}}
}

// TestTextsInAnotherLanguage holds that a text of a page that is in another language than the page goes to memory,
// glossary and engines as what it is, by itself, and only to engines that have the pair.
func TestTextsInAnotherLanguage(t *testing.T) {
	e := &l10n.Extraction{Lang: "en"}
	for i, u := range []struct {
		text string
		lang l10n.Locale
	}{{"Words", ""}, {"Mots", "fr"}, {"Colour", "en-GB"}, {"Mots", ""}, {"Wort", "de"}, {"12,500 km", "fr"}, {"Palavras", "pt-BR"}} {
		id := string(rune('a' + i))
		e.Units = append(e.Units, l10n.Unit{ID: l10n.UnitID(id), Lang: u.lang,
			Segments: []l10n.Segment{{ID: l10n.SegmentID(id + ".1"), Source: l10n.TextFragment(u.text)}}})
	}
	engine := &fake{traits: Traits{Name: "one", Markup: Notation, Terms: true}, pairs: map[string]bool{"en-pt": true, "fr-pt": true}}
	s := newScene([]*fake{engine})
	memory := asker{}
	s.Memory, s.Glossary = memory, memory
	s.draft.Chain = append([]l10n.ProviderName{Memory}, s.draft.Chain...)
	d, err := s.Leverage(t.Context(), s.draft, e, Known{})
	if err != nil {
		t.Fatal(err)
	}
	s.draft = d
	if memory["Colour"] != "en" || memory["Wort"] != "de" || memory["Palavras"] != "" {
		t.Errorf("the memory was asked for %v", memory)
	}
	if got := d.Targets[5].Text.Text(); got == "12.500 km" { // in French it is twelve and a half
		t.Errorf("a French amount was read as an English one: %q", got)
	}
	if _, err := s.ask(t, "one"); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(engine.from, []l10n.Locale{"en", "fr"}) {
		t.Errorf("asked for %v: %v", engine.from, engine.asked)
	}
	if diff := cmp.Diff([][]string{{"Words", "Colour", "Mots"}, {"Mots"}}, engine.asked); diff != "" {
		t.Error(diff)
	}
	for i, term := range []string{"en: Words", "en: Colour", "en: Mots", "fr: Mots"} {
		if engine.terms[i].Source != term {
			t.Errorf("terms %v", engine.terms)
		}
	}
	want := []string{"WORDS", "MOTS", "COLOUR", "MOTS", "", "12,500 km", "Palavras"}
	for i, target := range s.targets(t) {
		if got := target.Text.Text(); got != want[i] && i != 5 {
			t.Errorf("%d: %q, want %q", i, got, want[i])
		}
	}
	if est, err := s.Estimate(t.Context(), d); err != nil || est[0].Questions != 0 || est[0].Kept != 4 {
		t.Errorf("%+v, %v", est, err)
	}
}
