package termbase

import (
	"cmp"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/inflect"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Bounds of what is looked at in one place of a text. With them the work grows with the text, whatever a termbase is made of.
const (
	// maxForms is how many words of terms are compared with the words of one place. Honest terms have a few that look alike.
	maxForms = 256
	// maxHomonyms is how many concepts may share one term. An editor reads no more, and neither does an engine.
	maxHomonyms = 20
	// maxWords is how many words a term may have. A longer one is a text, and is not looked for.
	maxWords = 100
)

// index finds the terms of one language pair. It is a tree of the terms' words, so that terms which begin alike are
// compared with a text once.
type index struct {
	lang *inflect.Language
	root node
}

// node is a word of terms that have the same words before it.
type node struct {
	phrase *inflect.Phrase // one of the terms that have the word
	next   map[string][]*node
	forms  map[string]*node // the next words by their form
	terms  []indexedTerm    // those that end here
}

type indexedTerm struct {
	term   l10n.Term
	phrase *inflect.Phrase
	order  int // in the base
}

// add adds a term. One that says what another one has said is left out.
func (ix *index) add(term l10n.Term, order int) {
	p := ix.lang.Phrase(term.Source, term.CaseSensitive)
	if p.Words() == 0 || p.Words() > maxWords {
		return
	}
	at := &ix.root
	for n := range p.Words() {
		kid := at.forms[p.Form(n)]
		if kid == nil {
			kid = &node{phrase: p}
			if at.forms == nil {
				at.forms, at.next = map[string]*node{}, map[string][]*node{}
			}
			at.forms[p.Form(n)] = kid
			for _, k := range p.Keys(ix.lang, n) {
				at.next[k] = append(at.next[k], kid)
			}
		}
		at = kid
	}
	if len(at.terms) == maxHomonyms || slices.ContainsFunc(at.terms, func(x indexedTerm) bool { return sameTerm(x.term, term) }) {
		return
	}
	at.terms = append(at.terms, indexedTerm{term, p, order})
}

// sameTerm reports whether two terms say the same, whichever concepts they are of.
func sameTerm(a, b l10n.Term) bool {
	return a.Source == b.Source && a.DoNotTranslate == b.DoNotTranslate && a.CaseSensitive == b.CaseSensitive && a.Note == b.Note &&
		slices.Equal(a.Targets, b.Targets) && slices.Equal(a.Forbidden, b.Forbidden)
}

// search looks for terms in one text.
type search struct {
	ix   *index
	text *inflect.Text
	keys map[string][]string // of the text's words, by the word as it is written
}

// keysOf returns the keys of the n-th word, which are made once for all places of the word.
func (s *search) keysOf(n int) []string {
	form := s.text.Form(n)
	keys, ok := s.keys[form]
	if !ok {
		keys = s.text.Keys(s.ix.lang, n)
		slices.Sort(keys)
		keys = slices.Compact(keys)
		s.keys[form] = keys
	}
	return keys
}

// at returns the longest term that begins at the text's n-th word, and how many words it has. It returns several where
// concepts share the term.
func (s *search) at(n int) (hits []Hit, words int) {
	var found []indexedTerm
	left := maxForms
	var walk func(at *node, depth int)
	walk = func(at *node, depth int) {
		if ended := s.ending(at, n); len(ended) > 0 && depth >= words {
			if depth > words {
				found, words = nil, depth
			}
			found = append(found, ended...)
		}
		if len(at.next) == 0 || n+depth >= s.text.Len() {
			return
		}
		seen := map[*node]bool{}
		for _, k := range s.keysOf(n + depth) {
			for _, kid := range at.next[k] {
				if seen[kid] {
					continue
				}
				seen[kid] = true
				if left--; left < 0 {
					return
				}
				if s.ix.lang.Same(kid.phrase, depth, s.text, n+depth) {
					walk(kid, depth+1)
				}
			}
		}
	}
	walk(&s.ix.root, 0)
	return s.choose(n, found), words
}

// ending returns the terms that end at a node and stand in the text as they want to be written.
func (s *search) ending(at *node, n int) []indexedTerm {
	var out []indexedTerm
	for _, x := range at.terms {
		if _, ok := s.ix.lang.At(s.text, n, x.phrase, false); ok || !x.phrase.Exact() {
			out = append(out, x)
		}
	}
	return out
}

// choose takes of terms with as many words those that are written exactly as in the text, where there are any.
func (s *search) choose(n int, found []indexedTerm) (hits []Hit) {
	slices.SortStableFunc(found, func(a, b indexedTerm) int { return cmp.Compare(a.order, b.order) })
	exact := false
	for _, x := range found {
		span := s.text.Span(n, x.phrase.Words())
		written := strings.EqualFold(s.text.S[span.Start:span.End], x.term.Source)
		switch {
		case written && !exact:
			hits, exact = []Hit{{x.term, span}}, true
		case written == exact && !slices.ContainsFunc(hits, func(h Hit) bool { return h.Term.ID == x.term.ID }) && len(hits) < maxHomonyms:
			hits = append(hits, Hit{x.term, span})
		}
	}
	return hits
}

// index returns the index of a language pair. It is made when it is first needed.
func (b *Base) index(source, target l10n.Locale) *index {
	b.mu.Lock()
	defer b.mu.Unlock()
	pair := [2]l10n.Locale{source, target}
	if ix := b.indexes[pair]; ix != nil {
		return ix
	}
	ix := &index{lang: inflect.For(source)}
	for i, term := range b.Terms(source, target) {
		ix.add(term, i)
	}
	b.indexes[pair] = ix
	return ix
}
