package check

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// hasFractions reports whether a text may have a character that says a fraction: ⅐ to ⅞ share their first two bytes.
func hasFractions(text string) bool {
	return strings.Contains(text, "\xe2\x85") || strings.Contains(text, "½") || strings.Contains(text, "¼") ||
		strings.Contains(text, "¾")
}

var fractionValues = map[rune]float64{
	'½': 1. / 2, '¼': 1. / 4, '¾': 3. / 4, '⅓': 1. / 3, '⅔': 2. / 3, '⅕': 1. / 5, '⅖': 2. / 5, '⅗': 3. / 5, '⅘': 4. / 5, '⅙': 1. / 6,
	'⅚': 5. / 6, '⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8, '⅐': 1. / 7, '⅑': 1. / 9, '⅒': 1. / 10,
}

// addFractions adds the fractions that a text writes as one character, and joins them to the number before: 2½ is 2.5.
func addFractions(text string, figures []figure) []figure {
	out := make([]figure, 0, len(figures)+1)
	for at, r := range text {
		v, ok := fractionValues[r]
		if !ok {
			continue
		}
		end := at + utf8.RuneLen(r)
		for len(figures) > 0 && figures[0].Start < at {
			out, figures = append(out, figures[0]), figures[1:]
		}
		if n := len(out); n > 0 && out[n-1].End <= at && blankOrNothing(text[out[n-1].End:at]) {
			f := &out[n-1]
			f.alt = f.value
			f.value += v
			f.End, f.text = end, text[f.Start:end]
			f.Num = placeable.Numeral{Value: strconv.FormatFloat(f.value, 'f', -1, 64)}
			continue
		}
		f := figure{text: text[at:end], value: v, alt: math.NaN(), scale: 1, optional: true}
		f.Start, f.End = at, end
		f.Num = placeable.Numeral{Value: strconv.FormatFloat(v, 'f', -1, 64)}
		out = append(out, f)
	}
	return append(out, figures...)
}

func blankOrNothing(s string) bool {
	return s == "" || s == " " || s == "\u00a0" || s == "\u202f" || s == "\u2009"
}

// pairFractions pairs the fractions of one side, 3/4 and 1 1/2, with numbers or words of the other.
func (l *inspection) pairFractions(s, t []figure, own, other *side, otherLang *language) {
	var there *wordNumbers
	for i := 0; i+1 < len(s); i++ {
		over, under := &s[i], &s[i+1]
		slash := own.text[over.End:under.Start]
		if over.used || under.used || slash != "/" && slash != "⁄" || under.value < 2 || over.value > 99 || under.value > 100 {
			continue
		}
		v := over.value / under.value
		whole := math.NaN()
		if i > 0 && !s[i-1].used && blankOrNothing(own.text[s[i-1].End:over.Start]) {
			whole = s[i-1].value + v
		}
		for j := range t {
			if x := &t[j]; !x.used && (near(x.value, whole) || near(x.value, v)) {
				if i > 0 && near(x.value, whole) {
					s[i-1].used = true
				}
				x.used, over.used, under.used = true, true, true
				break
			}
		}
		if over.used {
			continue
		}
		if there == nil {
			there = newWordNumbers(other, otherLang)
		}
		if there.values[v] > 0 {
			over.used, under.used = true, true
		}
	}
}

// raisedNumbers counts the numbers that a text writes in small digits above or below the line: CO₂, km².
func raisedNumbers(text string) map[float64]int {
	if !strings.ContainsAny(text, raisedDigits) {
		return nil
	}
	out := map[float64]int{}
	value, in := 0, false
	end := func() {
		if in {
			out[float64(value)]++
		}
		value, in = 0, false
	}
	for _, r := range text {
		d := raisedDigit(r)
		if d < 0 {
			end()
			continue
		}
		value, in = min(value*10+d, 1e6), true
	}
	end()
	return out
}

const raisedDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"

func raisedDigit(r rune) int {
	i := strings.IndexRune(raisedDigits, r)
	if i < 0 {
		return -1
	}
	return utf8.RuneCountInString(raisedDigits[:i]) % 10
}
