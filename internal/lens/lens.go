// Package lens lays one sentence in all languages of a page side by side: its figures, dates and terms, which of them each
// translation says, and what differs.
package lens

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
)

// Records are the translations of a page and their targets.
type Records interface {
	Translations(context.Context, l10n.TranslationFilter) ([]l10n.Translation, error)
	Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error)
}

// Sources are what is translated.
type Sources interface {
	Extraction(context.Context, l10n.Ref) (*l10n.Extraction, error)
}

// Glossary finds the terms of a pair in a text. It satisfies *termbase.Base, which may be nil.
type Glossary interface {
	Find(source, target l10n.Locale, text string) []termbase.Hit
}

// Service looks at sentences in all languages.
type Service struct {
	Records  Records
	Sources  Sources
	Glossary Glossary // nil for none
}

// Kind is what a mark is on.
type Kind string

// The kinds.
const (
	Date   Kind = "date"
	Figure Kind = "figure"
	Term   Kind = "term"
)

// Mark is a stretch of a text that the languages have to have in common.
type Mark struct {
	Span l10n.Span // in the text without codes
	Kind Kind
	// Number is the same for the same thing in all languages, from 1; 0 is a figure that the source does not have.
	Number int
}

// Thing is what a source says that each translation has to say.
type Thing struct {
	Number int
	Kind   Kind
	Text   string
}

// Reading is the sentence in one locale.
type Reading struct {
	l10n.Translation
	Target  l10n.Target
	Present bool // the translation has the sentence
	// Old says that the translation is of an earlier version of the page.
	Old   bool
	Marks []Mark
	// Missing are things of the source that are not found here, and Added figures that the source doesn't have.
	Missing []Missing
	Added   []string
}

// Missing is a thing that a translation lacks.
type Missing struct {
	Thing
	Wanted string // how it should be said here, of terms
}

// Differs reports whether something is to be told of the sentence in this locale.
func (r Reading) Differs() bool { return len(r.Missing)+len(r.Added) > 0 }

// Sentence is a sentence in all languages.
type Sentence struct {
	Segment  l10n.Segment
	Unit     l10n.Unit
	Number   int // in the document, from 1
	Of       int
	Lang     l10n.Locale
	Title    string
	URL      string
	Previous l10n.SegmentID
	Next     l10n.SegmentID
	Things   []Thing
	Marks    []Mark // of the source
	Readings []Reading
}

// Page is a document with all of its translations, as the lens looks at it.
type Page struct {
	extraction *l10n.Extraction
	places     []l10n.Place
	readings   []translated
}

type translated struct {
	l10n.Translation
	targets map[l10n.SegmentID]l10n.Target
}

// mostLocales is how many translations of a page are looked at.
const mostLocales = 100

// Load loads a document with its translations. Its source is that of the translation that was changed last.
func (s *Service) Load(ctx context.Context, doc l10n.DocumentID) (*Page, error) {
	all, err := s.Records.Translations(ctx, l10n.TranslationFilter{Document: doc, Limit: mostLocales})
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(t l10n.Translation) bool { return t.Extraction == "" || t.Document != doc })
	if len(all) == 0 {
		return nil, l10n.ErrNotFound
	}
	latest := slices.MaxFunc(all, func(a, b l10n.Translation) int { return a.UpdatedAt.Compare(b.UpdatedAt) })
	p := &Page{}
	if p.extraction, err = s.Sources.Extraction(ctx, latest.Extraction); err != nil {
		return nil, err
	}
	p.places = p.extraction.Places()
	slices.SortFunc(all, func(a, b l10n.Translation) int { return cmp.Compare(a.Locale, b.Locale) })
	for _, t := range all {
		ts, err := s.Records.Targets(ctx, t.TranslationKey)
		if err != nil {
			return nil, err
		}
		one := translated{t, make(map[l10n.SegmentID]l10n.Target, len(ts))}
		for _, g := range ts {
			one.targets[g.Segment] = g
		}
		p.readings = append(p.readings, one)
	}
	return p, nil
}

// Sentence lays a segment's languages side by side; no segment is the first.
func (s *Service) Sentence(p *Page, id l10n.SegmentID) (Sentence, error) {
	i := 0
	if id != "" {
		i = slices.IndexFunc(p.places, func(at l10n.Place) bool { return at.Segment.ID == id })
	}
	if i < 0 || len(p.places) == 0 {
		return Sentence{}, l10n.ErrNotFound
	}
	at := p.places[i]
	out := Sentence{Segment: at.Segment, Unit: *at.Unit, Number: i + 1, Of: len(p.places), Lang: p.extraction.Lang, Title: p.extraction.Title,
		URL: p.extraction.Document.URL}
	if at.Unit.Lang != "" {
		out.Lang = at.Unit.Lang
	}
	if i > 0 {
		out.Previous = p.places[i-1].Segment.ID
	}
	if i+1 < len(p.places) {
		out.Next = p.places[i+1].Segment.ID
	}
	look := s.newLook(at, out.Lang, p.readings)
	for _, t := range p.readings {
		out.Readings = append(out.Readings, look.read(t))
	}
	out.Things, out.Marks = look.things, tidy(look.marks)
	return out, nil
}

// mostLooked is how many sentences of a page are compared in all languages for the list of those that differ.
const mostLooked = 2000

// Differing is a sentence in which languages differ.
type Differing struct {
	Segment l10n.SegmentID
	Number  int
	Source  string
	Locales []l10n.Locale
}

// Differing lists the sentences of a page in which a language lacks or adds something. cut says that not all were looked at.
func (s *Service) Differing(p *Page) (list []Differing, cut bool) {
	for i, at := range p.places {
		if (i+1)*len(p.readings) > mostLooked {
			return list, true
		}
		lang := cmp.Or(at.Unit.Lang, p.extraction.Lang)
		look := s.newLook(at, lang, p.readings)
		var locales []l10n.Locale
		for _, t := range p.readings {
			if r := look.read(t); r.Differs() {
				locales = append(locales, t.Locale)
			}
		}
		if len(locales) > 0 {
			list = append(list, Differing{at.Segment.ID, i + 1, at.Segment.Source.Text(), locales})
		}
	}
	return list, false
}
