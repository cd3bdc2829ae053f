package format

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// Placeable is a stretch of a text that a translation has too, as it is or as the locale writes it.
type Placeable struct {
	Kind       string // date, number, percent, money, measure, url, email or variable
	Start, End int    // bytes of the text
	Target     string // what the locale writes for it
}

var valueKinds = map[ValueKind]string{DateValue: "date", RangeValue: "date", NumberValue: "number", PercentValue: "percent",
	MoneyValue: "money", MeasureValue: "measure"}

var tokenKinds = map[placeable.Kind]string{placeable.Number: "number", placeable.URL: "url", placeable.Email: "email",
	placeable.Variable: "variable"}

// Placeables returns the dates, numbers, addresses and variables of a text of a language in their order, each with what the
// locale writes for it. A figure that may be a name or a year, and what can't be written without the words around it, stays
// as it is.
func (f *Formatter) Placeables(lang l10n.Locale, text string) []Placeable {
	var all []Placeable
	values := Find(lang, text)
	for _, v := range values {
		all = append(all, Placeable{Kind: valueKinds[v.Kind], Start: v.Start, End: v.End, Target: f.placed(lang, v, text)})
	}
	for _, t := range placeable.Scan(nil, text) {
		within := func(v Value) bool { return t.Start < v.End && v.Start < t.End }
		if !slices.ContainsFunc(values, within) {
			all = append(all, Placeable{Kind: tokenKinds[t.Kind], Start: t.Start, End: t.End, Target: t.Text(text)})
		}
	}
	slices.SortFunc(all, func(a, b Placeable) int { return a.Start - b.Start })
	return all
}

// placed is what the locale writes for a value.
func (f *Formatter) placed(lang l10n.Locale, v Value, text string) string {
	switch {
	case lang.Language() == f.locale.Language():
	case f.Whole(v):
		return f.Value(v)
	case v.IsAmount() && !v.Plain && v.Scale == 1 && v.Unit == "":
		return f.Notation(v)
	}
	return v.Text(text)
}
