package format

import (
	"math"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// Digits are how many digits a number has after the decimal separator, at least and at most.
type Digits struct{ Min, Max int }

// Decimal writes a number with the locale's digits and separators; Digits{0, 3} is the usual. Halves are rounded away
// from zero, as people do.
func (f *Formatter) Decimal(v float64, d Digits) string {
	return f.numberPattern(v, f.table.Number.DecimalPattern, d)
}

// Percent writes a ratio as a percentage: 0.25 is 25 %.
func (f *Formatter) Percent(ratio float64, d Digits) string {
	return f.numberPattern(ratio*100, f.table.Number.PercentPattern, d)
}

func (f *Formatter) numberPattern(v float64, pattern string, d Digits) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	n := f.table.Number
	whole, fraction, negative := round(v, d)
	body := f.native(group(whole, f.groupSizes(pattern), n))
	if fraction != "" {
		body += n.Decimal + f.native(fraction)
	}
	pattern, negativePattern, hasNegative := strings.Cut(pattern, ";")
	if negative && hasNegative {
		pattern = negativePattern
	} else if negative {
		pattern = "-" + pattern
	}
	start, end := strings.IndexAny(pattern, "#0"), strings.LastIndexAny(pattern, "#0")
	affixes := strings.NewReplacer("-", n.Minus, "%", n.Percent, "'", "")
	return affixes.Replace(pattern[:start]) + body + affixes.Replace(pattern[end+1:])
}

// groupSizes reads the sizes of the last group and of those before it from a pattern: #,##,##0 is 3 and 2.
func (f *Formatter) groupSizes(pattern string) [2]int {
	pattern, _, _ = strings.Cut(pattern, ";")
	whole, _, _ := strings.Cut(strings.Trim(pattern, " %\u00a0\u200e\u200f\u061c"), ".")
	parts := strings.Split(whole, ",")
	if len(parts) == 1 {
		return [2]int{}
	}
	last := len(parts[len(parts)-1])
	if len(parts) == 2 {
		return [2]int{last, last}
	}
	return [2]int{last, len(parts[len(parts)-2])}
}

// round writes |v| in decimal digits, with the fraction within d.
func round(v float64, d Digits) (whole, fraction string, negative bool) {
	s := strconv.FormatFloat(math.Abs(v), 'f', -1, 64) // the shortest that means v, so that 1.005 rounds to 1.01
	whole, fraction, _ = strings.Cut(s, ".")
	if len(fraction) > d.Max {
		up := fraction[d.Max] >= '5'
		fraction = fraction[:d.Max]
		if up {
			whole, fraction = increment(whole, fraction)
		}
	}
	for len(fraction) > d.Min && fraction[len(fraction)-1] == '0' {
		fraction = fraction[:len(fraction)-1]
	}
	for len(fraction) < d.Min {
		fraction += "0"
	}
	return whole, fraction, math.Signbit(v) && strings.Trim(whole+fraction, "0") != ""
}

// increment adds one to the last digit.
func increment(whole, fraction string) (string, string) {
	digits := []byte("0" + whole + fraction)
	i := len(digits) - 1
	for ; digits[i] == '9'; i-- {
		digits[i] = '0'
	}
	digits[i]++
	cut := len(digits) - len(fraction)
	w := strings.TrimPrefix(string(digits[:cut]), "0")
	if w == "" {
		w = "0"
	}
	return w, string(digits[cut:])
}

// group puts separators between groups of digits, when at least MinGrouping digits stand before the first of them.
func group(whole string, sizes [2]int, n cldr.Number) string {
	last, other := sizes[0], sizes[1]
	if last == 0 || other == 0 || len(whole) < last+max(n.MinGrouping, 1) {
		return whole
	}
	out := whole[len(whole)-last:]
	rest := whole[:len(whole)-last]
	for len(rest) > other {
		out = rest[len(rest)-other:] + n.Group + out
		rest = rest[:len(rest)-other]
	}
	return rest + n.Group + out
}
