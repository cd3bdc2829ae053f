package check

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Dictionaries list words, and languages make words of words. What can be taken apart into a prefix, a word that the dictionary
// has, and pronouns is no misspelling: "intergubernamental", "suscríbase".

const (
	shortestRest = 4  // how many letters a word has at least that a prefix stands before
	longestMade  = 80 // how many bytes a word has at most that is taken apart
	mostClitics  = 2  // how many pronouns one verb has: "dígamelo"
)

// forgiveDerived takes out of misspelled words those that are made of words that the dictionary has.
func (l *inspection) forgiveDerived(bad map[string]bool) {
	words := l.to.data.Words
	if len(words.Enclitics)+len(words.Prefixes) == 0 {
		return
	}
	of := map[string][]string{} // what may be made of what
	var ask []string
	for w, is := range bad {
		if !is || len(w) > longestMade {
			continue
		}
		for _, part := range l.to.parts(w) {
			if of[part] == nil {
				ask = append(ask, part)
			}
			of[part] = append(of[part], w)
		}
	}
	unknown := map[string]bool{}
	for _, part := range l.checker.speller.Misspelled(l.Locale, ask) {
		unknown[part] = true
	}
	for part, made := range of {
		for _, w := range made {
			if !unknown[part] {
				bad[w] = false
			}
		}
	}
}

// parts returns the words that a word may be made of.
func (l *language) parts(word string) []string {
	word = strings.ToLower(word)
	out := l.withoutPrefix(nil, word)
	stems := []string{word}
	for range mostClitics {
		var shorter []string
		for _, s := range stems {
			for _, e := range l.data.Words.Enclitics {
				if rest, ok := strings.CutSuffix(s, e); ok && utf8.RuneCountInString(rest) >= shortestRest {
					shorter = append(shorter, rest)
					for _, verb := range []string{rest, withoutAccents(rest)} {
						out = l.withoutPrefix(append(out, verb), verb)
					}
				}
			}
		}
		stems = shorter
	}
	return out
}

// withoutPrefix adds what stands behind the prefixes that a word may have.
func (l *language) withoutPrefix(out []string, word string) []string {
	for _, p := range l.data.Words.Prefixes {
		rest, ok := strings.CutPrefix(word, p)
		rest = strings.TrimPrefix(rest, "-")
		if ok && utf8.RuneCountInString(rest) >= shortestRest {
			out = append(out, rest)
			if strings.HasPrefix(rest, "rr") { // antirrobo
				out = append(out, rest[1:])
			}
		}
	}
	return out
}

// withoutAccents takes the acute accents off a word, which a verb loses with its pronouns.
func withoutAccents(w string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if r == '\u0301' {
			return -1
		}
		return r
	}, norm.NFD.String(w)))
}
