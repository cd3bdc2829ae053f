package format

import "strings"

// Options say how an item is to be written.
type Options struct {
	DateStyle, TimeStyle string   // full, long, medium, short
	Skeleton             Skeleton // instead of them, or of the fields below
	Calendar             Calendar
	NumberingSystem      string
	Weekday, Year        string
	Month, Day           string
	MinimumFractionDigits,
	MaximumFractionDigits *int
	Currency, CompactDisplay string
	Unit, UnitDisplay        string
	Type, Numeric            string
}

// skeleton puts the fields into CLDR's order.
func (o Options) skeleton() Skeleton {
	var s strings.Builder
	if o.Year != "" {
		s.WriteString("y")
	}
	s.WriteString(map[string]string{"numeric": "M", "2-digit": "MM", "short": "MMM", "long": "MMMM"}[o.Month])
	s.WriteString(map[string]string{"short": "E", "long": "EEEE"}[o.Weekday])
	if o.Day != "" {
		s.WriteString("d")
	}
	return Skeleton(s.String())
}

// digits are those of the fraction, with the kind's usual as the most.
func (o Options) digits(most int) Digits {
	d := Digits{Max: most}
	if m := o.MinimumFractionDigits; m != nil {
		d.Min, d.Max = *m, max(d.Max, *m)
	}
	if m := o.MaximumFractionDigits; m != nil {
		d.Max = *m
	}
	return d
}

// currencyDigits are those of an amount's fraction: as many as the currency has, unless the options say otherwise.
func (o Options) currencyDigits(code string) Digits {
	d := Digits{currencyDigits(code), currencyDigits(code)}
	if m := o.MinimumFractionDigits; m != nil {
		d.Min, d.Max = *m, max(d.Max, *m)
	}
	if m := o.MaximumFractionDigits; m != nil {
		d.Min, d.Max = min(d.Min, *m), *m
	}
	return d
}
