package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ends decides whether a sentence ends at e.
func (s *scanner) ends(e *end) bool {
	next, _ := utf8.DecodeRuneInString(s.text[e.next:])
	if s.kindOf(next) == line {
		return false // the end of the line will end it
	}
	if s.embedded(e) || s.listMarker(e) || s.citation(e.next) {
		return false
	}
	if e.kind == wide {
		return s.endsWide(e, next)
	}
	if spaced := e.next > e.after; !spaced {
		return e.kind == strong && startsWithoutSpace(next) || s.missingSpace(e)
	}
	word, first := s.nextWord(e.next)
	switch {
	case s.exclamationName(e):
		return unicode.IsUpper(first) && s.rules.starters[strings.ToLower(word)]
	case s.leadingEllipsis(e.next):
		return true
	case unicode.IsLower(first):
		return false
	case word == "" && !unicode.IsDigit(first) && !s.opensText(e.next):
		return false
	case e.kind == strong:
		return true
	case e.ellipsis:
		return !s.rules.capitalAnyway(word)
	case s.rules.noFullStop:
		return false
	case e.closed:
		return true
	}
	return s.endsFullStop(e, word, first)
}

// capitalAnyway reports whether a word has its capital anywhere in a sentence, as English "I" and "I'm".
func (r *rules) capitalAnyway(word string) bool {
	for _, w := range r.alwaysCapital {
		rest, ok := strings.CutPrefix(word, w)
		if ok && (rest == "" || strings.HasPrefix(rest, "'") || strings.HasPrefix(rest, "’")) {
			return true
		}
	}
	return false
}

// leadingEllipsis reports whether the text at i begins with an ellipsis: "...and then".
func (s *scanner) leadingEllipsis(i int) bool {
	if !strings.HasPrefix(s.text[i:], ".") && !strings.HasPrefix(s.text[i:], "…") {
		return false
	}
	t := strings.TrimLeft(s.text[i:], ".…")
	n := len(s.text) - i - len(t)
	r, _ := utf8.DecodeRuneInString(t)
	return n > 1 && unicode.IsLetter(r)
}

// endsWide decides for the marks of Chinese and Japanese. A quotation does not end the sentence that goes on after it.
func (s *scanner) endsWide(e *end, next rune) bool {
	comma := next == '、' || next == '，'
	if e.closed && (unicode.Is(unicode.Hiragana, next) || comma || next == ',' || s.speechVerb(e.next)) {
		return false
	}
	return !comma
}

// speechVerb reports whether a verb of saying follows within six letters: 他说.
func (s *scanner) speechVerb(i int) bool {
	n := 0
	for _, r := range s.text[i:] {
		if n++; n > 6 || !unicode.IsLetter(r) {
			return false
		}
		if s.rules.shared.speechVerbs[string(r)] {
			return true
		}
	}
	return false
}

// startsWithoutSpace reports whether a sentence that begins with r may follow another one without a space.
func startsWithoutSpace(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar, unicode.Devanagari, unicode.Bengali, unicode.Ethiopic, unicode.Tibetan)
}

// endsFullStop decides for a single full stop before a word that does not begin with a small letter.
func (s *scanner) endsFullStop(e *end, word string, first rune) bool {
	before := s.wordBefore(e.at)
	key := strings.ToLower(before)
	starts := s.rules.starters[strings.ToLower(word)] && !s.initial(e.next)
	inBrackets := strings.HasPrefix(s.text[e.next:], "(")
	r := s.rules
	switch {
	case before == "":
		return true
	case isNumber(before):
		return s.endsNumber(before, starts)
	case r.measureUnits[key] && s.afterNumber(before, e.at):
		return unicode.IsUpper(first)
	case s.degrees(before, e.at):
		return true
	case inBrackets && (r.final[key] || r.abbreviations[key] || strings.Contains(before, ".")):
		return false
	case r.final[key]:
		return starts || r.shared.andSoOn[key] && unicode.IsUpper(first) || s.endsTime(e, before, word, first)
	case r.abbreviations[key]:
		return starts && !r.shared.titles[key]
	case strings.Contains(before, "."):
		return s.endsDotted(before, starts, first)
	case letters(before) == 1:
		return starts || r.shortWords[before] || isIdeograph(before)
	case roman(before) && r.ordinals:
		return starts
	}
	if !hasVowel(before) && letters(before) <= 4 && unicode.IsLower(firstRune(before)) && !s.afterNumber(before, e.at) {
		return starts // an abbreviation that no list has
	}
	return true
}

// endsNumber decides after a number. It is an ordinal, where the language writes ordinals so, or it ends the sentence.
func (s *scanner) endsNumber(before string, starts bool) bool {
	if !s.rules.ordinals {
		return true
	}
	if len(before) > 2 && before[0] != '0' {
		return len(before) > 3 || starts
	}
	return starts
}

// endsDotted decides after letters with full stops among them: U.S., z. B., г. н. э.
func (s *scanner) endsDotted(before string, starts bool, first rune) bool {
	parts := strings.Split(before, ".")
	last := parts[len(parts)-1]
	if s.rules.abbreviations[last] && utf8.RuneCountInString(last) > 1 {
		return false
	}
	for _, p := range parts {
		if utf8.RuneCountInString(p) > 3 && letters(p) > 3 {
			return true // the name of a file or a site is no abbreviation
		}
	}
	return starts || letters(before) > len(parts) && !unicode.IsUpper(first) && !unicode.IsDigit(first)
}

// isIdeograph reports whether a word of one character is a word of Chinese or Japanese, and so no initial of a name.
func isIdeograph(word string) bool {
	return unicode.In(firstRune(word), unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// initial reports whether the next word is one letter with a full stop.
func (s *scanner) initial(i int) bool {
	_, n := utf8.DecodeRuneInString(s.text[i:])
	return strings.HasPrefix(s.text[i+n:], ".")
}

// degrees reports whether the letter before a full stop follows a degree sign: °C.
func (s *scanner) degrees(letter string, at int) bool {
	return strings.HasSuffix(s.text[:at], "°"+letter)
}

// afterNumber reports whether the word before a full stop follows a number, as a unit of measurement does.
func (s *scanner) afterNumber(word string, at int) bool {
	i := strings.LastIndex(s.text[s.start:at], word)
	if i < 1 {
		return false
	}
	t := strings.TrimRightFunc(s.text[s.start:s.start+i], unicode.IsSpace)
	return t != "" && isDigit(t[len(t)-1])
}

// listMarker reports whether all that stands before e marks an item of a list: "1.", "a.", "• 3.", "Q.".
func (s *scanner) listMarker(e *end) bool {
	if e.kind != dot {
		return false
	}
	t := strings.TrimLeft(s.text[s.start:e.at], " \t\u00a0•·*–—-([")
	t = strings.TrimRight(t, ")]")
	switch {
	case t == "":
		return !e.ellipsis
	case len(t) > 12:
		return false
	case isNumber(t):
		return len(t) < 4
	case letters(t) == 1 && utf8.RuneCountInString(t) == 1:
		return true
	}
	return roman(t) && strings.ToLower(t) == t
}
