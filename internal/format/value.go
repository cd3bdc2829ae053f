package format

import (
	"strings"
	"time"
)

// ValueKind is what a [Value] is.
type ValueKind uint8

// The kinds of values.
const (
	DateValue    ValueKind = iota // a date, a time of day, or both
	RangeValue                    // a span of them
	NumberValue                   // a number, perhaps with a word such as million
	PercentValue                  // a percentage
	MoneyValue                    // an amount of a currency
	MeasureValue                  // an amount of a unit
)

// Value is a date, time or number that was recognized in a text: what it says, whatever the notation.
type Value struct {
	Kind       ValueKind
	Start, End int // bytes of the text
	// From and To are of dates; the year is 0 where the text has none. The skeleton is that of [Formatter.Format].
	From, To time.Time
	Skeleton Skeleton
	// Amount is the number as it stands, without its scale, with so many digits of fraction.
	Amount float64
	Digits int
	// Scale is what a word such as million multiplies it by, 1 for none.
	Scale float64
	// Unit is CLDR's name of the unit, or the currency's ISO 4217 code.
	Unit string
	// Plain says that the number is digits alone: it may as well be a year, a page or a code.
	Plain bool
	// Grouped says that separators of groups stand between its digits.
	Grouped bool
	// inSpan says that a dash joins it to an amount: the 3.5 of "3.5–4.2%".
	inSpan bool
	// numStart and numEnd are the digits with their separators.
	numStart, numEnd int
}

// Text returns the value as it stands in the text that it was found in.
func (v Value) Text(s string) string { return s[v.Start:v.End] }

// IsDate reports whether it is a date, a time, or a span of them.
func (v Value) IsDate() bool { return v.Kind == DateValue || v.Kind == RangeValue }

// Same reports whether two values say the same.
func (v Value) Same(o Value) bool {
	switch {
	case v.IsDate() || o.IsDate():
		return v.Kind == o.Kind && v.From.Equal(o.From) && v.To.Equal(o.To)
	case v.Unit != "" && o.Unit != "" && v.Unit != o.Unit, (v.Kind == PercentValue) != (o.Kind == PercentValue):
		return false
	}
	x, y := v.Amount*v.Scale, o.Amount*o.Scale
	return x == y || max(x-y, y-x) < 1e-9*max(x, -x, y, -y)
}

// Value writes a value in the formatter's locale, in the style that it was found in.
func (f *Formatter) Value(v Value) string {
	d := Digits{v.Digits, v.Digits}
	switch {
	case v.Kind == RangeValue:
		return f.Range(v.From, v.To, v.Skeleton)
	case v.Kind == DateValue:
		return f.Format(v.From, v.Skeleton)
	case v.Kind == PercentValue:
		return f.fill(newDecimal(v.Amount).round(d), f.num.PercentPattern)
	case v.Kind == MoneyValue && v.Scale == 1:
		return f.money(v.Amount, v.Unit, Digits{v.Digits, v.Digits})
	case v.Kind == MeasureValue:
		if s, ok := f.Unit(v.Amount, d, v.Unit, ShortUnit); ok {
			return strings.ReplaceAll(s, " ", "\u00a0") // an amount and its unit stay on one line
		}
	case v.Scale != 1:
		return f.Compact(v.Amount*v.Scale, true)
	case v.Plain:
		return f.native(newDecimal(v.Amount).whole)
	}
	return f.Decimal(v.Amount, d)
}

// Whole reports whether the value can be written in a locale without knowing what stands around it. A bare number
// agrees with a noun, and a month without a day stands in cases that CLDR doesn't have, where the language declines
// its months.
func (f *Formatter) Whole(v Value) bool {
	switch v.Kind {
	case DateValue:
		if f.yearless(v) || !f.CanWrite(v.Skeleton) {
			return false
		}
		inflects := f.table.Months.AloneWide != nil || f.data.Dates.SuffixedMonths
		return v.Skeleton != ISODate && !(v.Skeleton == MonthYear && inflects)
	case RangeValue:
		return !f.yearless(v) && f.CanWrite(v.Skeleton)
	case PercentValue:
		return true
	case MoneyValue:
		return v.Scale == 1
	case MeasureValue:
		_, ok := f.Unit(v.Amount, Digits{}, v.Unit, ShortUnit)
		return ok
	}
	return false
}

// Alone reports whether the value can be written where nothing else stands: there a month without a day is in its
// plain form.
func (f *Formatter) Alone(v Value) bool {
	return f.Whole(v) || v.IsDate() && !f.yearless(v) && f.CanWrite(v.Skeleton)
}

// yearless reports whether a day lacks the year without which the calendar doesn't know it.
func (f *Formatter) yearless(v Value) bool {
	return f.calendar == Persian && v.From.Year() == 0 && v.Skeleton != Clock
}

// Notation writes the number of a value, without what belongs to it, as the locale has it.
func (f *Formatter) Notation(v Value) string { return f.Decimal(v.Amount, Digits{v.Digits, v.Digits}) }

// Numeral returns the digits of a number as they stand in the text, with their separators.
func (v Value) Numeral(s string) string { return s[v.numStart:v.numEnd] }

// Machine is the value as machines read it: 1300.5, 2024-07-25, 14:30; "" for what has no such form.
func (v Value) Machine() string {
	switch {
	case v.Kind == RangeValue || v.Kind == DateValue && v.From.Year() == 0 && v.Skeleton != Clock:
		return ""
	case v.Skeleton == Clock:
		return v.From.Format("15:04")
	case v.Kind == DateValue && strings.Contains(string(v.Skeleton), " "):
		return v.From.Format("2006-01-02T15:04")
	case v.Skeleton == MonthYear:
		return v.From.Format("2006-01")
	case v.Kind == DateValue:
		return v.From.Format(time.DateOnly)
	}
	d := newDecimal(v.Amount * v.Scale)
	if v.Scale == 1 {
		d = d.round(Digits{v.Digits, v.Digits})
	}
	s := d.whole
	if d.fraction != "" {
		s += "." + d.fraction
	}
	if d.negative {
		s = "-" + s
	}
	return s
}
