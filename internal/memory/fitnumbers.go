package memory

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// writer writes the query's values into a target.
type writer struct {
	query, source *form
	was, is       []bool // which tokens of the source and of the query are identifiers
}

// identifiers says which tokens of a text are identifiers for certain, such as 12.10 in "Article 12.10".
func identifiers(lang l10n.Locale, f *form) []bool {
	return format.Identifiers(lang, f.text, f.tokens)
}

// write returns how the query's i-th token is written in the place of a target's token that shows the source's. It
// reports false where that isn't certain.
//
// The digits are always the query's. An amount takes the notation of the target's number. An identifier stays as it is
// to the byte, so there the target has to show the source's identifier to the byte.
func (w writer) write(i int, shown *shownToken) (string, bool) {
	was, is := w.source.tokens[i], w.query.tokens[i]
	text := is.Text(w.query.text)
	if is.Kind != placeable.Number {
		return text, true
	}
	copied := was.Text(w.source.text) == shown.text
	identifier := w.was[i] || w.is[i]
	if copied && (identifier || was.Num.Group == is.Num.Group && was.Num.Decimal == is.Num.Decimal) {
		return text, true
	}
	if identifier && (was.Num.Value != was.Num.Digits || is.Num.Value != is.Num.Digits) {
		return "", false // it has separators or leading zeros, which the target writes in another way
	}
	return writeLike(text, is.Num, shown.Num, was.Num)
}

// writeLike writes a number in the notation of an example, with its digits and separators. It reports false when the
// example does not show how: because it has other digits than its source, or lacks a separator.
//
// A language may write some numbers without groups: English 3,000 is 3000 in Spanish. That is seen where the example's
// source is grouped and the example is not; then a number of no more digits is written without groups too.
func writeLike(text string, n, example, source placeable.Numeral) (string, bool) {
	ungrouped := source.Grouped && !example.Grouped && len(n.Digits) <= len(source.Digits)
	lacksGroup := n.Grouped && !example.Grouped && !ungrouped
	lacksDecimal := n.Decimal != 0 && example.Decimal == 0
	if example.Digits != source.Digits || lacksGroup || lacksDecimal {
		return "", false
	}
	var b strings.Builder
	digit := 0
	for _, r := range text {
		switch {
		case r == n.Decimal && n.Decimal != n.Group:
			b.WriteRune(example.Decimal)
		case r == n.Group:
			if !ungrouped {
				b.WriteRune(example.Group)
			}
		case digit < len(n.Digits):
			b.WriteRune(example.Zero + rune(n.Digits[digit]-'0'))
			digit++
		default:
			return "", false
		}
	}
	return b.String(), digit == len(n.Digits)
}

// unaccounted returns what a target says in numbers that its source does not account for: values that the source does
// not have, and words for a number that has changed. Words for "one" that are articles as well don't count.
func unaccounted(q, s *form, of, shown []*shownToken, target l10n.Fragment, lang, locale l10n.Locale) []string {
	var out []string
	source, words := placeable.NumberWords(lang, s.text), placeable.NumberWords(locale, target.Text())
	spare := map[float64]int{} // how often the source says a number that the target may say in another way
	for _, w := range source {
		for _, v := range w.Values {
			spare[v]++
		}
	}
	changed := map[float64]bool{}
	for i, t := range s.tokens {
		if t.Kind != placeable.Number {
			continue
		}
		if t.Text(s.text) != q.tokens[i].Text(q.text) {
			changed[valueOf(t)] = true
		}
		if of[i] == nil {
			spare[valueOf(t)]++
		}
	}
	take := func(values ...float64) bool {
		for _, v := range values {
			if spare[v] > 0 {
				spare[v]--
				return true
			}
		}
		return false
	}
	dates := make([][]format.Value, len(target))
	for i, p := range target {
		if p.Kind == l10n.Text {
			dates[i] = datesOf(locale, p.Text)
		}
	}
	for _, t := range shown {
		inDate := slices.ContainsFunc(dates[t.part], func(v format.Value) bool {
			return t.Start >= v.Start && t.End <= v.End
		})
		if !t.paired && !inDate && !take(valueOf(t.Token)) {
			out = append(out, t.text)
		}
	}
	for _, w := range words {
		article := placeable.IsArticle(locale, strings.ToLower(w.Text))
		says := slices.ContainsFunc(w.Values, func(v float64) bool { return changed[v] && (v != 1 || !article) })
		if says && !take(w.Values...) {
			out = append(out, w.Text)
		}
	}
	return out
}

// valueOf is a number's value, 0 for what isn't one, such as 1.2.3.
func valueOf(t placeable.Token) float64 {
	v, err := strconv.ParseFloat(t.Num.Value, 64)
	if err != nil {
		return 0
	}
	return v
}
