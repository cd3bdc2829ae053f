package inflect

import (
	"strings"
	"unicode/utf8"
)

// shortestPart is how many bytes a term has at least that is looked for anywhere in a compound. A shorter one may be its
// last part.
const shortestPart = 4

// shortestBefore is how many bytes stand before a compound's last part at least; fewer are a prefix: Dutch beraad is no raad.
const shortestBefore = 3

// same reports whether a word of a text can be a form of a term's word. Loose also takes compounds with it.
func (l *Language) same(term, w word, loose bool) bool {
	if term.form == w.form {
		return true
	}
	if len(term.form) > longestStemmed || len(w.form) > longestStemmed {
		return false
	}
	if l.alike(term.form, w.form, loose) {
		return true
	}
	for _, p := range l.particles {
		rest, ok := strings.CutPrefix(w.form, p)
		if !ok || utf8.RuneCountInString(rest) < 2 {
			continue
		}
		if rest == term.form || l.alike(term.form, rest, loose) {
			return true
		}
	}
	if !loose || !l.compounds || len(w.form) <= len(term.form) {
		return false
	}
	if len(term.form) < shortestPart {
		head := len(term.form) == shortestPart-1 && len(w.form) >= len(term.form)+shortestPart
		return head && strings.HasSuffix(w.form, term.form) // Stadtrat
	}
	if at := strings.Index(w.form, term.form); at == 0 || at >= shortestBefore {
		return true
	}
	// A stemmer may write a vowel otherwise: Präsident, raad.
	stem, whole := l.stem(term.form), l.stem(w.form)
	if len(stem) < shortestPart {
		return len(stem) == shortestPart-1 && len(whole) >= len(stem)+shortestPart && strings.HasSuffix(whole, stem)
	}
	return strings.Contains(w.form, stem) || strings.Contains(whole, stem)
}

// IsHead reports whether a compound has another word, in any form, as its last part: "Kontos" of "Bankkontos", and not of
// "Kontonummer".
func (l *Language) IsHead(compound, part string) bool {
	compound, part = fold(compound), fold(part)
	return len(compound) <= longestStemmed && len(part) <= longestStemmed && strings.HasSuffix(l.stem(compound), l.stem(part))
}

// alike reports whether two words can be forms of one, without particles.
func (l *Language) alike(a, b string, loose bool) bool {
	if l.irregular[a] == b || l.irregular[b] == a {
		return true
	}
	common := commonPrefix(a, b)
	aRest, bRest := utf8.RuneCountInString(a[common:]), utf8.RuneCountInString(b[common:])
	if l.agglutinates && aRest == 0 && utf8.RuneCountInString(a) >= 2 && bRest <= utf8.RuneCountInString(a)+2 {
		return true
	}
	if common == 0 && l.weak == "" && !sameStart(a, b) {
		return false // no ending changes the beginning of a word; an umlaut may
	}
	if l.snowball != nil && l.stem(a) == l.stem(b) {
		return len(l.endings) == 0 || l.ending(a[common:]) && l.ending(b[common:]) || loose
	}
	if l.weak != "" && loose && l.skeleton(a) == l.skeleton(b) {
		return true
	}
	if l.snowball != nil && !loose {
		return false
	}
	// There is no stemmer, or an irregular form may have misled it. Most of both words has to be the same.
	n := utf8.RuneCountInString(a[:common])
	return n >= 3 && aRest <= 3 && bRest <= 4 && n >= aRest+1 && n >= bRest+1
}

func sameStart(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return bare(x) == bare(y)
}

func (l *Language) ending(s string) bool { return s == "" || l.endings[s] }

// skeleton returns the letters of a word that its plural keeps. Where these are fewer than three, they tell nothing,
// and the whole word is returned, which is no other word's skeleton.
func (l *Language) skeleton(w string) string {
	for _, suffix := range l.suffixes {
		if rest, ok := strings.CutSuffix(w, suffix); ok && utf8.RuneCountInString(rest) >= 3 {
			w = rest
			break
		}
	}
	s := strings.Map(func(r rune) rune {
		if strings.ContainsRune(l.weak, r) {
			return -1
		}
		return r
	}, w)
	if utf8.RuneCountInString(s) < 3 {
		return w
	}
	return s
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) || n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}
