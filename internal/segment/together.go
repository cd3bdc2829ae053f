package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// runsOn reports whether a sentence ends at e though no space follows: somebody forgot it, as in "It rained.We stayed".
// Names of files and sites, and what programs are made of, look much the same, so the word behind a full stop has to be
// one that begins sentences, or to follow a number that no ordinal or section has.
func (s *scanner) runsOn(e *end) bool {
	if e.closed || e.ellips || s.rules.noDot {
		return false
	}
	left, right := token(s.text[s.start:e.at], true), token(s.text[e.after:], false)
	abbr := strings.HasSuffix(right, ".")
	right = strings.TrimRight(right, ".,;:!?)]}\"'”’»")
	if !capitalized(right) {
		return false
	}
	key := strings.ToLower(right)
	if e.kind == strong {
		return letters(left) > 1 && plainWord(left) && letters(right) > 1
	}
	if strings.Trim(left, "0123456789.,") == "" {
		return letters(left) > 2 && letters(right) > 1
	}
	return letters(left) > 1 && plainWord(left) && !s.rules.abbr[strings.ToLower(left)] &&
		(s.rules.starters[key] || abbr && titles[key])
}

// token returns what stands up to the next white space, at the end of a text or at its beginning; without what opens.
func token(t string, last bool) string {
	if last {
		return strings.TrimLeftFunc(t[strings.LastIndexFunc(t, unicode.IsSpace)+1:], opener)
	}
	if i := strings.IndexFunc(t, unicode.IsSpace); i >= 0 {
		t = t[:i]
	}
	return t
}

// plainWord reports whether a text is letters alone, in lower case but for the first.
func plainWord(t string) bool {
	_, n := utf8.DecodeRuneInString(t)
	return t != "" && !strings.ContainsFunc(t[n:], func(r rune) bool { return !unicode.IsLower(r) && !unicode.IsMark(r) }) && unicode.IsLetter(firstRune(t))
}

func capitalized(t string) bool { return plainWord(t) && unicode.IsUpper(firstRune(t)) }

// names are those that are written with an exclamation mark.
var names = set("yahoo joomla jeopardy kahoot yum wham")

// exclaims reports whether an exclamation mark belongs to a name: "Yahoo! Research".
func (s *scanner) exclaims(e *end) bool {
	if e.kind != strong || e.after != e.at+1 || s.text[e.at] != '!' {
		return false
	}
	name := s.wordBefore(e.at)
	return names[strings.ToLower(name)] && unicode.IsUpper(firstRune(name))
}
