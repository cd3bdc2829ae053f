package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

func checkURLs(l *inspection) {
	l.sameTokens(addressMessages, func(k placeable.Kind) bool { return k == placeable.URL || k == placeable.Email })
}

func checkPlaceholders(l *inspection) {
	l.sameTokens(placeholderMessages, func(k placeable.Kind) bool { return k == placeable.Variable })
}

// tokenMessages are what is said of tokens of a kind.
type tokenMessages struct{ changed, missing, invented message }

var (
	addressMessages     = tokenMessages{msgAddressChanged, msgAddressMissing, msgAddressInvented}
	placeholderMessages = tokenMessages{msgPlaceholderChanged, msgPlaceholderMissing, msgPlaceholderInvented}
)

// sameTokens compares the tokens of some kinds, in any order but each as often as in the source.
func (l *inspection) sameTokens(say tokenMessages, of func(placeable.Kind) bool) {
	var lost []placeable.Token
	used := make([]bool, len(l.t.tokens))
	unused := map[string][]int{} // of the target, by kind and text
	order := l.ordersPlaceholders()
	place := 0
	name := func(t placeable.Token, text string) string {
		what := t.Text(text)
		if order && t.Kind == placeable.Variable && text == l.s.text {
			what, place = inOrder(what, place)
		}
		return string(rune(t.Kind)) + what
	}
	for i, t := range l.t.tokens {
		if of(t.Kind) {
			unused[name(t, l.t.text)] = append(unused[name(t, l.t.text)], i)
		}
	}
	for _, s := range l.s.tokens {
		if !of(s.Kind) {
			continue
		}
		key := name(s, l.s.text)
		if same := unused[key]; len(same) > 0 {
			used[same[0]], unused[key] = true, same[1:]
			continue
		}
		lost = append(lost, s)
	}
	if len(lost)*len(used) <= maxCompared {
		lost = slices.DeleteFunc(lost, func(s placeable.Token) bool { return l.takeSibling(s, used) })
	}
	for i, t := range l.t.tokens {
		if !of(t.Kind) || used[i] {
			continue
		}
		at := span{Start: t.Start, End: t.End}
		if len(lost) > 0 {
			s := lost[0]
			lost = lost[1:]
			was, is := s.Text(l.s.text), t.Text(l.t.text)
			l.report(span{Start: s.Start, End: s.End}, at, say.changed, "was", was, "is", is)
			continue
		}
		l.report(span{}, at, say.invented, "is", t.Text(l.t.text))
	}
	for _, s := range lost {
		was := s.Text(l.s.text)
		l.report(span{Start: s.Start, End: s.End}, span{}, say.missing, "was", was)
	}
}

// ordersPlaceholders reports whether the target numbers the placeholders that the source has in order: "%2$s … %1$s" for
// "%s … %s".
func (l *inspection) ordersPlaceholders() bool {
	numbered := func(s *side) bool {
		return slices.ContainsFunc(s.tokens, func(t placeable.Token) bool {
			return t.Kind == placeable.Variable && s.text[t.Start] == '%' && strings.Contains(t.Text(s.text), "$")
		})
	}
	return numbered(&l.t) && !numbered(&l.s)
}

// inOrder numbers a placeholder of C that stands behind so many others: "%s" behind one is "%2$s". What is no such placeholder
// stays as it is.
func inOrder(what string, behind int) (string, int) {
	if len(what) < 2 || what[0] != '%' || what[1] == '%' || what[1] == '(' || what[1] == '{' {
		return what, behind
	}
	return "%" + strconv.Itoa(behind+1) + "$" + what[1:], behind + 1
}

// takeSibling finds an unused address of the target that is the same page's in the target's language.
func (l *inspection) takeSibling(s placeable.Token, used []bool) bool {
	if s.Kind != placeable.URL {
		return false
	}
	want := s.Text(l.s.text)
	for i, t := range l.t.tokens {
		if !used[i] && t.Kind == s.Kind && l.sibling(want, t.Text(l.t.text)) {
			used[i] = true
			return true
		}
	}
	return false
}

// sibling reports whether an address is that of the same page in the target's language: /en/ has become /es/, or
// lang=en has become lang=es.
func (l *inspection) sibling(was, is string) bool {
	ws, is2 := urlParts(was), urlParts(is)
	if len(ws) != len(is2) {
		return false
	}
	changed := false
	for i := range ws {
		if ws[i] == is2[i] {
			continue
		}
		if !isLocale(ws[i], l.from) || !isLocale(is2[i], l.to) {
			return false
		}
		changed = true
	}
	return changed
}

func urlParts(u string) []string {
	return strings.FieldsFunc(u, func(r rune) bool { return strings.ContainsRune("/.?&=#_", r) })
}

func isLocale(s string, l *language) bool {
	return strings.EqualFold(s, l.base) || strings.EqualFold(s, string(l.locale))
}
