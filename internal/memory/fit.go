package memory

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// fitResult says what came of fitting a match's target to a query.
type fitResult struct {
	changed       bool // the target
	missed        int  // differences that could not be fitted
	pluralChanged bool // a new number needs another plural form than the old one
	notes         []string
}

// fitTokens replaces in a match's target the numbers, addresses and variables in which the match's source, s, differs
// from the query, q. For instance: the query "It is 15 km long" and the match "It is 12 km long" → "Mide 12 km" give
// "Mide 15 km". A value is replaced only where the target shows it, and in the target's own notation.
func fitTokens(q, s *form, target l10n.Fragment, locale l10n.Locale) (l10n.Fragment, fitResult) {
	var fit fitResult
	if q.masked != s.masked && !sameKinds(q.tokens, s.tokens) {
		fit.missed = differing(q, s)
		return target, fit
	}
	swap := map[string]string{} // the source's value → the query's
	var order []int
	for i, t := range s.tokens {
		was, is := t.Text(s.text), q.tokens[i].Text(q.text)
		if old, ok := swap[was]; ok && old != is {
			fit.missed++ // one value became two, and the target does not show which of its values is which
			return target, fit
		} else if !ok {
			swap[was] = is
			order = append(order, i)
		}
	}
	for _, i := range order {
		was, is := s.tokens[i], q.tokens[i]
		if was.Text(s.text) == is.Text(q.text) {
			continue
		}
		next, ok := replaceToken(target, was, is, s.text, q.text)
		if !ok {
			fit.missed++
			continue
		}
		target, fit.changed = next, true
		if was.Kind == placeable.Number && pluralForm(locale, was.Num) != pluralForm(locale, is.Num) {
			fit.pluralChanged = true
		}
		fit.notes = append(fit.notes, was.Text(s.text)+" → "+is.Text(q.text))
	}
	return target, fit
}

func sameKinds(a, b []placeable.Token) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Kind != b[i].Kind {
			return false
		}
	}
	return true
}

// differing counts the tokens that only one of the two texts has.
func differing(a, b *form) int {
	count := map[string]int{}
	for _, t := range a.tokens {
		count[t.Text(a.text)]++
	}
	n := 0
	for _, t := range b.tokens {
		value := t.Text(b.text)
		count[value]--
		if count[value] < 0 {
			n++
		}
	}
	for _, c := range count {
		n += max(0, c)
	}
	return n
}

// replaceToken replaces a value, was, by another, is, wherever the target shows it. It reports false when the target
// does not show the value, or when it has no example of how to write the new one.
func replaceToken(target l10n.Fragment, was, is placeable.Token, source, query string) (l10n.Fragment, bool) {
	out := make(l10n.Fragment, len(target))
	replaced := false
	for i, p := range target {
		out[i] = p
		if p.Kind != l10n.Text {
			continue
		}
		var b strings.Builder
		at := 0
		for _, t := range placeable.Scan(nil, p.Text) {
			if t.Kind != was.Kind || !sameToken(t, was, p.Text, source) {
				continue
			}
			text, ok := is.Text(query), true
			if t.Kind == placeable.Number {
				text, ok = writeLike(is.Num, t.Num, was.Num)
			}
			if !ok {
				return target, false
			}
			b.WriteString(p.Text[at:t.Start] + text)
			at = t.End
			replaced = true
		}
		b.WriteString(p.Text[at:])
		out[i].Text = b.String()
	}
	return out, replaced
}

func sameToken(t, was placeable.Token, text, source string) bool {
	if t.Kind == placeable.Number {
		return t.Num.Same(was.Num)
	}
	return t.Text(text) == was.Text(source)
}

// writeLike writes a number in the notation of an example, with its digits and separators. It reports false when the
// number needs a separator that the example does not show.
//
// A language may write some numbers without groups: English 3,000 is 3000 in Spanish. That is seen where the example's
// source is grouped and the example is not; then a number of no more digits is written without groups too.
func writeLike(n, example, source placeable.Numeral) (string, bool) {
	whole, fraction, _ := strings.Cut(n.Value, ".")
	ungrouped := source.Grouped && len(n.Digits) <= len(source.Digits)
	lacksGroup := n.Grouped && !example.Grouped && !ungrouped
	lacksDecimal := n.Decimal != 0 && example.Decimal == 0
	if strings.Contains(fraction, ".") || lacksGroup || lacksDecimal {
		return "", false
	}
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 && example.Grouped {
			b.WriteRune(example.Group)
		}
		b.WriteRune(example.Zero + d - '0')
	}
	if fraction != "" {
		b.WriteRune(example.Decimal)
		for _, d := range fraction {
			b.WriteRune(example.Zero + d - '0')
		}
	}
	return b.String(), true
}

// pluralForm returns the plural category of a number in a locale (CLDR's cardinal rules).
func pluralForm(l l10n.Locale, n placeable.Numeral) plural.Form {
	whole, fraction, _ := strings.Cut(n.Value, ".")
	i, err := strconv.Atoi(whole)
	if err != nil {
		return plural.Other
	}
	f, err := strconv.Atoi("0" + fraction)
	if err != nil {
		return plural.Other
	}
	return plural.Cardinal.MatchPlural(l.Tag(), i%10_000_000, len(fraction), len(fraction), f, f)
}
