package check

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// A translation's length varies around what its language usually takes. Measured on open parallel texts of 14
// languages, the logarithm of the ratio has a standard deviation of about 0.19 for sentences of 65 characters and
// 0.12 for those of 180; that of Chinese and Japanese is a third larger.
const (
	lengthSpread  = 0.0064 // variance of the longest texts
	lengthShort   = 1.7    // what 1/characters adds to it
	denseSpread   = 1.3    // factor of the deviation where a character is a syllable or a word
	manyTimes     = 3      // how many times a short text may be as long as usual, and
	shortExtra    = 6      // how many characters a word or two vary by
	tooLong       = 4.2    // standard deviations from which a target is too long
	shortestCheck = 25     // characters of English below which lengths say nothing
)

func checkLength(l *inspection) {
	if l.copied || l.foreign {
		return
	}
	s, t := l.lengths()
	english := float64(s) * 100 / l.from.data.Length.Percent
	want := english * l.to.data.Length.Percent / 100
	if english < shortestCheck || t == 0 {
		l.muchTooLong(float64(t), want)
		return
	}
	deviation := math.Sqrt(lengthSpread + lengthShort/english)
	if l.to.data.Words.Unspaced || l.from.data.Words.Unspaced {
		deviation *= denseSpread
	}
	percent := func() string { return fmt.Sprint(int(math.Round(100 * float64(t) / want))) }
	// What one text has in figures and initialisms may be in words in the other.
	z := func(t, want float64) float64 { return math.Log(t/want) / deviation }
	switch is := z(float64(t), want); {
	case is < -shortAtLeast:
		if short := -l.tooShort(); is < short && z(float64(t+l.t.inWords(&l.s)), want) < short {
			l.report(span{}, span{}, msgTooShort, "percent", percent())
		}
	case is > tooLong:
		more := float64(l.s.inWords(&l.t)) * l.to.data.Length.Percent / l.from.data.Length.Percent
		if z(float64(t), want+more) > tooLong {
			l.report(span{}, span{}, msgTooLong, "percent", percent())
		}
	}
}

// shortAtLeast is how many standard deviations a target is shorter than usual at least when something is missing.
const shortAtLeast = 2.7

// muchTooLong reports a target that is several times as long as a short source allows.
func (l *inspection) muchTooLong(t, want float64) {
	if t > manyTimes*(want+shortExtra) {
		percent := fmt.Sprint(int(math.Round(100 * t / want)))
		l.report(span{}, span{}, msgTooLong, "percent", percent)
	}
}

// tooShort is how many standard deviations a target is shorter than usual when something is surely missing. A lost sign
// at the end is a sign of a cut; the last number, address or code of the source in its place shows that there is none.
func (l *inspection) tooShort() float64 {
	s, _ := lastSign(l.s.text)
	t, _ := lastSign(l.t.text)
	switch {
	case l.endIsThere():
		return 5
	case s != t && t == noEnding && l.to.data.Punctuation.FullStop != "":
		return shortAtLeast
	}
	return 3.4
}

// endIsThere reports whether the target has the last placeable or code of the source, which stands in its last part.
func (l *inspection) endIsThere() bool {
	if code, at := lastCode(l.Source); code != 0 && at >= lastPart(len(l.s.text)) {
		t, _ := lastCode(l.Target)
		return t == code
	}
	for i := len(l.s.words) - 1; i >= 0 && l.s.words[i].Start >= lastPart(len(l.s.text)); i-- {
		if w := l.s.word(i); len(w) >= 4 && upperFirst(w) && l.t.contains(w) {
			return true // a name
		}
	}
	if len(l.s.tokens) == 0 {
		return false
	}
	last := l.s.tokens[len(l.s.tokens)-1]
	if last.Start < lastPart(len(l.s.text)) {
		return false
	}
	return slices.ContainsFunc(l.t.tokens, func(t placeable.Token) bool {
		if t.Kind != last.Kind {
			return false
		}
		return t.Kind == placeable.Number && t.Num.Same(last.Num) || t.Text(l.t.text) == last.Text(l.s.text)
	})
}

// lastPart is where the part of a text of a length begins that a text without its second half has not.
func lastPart(length int) int { return length * 2 / 3 }

// lastCode returns the last code of a fragment, and where in its text it stands.
func lastCode(f l10n.Fragment) (id l10n.CodeID, at int) {
	n := 0
	for _, p := range f {
		if p.Kind != l10n.Text {
			id, at = p.ID, n
		}
		n += len(p.Text)
	}
	return id, at
}

// lengths counts the letters and digits of both sides that are text: not those of addresses, nor of the words that both
// sides have, which say nothing of the language; nor of names that a text of another script repeats in brackets.
func (l *inspection) lengths() (s, t int) {
	shared := map[string]bool{}
	for i := range l.t.words {
		// Short common words are alike by chance.
		w := l.t.word(i)
		if (len(w) >= 5 || upperFirst(w)) && l.s.script[scriptOf(firstLetter(w))] > 0 && l.s.contains(w) {
			shared[w] = true
		}
	}
	return l.s.length(shared, l.from), l.t.length(shared, l.to)
}

const (
	wordsOfFigure   = 8 // how many letters a number has in words
	wordsOfInitial  = 7 // how many letters a word has of which an initialism has the first
	longestInitials = 6
)

// inWords is how many letters more the initialisms and figures of a text would have in words, those that the other text has as
// well left aside: the United Nations are the ООН in Russian. The initialisms of a text in capitals are none.
func (s *side) inWords(other *side) int {
	n, capitals := 0, 0
	more := max(0, s.figures()-other.figures()) * wordsOfFigure
	for i := range s.words {
		w := s.word(i)
		if at := strings.LastIndexAny(w, "'’"); at >= 0 { // l’ONU
			w = strings.TrimLeft(w[at:], "'’")
		}
		if !isCapitals(w) {
			continue
		}
		capitals++
		if size := utf8.RuneCountInString(w); size <= longestInitials && !other.contains(w) {
			n += size * wordsOfInitial
		}
	}
	if capitals*2 > len(s.words) && capitals > 4 {
		return more
	}
	return n + more
}

// figures counts the numbers in figures.
func (s *side) figures() int {
	n := 0
	for _, t := range s.tokens {
		if t.Kind == placeable.Number {
			n++
		}
	}
	return n
}

func (s *side) length(shared map[string]bool, lang *language) int {
	n := 0
	for i, w := range s.words {
		if word := s.word(i); (len(shared) == 0 || !shared[word]) && lang.writes(scriptOf(firstLetter(word))) {
			n += utf8.RuneCountInString(s.text[w.Start:w.End])
			if !lang.data.Words.Unspaced {
				n++ // and the space after it
			}
		}
	}
	return n
}
