package inflect

import (
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// longestStemmed is the longest word, in bytes, that is taken for a form of another. A longer one is itself alone.
const longestStemmed = 100

// Form returns the n-th word of the phrase as words are compared: without capitals and marks that a writer may leave out.
func (p *Phrase) Form(n int) string { return p.words[n].form }

// Exact reports whether the phrase matches only as it is written.
func (p *Phrase) Exact() bool { return p.exact }

// Keys returns what the n-th word of the phrase can be found by. A word that may be a form of it has one of these among
// the keys of [Text.Keys].
func (p *Phrase) Keys(l *Language, n int) []string {
	w := p.words[n].form
	keys := []string{"=" + w}
	if len(w) > longestStemmed {
		return keys
	}
	if other := l.irregular[w]; other != "" {
		keys = append(keys, "="+other)
	}
	if l.snowball != nil {
		return append(keys, "~"+l.stem(w))
	}
	return append(keys, beginnings(w, 3)...)
}

// Keys returns what the n-th word of the text can be a form of. See [Phrase.Keys].
func (t *Text) Keys(l *Language, n int) []string {
	w := t.words[n].form
	if len(w) > longestStemmed {
		return []string{"=" + w}
	}
	keys := l.keysOf(w)
	for _, p := range l.particles {
		if rest, ok := strings.CutPrefix(w, p); ok && utf8.RuneCountInString(rest) >= 2 {
			keys = append(keys, l.keysOf(rest)...)
		}
	}
	return keys
}

func (l *Language) keysOf(w string) []string {
	keys := []string{"=" + w}
	if other := l.irregular[w]; other != "" {
		keys = append(keys, "="+other)
	}
	if l.agglutinates {
		for i := range w {
			if i > 0 {
				keys = append(keys, "="+w[:i])
			}
		}
	}
	if l.snowball != nil {
		return append(keys, "~"+l.stem(w))
	}
	return append(keys, beginnings(w, 4)...)
}

// beginnings returns the word without its last letters, none to so many of them, and three letters at least.
func beginnings(w string, most int) []string {
	var keys []string
	n := utf8.RuneCountInString(w)
	for cut := 0; cut <= most && n-cut >= 3; cut++ {
		keys = append(keys, "-"+w)
		_, size := utf8.DecodeLastRuneInString(w)
		w = w[:len(w)-size]
	}
	return keys
}

// Same reports whether the m-th word of the text can be a form of the n-th of the phrase.
func (l *Language) Same(p *Phrase, n int, t *Text, m int) bool {
	return l.same(p.words[n], t.words[m], false)
}

// Form returns the n-th word of the text as words are compared.
func (t *Text) Form(n int) string { return t.words[n].form }

// Span returns the place of so many words of the text, from the n-th on.
func (t *Text) Span(n, words int) l10n.Span {
	return l10n.Span{Start: t.words[n].start, End: t.words[n+words-1].end}
}
