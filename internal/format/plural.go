package format

import (
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Cardinal returns the plural category (zero, one, two, few, many, other) that a language has for a written number, for
// instance "1", "1.0" or "21". What follows the decimal point counts: English has "1 day", but "1.0 days".
func Cardinal(locale l10n.Locale, number string) string {
	return category(cldr.LoadShared().Cardinal, locale, parseOperands(number, 0))
}

// Ordinal returns the category of an ordinal number: English has 1st (one), 2nd (two), 3rd (few), 4th (other).
func Ordinal(locale l10n.Locale, number string) string {
	return category(cldr.LoadShared().Ordinal, locale, parseOperands(number, 0))
}

// category is that of a number that was rounded, and shortened by ten to the exponent: it is 2.5 that agrees with
// "million", and the exponent tells the rules that a million is meant.
func (f *Formatter) category(d decimal, exponent int) string {
	s := d.whole
	if d.fraction != "" {
		s += "." + d.fraction
	}
	return category(cldr.LoadShared().Cardinal, f.locale, parseOperands(s, exponent))
}

var categories = [...]string{"zero", "one", "two", "few", "many"}

func category(rules map[string]map[string]string, locale l10n.Locale, o operands) string {
	own, ok := rules[string(locale)]
	if !ok {
		own = rules[locale.Language()]
	}
	for _, c := range categories {
		if rule, ok := own[c]; ok && o.satisfy(rule) {
			return c
		}
	}
	return "other"
}

// operands are what plural rules look at (UTS #35, part 3): the number n, its whole part i, v and w digits of fraction
// with and without zeros at the end, which are f and t, and the exponent c or e of a compact number.
type operands struct {
	n                float64
	i, v, w, f, t, e int64
}

func parseOperands(number string, exponent int) operands {
	number = strings.TrimPrefix(number, "-")
	n, _ := strconv.ParseFloat(number, 64)
	whole, fraction, _ := strings.Cut(number, ".")
	short := strings.TrimRight(fraction, "0")
	digits := func(s string) int64 { v, _ := strconv.ParseInt(s, 10, 64); return v }
	return operands{
		n: n, i: digits(whole), v: int64(len(fraction)), w: int64(len(short)), f: digits(fraction), t: digits(short),
		e: int64(exponent),
	}
}

// satisfy evaluates a rule: relations joined by "and", those joined by "or".
func (o operands) satisfy(rule string) bool {
	for all := range strings.SplitSeq(rule, " or ") {
		ok := true
		for relation := range strings.SplitSeq(all, " and ") {
			ok = ok && o.relation(relation)
		}
		if ok {
			return true
		}
	}
	return false
}

// relation evaluates one like "n % 10 = 2..4,9" or "i != 0".
func (o operands) relation(r string) bool {
	left, right, negated := strings.Cut(r, "!=")
	if !negated {
		left, right, _ = strings.Cut(r, "=")
	}
	name, mod, hasMod := strings.Cut(left, "%")
	value := o.value(strings.TrimSpace(name))
	if m, err := strconv.ParseFloat(strings.TrimSpace(mod), 64); hasMod && err == nil {
		value -= m * float64(int64(value/m))
	}
	for span := range strings.SplitSeq(right, ",") {
		low, high, isSpan := strings.Cut(strings.TrimSpace(span), "..")
		if !isSpan {
			high = low
		}
		from, _ := strconv.ParseFloat(low, 64)
		to, _ := strconv.ParseFloat(high, 64)
		if value >= from && value <= to && value == float64(int64(value)) {
			return !negated
		}
	}
	return negated
}

func (o operands) value(name string) float64 {
	switch name {
	case "n":
		return o.n
	case "i":
		return float64(o.i)
	case "v":
		return float64(o.v)
	case "w":
		return float64(o.w)
	case "f":
		return float64(o.f)
	case "t":
		return float64(o.t)
	default: // c and e
		return float64(o.e)
	}
}
