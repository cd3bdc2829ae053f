package format

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
)

// Length is how long a unit is written.
type Length string

// The lengths: "12 kilometers", "12 km", "12km".
const (
	LongUnit   Length = "long"
	ShortUnit  Length = "short"
	NarrowUnit Length = "narrow"
)

// Unit writes an amount of a unit, named as CLDR names it: kilometer, celsius, square-meter, kilometer-per-hour. Two
// units that there are may be divided though CLDR has no word for it: liter-per-minute. It reports false for an
// unknown unit.
func (f *Formatter) Unit(v float64, d Digits, unit string, length Length) (string, bool) {
	if s, ok := notFinite(v); ok {
		return s, true
	}
	units := f.units(length)
	number := newDecimal(v).round(d)
	text := f.fill(number, f.num.DecimalPattern)
	if forms := units[unit]; forms["other"] != "" {
		return strings.Replace(f.form(forms, number), "{0}", text, 1), true
	}
	dividend, divisor, ok := strings.Cut(unit, "-per-")
	top, bottom := units[dividend], units[divisor]
	if !ok || top == nil || bottom == nil {
		return "", false
	}
	text = strings.Replace(f.form(top, number), "{0}", text, 1)
	if per := bottom["per"]; per != "" {
		return strings.Replace(per, "{0}", text, 1), true
	}
	name := strings.TrimSpace(strings.Replace(f.form(bottom, newDecimal(1)), "{0}", "", 1))
	return strings.NewReplacer("{0}", text, "{1}", name).Replace(units["per"]["per"]), true
}

func (f *Formatter) units(length Length) map[string]cldr.Forms {
	if f.table.Units == nil {
		english, _ := cldr.Load(language.English)
		return english.Units[string(length)]
	}
	return f.table.Units[string(length)]
}

// form chooses the pattern that agrees with a number.
func (f *Formatter) form(forms cldr.Forms, d decimal) string {
	if p, ok := forms[f.category(d, 0)]; ok {
		return p
	}
	return forms["other"]
}

// Ordinal writes an ordinal number in figures, in the masculine where gender matters: 3rd, 3e, 3-й, 3. A language that
// CLDR has no one pattern for gets the full stop of CLDR's root.
func (f *Formatter) Ordinal(n int) string {
	d := newDecimal(float64(n))
	p, ok := f.table.Ordinals[category(cldr.LoadShared().Ordinal, f.locale, parseOperands(d.whole, 0))]
	if !ok {
		p, ok = f.table.Ordinals["other"]
	}
	if !ok {
		p = "{0}."
	}
	return strings.Replace(p, "{0}", f.Decimal(float64(n), Digits{}), 1)
}

// NumberRange writes a span of numbers: 3–5.
func (f *Formatter) NumberRange(from, to float64, d Digits) string {
	a, b := f.Decimal(from, d), f.Decimal(to, d)
	if a == b {
		return a
	}
	pattern := f.num.Range
	if pattern == "" {
		pattern = "{0}–{1}"
	}
	return strings.NewReplacer("{0}", a, "{1}", b).Replace(pattern)
}
