package check

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// A translation's length varies around what its language usually takes. Measured on open parallel texts of 14
// languages, the logarithm of the ratio has a standard deviation of about 0.19 for sentences of 65 characters and
// 0.12 for those of 180; that of Chinese and Japanese is a third larger.
const (
	lengthSpread  = 0.0064 // variance of the longest texts
	lengthShort   = 1.7    // what 1/characters adds to it
	denseSpread   = 1.3    // factor of the deviation where a character is a syllable or a word
	tooShort      = 3.4    // standard deviations from which a target is too short
	tooLong       = 4.2
	shortestCheck = 25 // characters of English below which lengths say nothing
)

func checkLength(l *inspection) {
	if l.copied || l.foreign {
		return
	}
	s, t := l.lengths()
	english := float64(s) * 100 / l.from.data.Length.Percent
	if english < shortestCheck || t == 0 {
		return
	}
	want := english * l.to.data.Length.Percent / 100
	deviation := math.Sqrt(lengthSpread + lengthShort/english)
	if l.to.data.Words.Unspaced || l.from.data.Words.Unspaced {
		deviation *= denseSpread
	}
	z := math.Log(float64(t)/want) / deviation
	percent := fmt.Sprint(int(math.Round(100 * float64(t) / want)))
	switch {
	case z < -tooShort:
		comment := "The target has only " + percent + " % of the length that such a text usually has: is it truncated?"
		l.report(span{}, span{}, comment, "percent", percent)
	case z > tooLong:
		comment := "The target has " + percent + " % of the length that such a text usually has."
		l.report(span{}, span{}, comment, "percent", percent)
	}
}

// lengths counts the letters and digits of both sides that are text: not those of addresses, nor of the words that both
// sides have, which say nothing of the language; nor of names that a text of another script repeats in brackets.
func (l *inspection) lengths() (s, t int) {
	shared := map[string]bool{}
	for i := range l.t.words {
		// Short common words are alike by chance.
		w := l.t.word(i)
		if (len(w) >= 5 || upperFirst(w)) && l.s.script[scriptOf(firstLetter(w))] > 0 && strings.Contains(l.s.text, w) {
			shared[w] = true
		}
	}
	return l.s.length(shared, l.from), l.t.length(shared, l.to)
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
