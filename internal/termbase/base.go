package termbase

import (
	"fmt"
	"slices"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Concept is one meaning with its terms in several languages.
type Concept struct {
	ID             string
	Note           string
	DoNotTranslate bool
	CaseSensitive  bool
	// Terms are the concept's words in each language.
	Terms map[l10n.Locale]Words
}

// Words are a concept's words in one language.
type Words struct {
	Allowed   []string // the preferred one first
	Forbidden []string
}

// Base is a set of concepts that can be searched. It is safe for concurrent use.
type Base struct {
	concepts []Concept
	mu       sync.Mutex
	indexes  map[[2]l10n.Locale]*index
}

// New makes a base of concepts.
func New(concepts ...Concept) *Base {
	return &Base{concepts: concepts, indexes: map[[2]l10n.Locale]*index{}}
}

// Concepts returns the base's concepts, in their order. The caller must not change them.
func (b *Base) Concepts() []Concept { return b.concepts }

// Locales returns the locales that some concept has words in, sorted.
func (b *Base) Locales() []l10n.Locale {
	seen := map[l10n.Locale]bool{}
	for _, c := range b.concepts {
		for l := range c.Terms {
			seen[l] = true
		}
	}
	out := make([]l10n.Locale, 0, len(seen))
	for l := range seen {
		out = append(out, l)
	}
	slices.Sort(out)
	return out
}

// Terms returns the terms of a language pair, in the base's order. Engines get them as their glossary. A concept
// without an ID gets one from its number: "c1" for the first.
func (b *Base) Terms(source, target l10n.Locale) []l10n.Term {
	var out []l10n.Term
	for i, c := range b.concepts {
		from, ok := wordsFor(c, source)
		if !ok {
			continue
		}
		to, ok := wordsFor(c, target)
		if !ok && !c.DoNotTranslate {
			continue
		}
		id := c.ID
		if id == "" {
			id = fmt.Sprintf("c%d", i+1)
		}
		for _, word := range from.Allowed {
			out = append(out, l10n.Term{
				ID: id, Source: word, Targets: to.Allowed, Forbidden: to.Forbidden,
				DoNotTranslate: c.DoNotTranslate, CaseSensitive: c.CaseSensitive, Note: c.Note,
			})
		}
	}
	return out
}

// wordsFor returns a concept's words for a locale: those of the very locale, or else those of another locale with the
// same language and script, for instance those of es for es-MX.
func wordsFor(c Concept, l l10n.Locale) (Words, bool) {
	if w, ok := c.Terms[l]; ok {
		return w, true
	}
	base, _ := l.Tag().Base()
	script, _ := l.Tag().Script()
	var best l10n.Locale
	for other := range c.Terms {
		b, _ := other.Tag().Base()
		s, _ := other.Tag().Script()
		if b == base && s == script && (best == "" || len(other) < len(best) || len(other) == len(best) && other < best) {
			best = other
		}
	}
	w, ok := c.Terms[best]
	return w, ok && best != ""
}

// Official returns the form that a name has in the target language: the preferred target of the term that is written as
// the name is, or the name itself where that is not to be translated. It reports false for a name that is no term.
func (b *Base) Official(source, target l10n.Locale, name string) (string, bool) {
	for _, h := range b.Find(source, target, name) {
		switch {
		case h.Term.Source != name:
		case h.Term.DoNotTranslate:
			return name, true
		case len(h.Term.Targets) > 0:
			return h.Term.Targets[0], true
		}
	}
	return "", false
}

// Hit is a term found in a text.
type Hit struct {
	Term l10n.Term `json:"term"`
	// Span is its place in the text, in bytes.
	Span l10n.Span `json:"span"`
}

// Find returns the terms of the pair that a text of the source language has, in the order of the text. Inflected forms
// are found. Where terms overlap, the one with the most words counts; of those, one that is written exactly as in the
// text counts before an inflected one.
func (b *Base) Find(source, target l10n.Locale, text string) []Hit {
	ix := b.index(source, target)
	if len(ix.root.forms) == 0 || text == "" {
		return nil
	}
	s := search{ix: ix, text: ix.lang.Text(text), keys: map[string][]string{}}
	var hits []Hit
	for n := 0; n < s.text.Len(); {
		h, words := s.at(n)
		if words == 0 {
			n++
			continue
		}
		hits = append(hits, h...)
		n += words
	}
	return hits
}
