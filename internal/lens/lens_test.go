package lens

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// page is a page in memory with its translations.
type page struct {
	extraction *l10n.Extraction
	texts      map[l10n.Locale][]string
}

func (p *page) Translations(_ context.Context, f l10n.TranslationFilter) (all []l10n.Translation, err error) {
	for l := range p.texts {
		all = append(all, l10n.Translation{TranslationKey: l10n.TranslationKey{Document: f.Document, Locale: l}, Extraction: "x"})
	}
	return all, nil
}
func (p *page) Targets(_ context.Context, k l10n.TranslationKey) (ts []l10n.Target, err error) {
	for i, text := range p.texts[k.Locale] {
		s := p.extraction.Units[i].Segments[0]
		ts = append(ts, l10n.Target{Segment: s.ID, SourceHash: s.Hash(), Text: l10n.ParseFragment(text)})
	}
	return ts, nil
}
func (p *page) Extraction(context.Context, l10n.Ref) (*l10n.Extraction, error) {
	return p.extraction, nil
}

func newPage(sources []string, texts map[l10n.Locale][]string) (*page, *Service) {
	p := &page{extraction: &l10n.Extraction{Lang: "en"}, texts: texts}
	for i, s := range sources {
		u := l10n.Unit{ID: l10n.UnitID(fmt.Sprint("u", i+1)), Element: "p", Codes: []l10n.Code{{ID: 1, Name: "b", Paired: true}}}
		u.Segments = []l10n.Segment{{ID: l10n.NewSegmentID(u.ID, 1), Source: l10n.ParseFragment(s)}}
		p.extraction.Units = append(p.extraction.Units, u)
	}
	words := func(s ...string) termbase.Words { return termbase.Words{Allowed: s} }
	return p, &Service{Records: p, Sources: p, Glossary: termbase.New(
		termbase.Concept{ID: "lock", Terms: map[l10n.Locale]termbase.Words{"en": words("northern lock"), "es": words("esclusa norte"), "de": words("Nordschleuse")}},
		termbase.Concept{ID: "ship", DoNotTranslate: true, Terms: map[l10n.Locale]termbase.Words{"en": words("Marigold")}},
	)}
}

// reads writes what a sentence says in a language: its text with marks, and what differs.
func reads(text string, marks []Mark, missing []Missing, added []string) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		fmt.Fprintf(&b, "%s[%s|%s%d]", text[at:m.Span.Start], text[m.Span.Start:m.Span.End], m.Kind[:1], m.Number)
		at = m.Span.End
	}
	b.WriteString(text[at:])
	for _, m := range missing {
		fmt.Fprintf(&b, " −%s", m.Text)
		if m.Wanted != "" {
			fmt.Fprintf(&b, "=%s", m.Wanted)
		}
	}
	for _, a := range added {
		fmt.Fprintf(&b, " +%s", a)
	}
	return b.String()
}

func TestSentence(t *testing.T) {
	_, s := newPage(
		[]string{"The <1>northern lock</1> opened on 9 March 2026 for 1,200 ships; the Marigold was first.", "Six years and 37 million crowns."},
		map[l10n.Locale][]string{
			"es": {"La <1>esclusa norte</1> abrió el 9 de marzo de 2026 para 1200 buques; el Marigold fue el primero.", "Seis años y 38 millones de coronas."},
			"de": {"Die <1>Schleuse</1> öffnete am 9. März 2026 für 1.200 Schiffe, zuerst die Ringelblume.", "Sechs Jahre und 37 Millionen Kronen."},
			"ar": {"افتتح <1>الهويس</1> في 9 مارس 2026 أمام سفن، أولها Marigold.", ""},
		})
	p, err := s.Load(t.Context(), "news")
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Sentence(p, "")
	if err != nil {
		t.Fatal(err)
	}
	if of := reads(got.Segment.Source.Text(), got.Marks, nil, nil); of != "The [northern lock|t1] opened on [9 March 2026|d2] for [1,200|f3] ships; the [Marigold|t4] was first." {
		t.Error(of)
	}
	want := map[l10n.Locale]string{
		"es": "La [esclusa norte|t1] abrió el [9 de marzo de 2026|d2] para [1200|f3] buques; el [Marigold|t4] fue el primero.",
		"de": "Die Schleuse öffnete am [9. März 2026|d2] für [1.200|f3] Schiffe, zuerst die Ringelblume. −northern lock=Nordschleuse −Marigold=Marigold",
		"ar": "افتتح الهويس في [9 مارس 2026|d2] أمام سفن، أولها [Marigold|t4]. −1,200",
	}
	for _, r := range got.Readings {
		if of := reads(r.Target.Text.Text(), r.Marks, r.Missing, r.Added); of != want[r.Locale] {
			t.Errorf("%s: %s\nwant %s", r.Locale, of, want[r.Locale])
		}
	}
	if got.Next != "u2.1" || got.Previous != "" || got.Of != 2 || len(got.Readings) != 3 || got.Readings[0].Locale != "ar" {
		t.Errorf("%+v", got)
	}
	second, err := s.Sentence(p, "u2.1")
	if err != nil || second.Next != "" {
		t.Fatal(err)
	}
	for _, r := range second.Readings {
		if r.Locale == "es" && (len(r.Missing) != 1 || r.Missing[0].Text != "37" || len(r.Added) != 1 || r.Added[0] != "38") || r.Locale != "es" && r.Differs() {
			t.Errorf("%s: %+v %v", r.Locale, r.Missing, r.Added)
		}
	}
	list, cut := s.Differing(p)
	if cut || fmt.Sprint(list[0].Locales, list[1].Locales) != "[ar de] [es]" {
		t.Errorf("%+v", list)
	}
	if _, err := s.Sentence(p, "u9.1"); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}

func TestNothingToSee(t *testing.T) {
	_, s := newPage([]string{"One."}, nil)
	if _, err := s.Load(t.Context(), "news"); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	changed, s := newPage([]string{"No figures."}, map[l10n.Locale][]string{"es": {"Sin cifras."}})
	s.Glossary = nil
	p, err := s.Load(t.Context(), "news")
	if err != nil {
		t.Fatal(err)
	}
	changed.extraction.Units[0].Segments[0].Source = l10n.TextFragment("Another source.")
	if got, err := s.Sentence(p, "u1.1"); err != nil || len(got.Things) != 0 || got.Readings[0].Differs() {
		t.Errorf("%+v, %v", got, err)
	}
}
