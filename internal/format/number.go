package format

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// Digits are how many digits a number has after the decimal separator, at least and at most.
type Digits struct{ Min, Max int }

// Decimal writes a number with the locale's digits and separators; Digits{0, 3} is the usual. Halves are rounded away
// from zero, as people do.
func (f *Formatter) Decimal(v float64, d Digits) string {
	if s, ok := notFinite(v); ok {
		return s
	}
	return f.fill(newDecimal(v).round(d), f.num.DecimalPattern)
}

// Separators returns the signs between groups of digits and before decimals.
func (f *Formatter) Separators() (group, decimal rune) {
	group, _ = utf8.DecodeRuneInString(f.num.Group)
	decimal, _ = utf8.DecodeRuneInString(f.num.Decimal)
	return group, decimal
}

// Percent writes a ratio as a percentage: 0.25 is 25 %.
func (f *Formatter) Percent(ratio float64, d Digits) string {
	if s, ok := notFinite(ratio); ok {
		return s
	}
	return f.fill(newDecimal(ratio).shift(2).round(d), f.num.PercentPattern)
}

// notFinite writes infinity and what is not a number, and reports whether v is one of them.
func notFinite(v float64) (string, bool) {
	return strconv.FormatFloat(v, 'g', -1, 64), math.IsNaN(v) || math.IsInf(v, 0)
}

// numberPattern is a CLDR number pattern taken apart: what stands before and after the digits, and the sizes of the
// last group of digits and of those before it (#,##,##0 is 3 and 2).
type numberPattern struct {
	prefix, suffix string
	last, others   int
}

func parseNumberPattern(pattern string, negative bool) numberPattern {
	positive, own, hasOwn := strings.Cut(pattern, ";")
	switch {
	case negative && hasOwn:
		positive = own
	case negative:
		positive = "-" + positive
	}
	start, end := strings.IndexAny(positive, "#0"), strings.LastIndexAny(positive, "#0")
	if start < 0 {
		return numberPattern{prefix: positive}
	}
	p := numberPattern{prefix: positive[:start], suffix: positive[end+1:]}
	whole, _, _ := strings.Cut(positive[start:end+1], ".")
	parts := strings.Split(whole, ",")
	if n := len(parts); n > 1 {
		p.last = len(parts[n-1])
		p.others = p.last
		if n > 2 {
			p.others = len(parts[n-2])
		}
	}
	return p
}

// fill writes a number by a pattern.
func (f *Formatter) fill(d decimal, pattern string) string { return f.fillWith(f.num, d, pattern) }

func (f *Formatter) fillWith(n cldr.Number, d decimal, pattern string) string {
	p := parseNumberPattern(pattern, d.negative)
	signs := strings.NewReplacer("-", n.Minus, "%", n.Percent, "'", "")
	return signs.Replace(p.prefix) + f.digitsOf(n, d, p) + signs.Replace(p.suffix)
}

func (f *Formatter) digitsOf(n cldr.Number, d decimal, p numberPattern) string {
	s := f.native(group(d.whole, p, n.MinGrouping, n))
	if d.fraction != "" {
		s += n.Decimal + f.native(d.fraction)
	}
	return s
}

// group puts separators between groups of digits, when at least minGrouping digits stand before the first of them.
func group(whole string, p numberPattern, minGrouping int, n cldr.Number) string {
	if p.last == 0 || p.others == 0 || len(whole) < p.last+max(minGrouping, 1) {
		return whole
	}
	out, rest := whole[len(whole)-p.last:], whole[:len(whole)-p.last]
	for len(rest) > p.others {
		out = rest[len(rest)-p.others:] + n.Group + out
		rest = rest[:len(rest)-p.others]
	}
	return rest + n.Group + out
}
