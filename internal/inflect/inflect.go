// Package inflect tells whether a word in a running text can be a form of a given word:
// "elecciones" of "elección", "выборов" of "выборы", "والشركة" of "شركة". The termbase finds
// terms by it, and the checks their translations.
//
// It is simple on purpose. It uses Snowball's stemmer where a language has one, the particles that a language writes
// together with a word, and otherwise a common beginning. Endings and particles are data of package langdata.
package inflect

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Language matches words of one language. It is safe for concurrent use.
type Language struct {
	rules
}

// For returns the matcher of a locale's language. A language without rules of its own compares beginnings.
func For(l l10n.Locale) *Language { return &Language{rulesOf(l)} }

// Text is a text cut into words.
type Text struct {
	S     string
	words []word
}

type word struct {
	start, end int
	form       string // folded
}

// Text cuts s into words.
func (l *Language) Text(s string) *Text {
	t := &Text{S: s}
	start := -1
	for i, r := range s {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || start >= 0 && joins(s, i, r)
		switch {
		case in && unspaced(r):
			// Scripts without spaces: every character is a word.
			t.add(start, i)
			t.add(i, i+utf8.RuneLen(r))
			start = -1
		case in && start < 0:
			start = i
		case !in:
			t.add(start, i)
			start = -1
		}
	}
	t.add(start, len(s))
	return t
}

func (t *Text) add(start, end int) {
	if start < 0 || start >= end {
		return
	}
	t.words = append(t.words, word{start, end, fold(t.S[start:end])})
}

// joins reports whether an apostrophe or a sign that is no letter at s[i:] stands within a word.
func joins(s string, i int, r rune) bool {
	if r != '\u200c' && r != '\u00ad' && r != '׳' && r != '״' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
	return unicode.IsLetter(next)
}

func unspaced(r rune) bool {
	return r >= 0x0E00 && (r < 0x0F00 || r >= 0x1000 && r < 0x10A0 || r >= 0x1780 && r < 0x1800 || r >= 0x2E80) &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
			unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// fold drops capitals and what a writer may leave out: vowel signs of Arabic and Hebrew, the shapes of alef, the dots
// of ё.
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x0591 && r <= 0x05C7, r >= 0x064B && r <= 0x065F, r == 0x0670, r == 0x0640, r == 0x200C, r == 0x00AD:
			return -1
		}
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			return 'ا'
		case 'ى':
			return 'ي'
		case 'ё', 'Ё':
			return 'е'
		}
		return unicode.ToLower(r)
	}, s)
}

// Phrase is a term prepared for one language.
type Phrase struct {
	words []word
	exact bool // as it is written, case and all
	text  string
}

// Phrase prepares a term. A case-sensitive one matches only as it is written.
func (l *Language) Phrase(term string, caseSensitive bool) *Phrase {
	return &Phrase{words: l.Text(term).words, exact: caseSensitive, text: term}
}

// Words returns the number of words.
func (p *Phrase) Words() int { return len(p.words) }

// Len returns the number of the text's words.
func (t *Text) Len() int { return len(t.words) }

// bare drops the marks that a vowel may take or lose in inflection.
func bare(r rune) rune {
	switch r {
	case 'ä', 'á', 'à', 'â', 'å', 'ą':
		return 'a'
	case 'ö', 'ó', 'ò', 'ô', 'ő':
		return 'o'
	case 'ü', 'ú', 'ù', 'û', 'ű', 'ů':
		return 'u'
	case 'é', 'è', 'ê', 'ě', 'ę', 'ë':
		return 'e'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	}
	return r
}

// At reports whether the phrase stands in the text from its n-th word on, and returns its span.
func (l *Language) At(t *Text, n int, p *Phrase, loose bool) (l10n.Span, bool) {
	if len(p.words) == 0 || n+len(p.words) > len(t.words) {
		return l10n.Span{}, false
	}
	last := n + len(p.words) - 1
	span := l10n.Span{Start: t.words[n].start, End: t.words[last].end}
	if p.exact {
		return span, t.S[span.Start:span.End] == p.text
	}
	for i, w := range p.words {
		if !l.same(w, t.words[n+i], loose) {
			return l10n.Span{}, false
		}
	}
	return span, true
}

// Find returns the first place of the phrase in the text. Loose also takes compounds and words that are only related.
// It is for asking whether a text may contain a term, where a false alarm is worse than a miss.
func (l *Language) Find(t *Text, p *Phrase, loose bool) (l10n.Span, bool) {
	for n := range t.words {
		if s, ok := l.At(t, n, p, loose); ok {
			return s, true
		}
	}
	return l10n.Span{}, false
}
