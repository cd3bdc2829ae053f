package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// missingSpace reports whether a sentence ends at e though no space follows, because somebody forgot it: "It rained.We
// stayed". Names of files and sites look much the same. So the word behind a full stop has to be one that begins
// sentences, or has to follow a number too long for an ordinal or a section.
func (s *scanner) missingSpace(e *end) bool {
	if e.closed || e.ellipsis || s.rules.noFullStop {
		return false
	}
	left, right := lastToken(s.text[s.start:e.at]), firstToken(s.text[e.after:])
	abbreviated := strings.HasSuffix(right, ".")
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
	return letters(left) > 1 && plainWord(left) && !s.rules.abbreviations[strings.ToLower(left)] &&
		(s.rules.starters[key] || abbreviated && s.rules.shared.titles[key])
}

// maxToken is how many bytes are looked at for white space. What has none for longer is no word.
const maxToken = 200

// lastToken returns what follows the last white space of a text, without the marks that open; "" if that is too long.
func lastToken(t string) string {
	cut := max(len(t)-maxToken, 0)
	i := strings.LastIndexFunc(t[cut:], unicode.IsSpace)
	if i < 0 && cut > 0 {
		return ""
	}
	return strings.TrimLeftFunc(t[cut+i+1:], opener)
}

// firstToken returns what stands before the first white space of a text; "" if that is too long.
func firstToken(t string) string {
	i := strings.IndexFunc(t[:min(len(t), maxToken)], unicode.IsSpace)
	switch {
	case i >= 0:
		return t[:i]
	case len(t) > maxToken:
		return ""
	}
	return t
}

// plainWord reports whether a text is letters alone, and all but the first are small.
func plainWord(t string) bool {
	first, n := utf8.DecodeRuneInString(t)
	notSmall := func(r rune) bool { return !unicode.IsLower(r) && !unicode.IsMark(r) }
	return t != "" && unicode.IsLetter(first) && !strings.ContainsFunc(t[n:], notSmall)
}

func capitalized(t string) bool { return plainWord(t) && unicode.IsUpper(firstRune(t)) }

// exclamationName reports whether an exclamation mark belongs to a name: "Yahoo! Research".
func (s *scanner) exclamationName(e *end) bool {
	if e.kind != strong || e.after != e.at+1 || s.text[e.at] != '!' {
		return false
	}
	name, _ := s.wordBefore(e.at)
	return s.rules.exclamationNames[strings.ToLower(name)] && unicode.IsUpper(firstRune(name))
}
