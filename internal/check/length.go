package check

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// A translation's length varies around what its language usually takes. Measured on open parallel texts of 14 languages,
// the logarithm of the ratio has a standard deviation of 0.12 to 0.19 for sentences of 130 characters; short texts
// vary more, because one word counts for more.
const (
	lengthSpread  = 0.17
	lengthShort   = 3.2 // what 1/characters adds to the variance
	tooShort      = 3.0 // standard deviations from which a target is too short
	tooLong       = 4.0
	shortestCheck = 25 // characters of English below which lengths say nothing
)

func checkLength(l *look) {
	if l.copied || l.foreign {
		return
	}
	s, t := utf8.RuneCountInString(l.s.text), utf8.RuneCountInString(l.t.text)
	english := float64(s) * 100 / l.from.habits.length
	if english < shortestCheck || t == 0 {
		return
	}
	want := english * l.to.habits.length / 100
	z := math.Log(float64(t)/want) / math.Sqrt(lengthSpread*lengthSpread+lengthShort/english/english*4)
	percent := fmt.Sprint(int(math.Round(100 * float64(t) / want)))
	switch {
	case z < -tooShort:
		l.report(span{}, span{}, "The target has only "+percent+" % of the length that such a text usually has: is it truncated?", "percent", percent)
	case z > tooLong:
		l.report(span{}, span{}, "The target has "+percent+" % of the length that such a text usually has.", "percent", percent)
	}
}
