package memory

import (
	"slices"
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

// What notes on a match say besides what was fitted ("12 → 15").
const (
	LeftToDo = " is left to do" // after a value and the one that is to take its place
	LookAt   = "look at "       // before a value of the target that may have to change too
)

// fitTokens replaces in a match's target the numbers, addresses and variables in which the match's source, s, differs
// from the query, q. For instance: the query "It is 15 km long" and the match "It is 12 km long" → "Mide 12 km" give
// "Mide 15 km".
//
// A value is replaced only where the target shows it, once for each time that the source has it. A value of the target
// that is none of the source's counts as missed, and so does a word that says a number which has changed: in "El
// capítulo 3 tiene dos partes" somebody has to look at "dos".
func fitTokens(q, s *form, target l10n.Fragment, lang, locale l10n.Locale) (l10n.Fragment, fitResult) {
	var fit fitResult
	if q.masked != s.masked && !sameKinds(q.tokens, s.tokens) {
		fit.missed = differing(q, s)
		return target, fit
	}
	if !differ(q, s) {
		return target, fit
	}
	if twoValues(q, s) {
		fit.missed++ // one value became two, and the target does not show which of its values is which
		return target, fit
	}
	shown := shownTokens(target)
	of := pairTokens(s, shown)
	w := writer{query: q, source: s, was: identifiers(lang, s), is: identifiers(lang, q)}
	for i, was := range s.tokens {
		is := q.tokens[i]
		if was.Text(s.text) == is.Text(q.text) {
			continue
		}
		written, ok := "", of[i] != nil
		if ok {
			written, ok = w.write(i, of[i])
		}
		if !ok {
			fit.missed++
			fit.notes = append(fit.notes, was.Text(s.text)+" → "+is.Text(q.text)+LeftToDo)
			continue
		}
		of[i].written, fit.changed = &written, true
		if was.Kind == placeable.Number && pluralForm(locale, was.Num) != pluralForm(locale, is.Num) {
			fit.pluralChanged = true
		}
		if note := was.Text(s.text) + " → " + is.Text(q.text); !slices.Contains(fit.notes, note) {
			fit.notes = append(fit.notes, note)
		}
	}
	for _, value := range unaccounted(q, s, of, shown, target, lang, locale) {
		fit.missed++
		fit.notes = append(fit.notes, LookAt+value)
	}
	return replaceTokens(target, shown), fit
}

// differ reports whether a token of two texts with the same kinds of tokens differs.
func differ(q, s *form) bool {
	for i, t := range s.tokens {
		if t.Text(s.text) != q.tokens[i].Text(q.text) {
			return true
		}
	}
	return false
}

// twoValues reports whether a value that the source has several times has several values in the query.
func twoValues(q, s *form) bool {
	swap := map[string]string{} // the source's value → the query's
	for i, t := range s.tokens {
		was, is := t.Text(s.text), q.tokens[i].Text(q.text)
		if old, ok := swap[was]; ok && old != is {
			return true
		}
		swap[was] = is
	}
	return false
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

// shownToken is a token of a target.
type shownToken struct {
	placeable.Token
	part    int // of the target
	text    string
	paired  bool    // with a token of the source
	written *string // what stands in its place
}

func shownTokens(target l10n.Fragment) []*shownToken {
	var out []*shownToken
	for i, p := range target {
		if p.Kind != l10n.Text {
			continue
		}
		for _, t := range placeable.Scan(nil, p.Text) {
			out = append(out, &shownToken{Token: t, part: i, text: t.Text(p.Text)})
		}
	}
	return out
}

// pairTokens finds for each token of a source the one that shows it in the target, or nil. What is the same to the byte
// comes before what is the same number.
func pairTokens(s *form, shown []*shownToken) []*shownToken {
	out := make([]*shownToken, len(s.tokens))
	pair := func(same func(t placeable.Token, g *shownToken) bool) {
		for i, t := range s.tokens {
			if out[i] != nil {
				continue
			}
			for _, g := range shown {
				if !g.paired && g.Kind == t.Kind && same(t, g) {
					out[i], g.paired = g, true
					break
				}
			}
		}
	}
	pair(func(t placeable.Token, g *shownToken) bool { return t.Text(s.text) == g.text })
	pair(func(t placeable.Token, g *shownToken) bool { return t.Kind == placeable.Number && g.Num.Same(t.Num) })
	return out
}

// replaceTokens puts what was written in the place of the tokens.
func replaceTokens(target l10n.Fragment, shown []*shownToken) l10n.Fragment {
	out := slices.Clone(target)
	for _, t := range slices.Backward(shown) {
		if t.written != nil {
			text := out[t.part].Text
			out[t.part].Text = text[:t.Start] + *t.written + text[t.End:]
		}
	}
	return out
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
