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
	case s.leadingEllipsis(e.next), s.nextItem(e):
		return true
	case unicode.IsLower(first) && !camelCase(word):
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

// listMarker reports whether all that stands before e marks an item of a list or begins a heading: "1.", "a.", "• 3.", "Q.",
// "Chapter 4.".
func (s *scanner) listMarker(e *end) bool {
	if e.kind != dot {
		return false
	}
	t := strings.TrimLeft(s.text[s.start:e.at], " \t\u00a0•·*–—-([")
	t = strings.TrimRight(t, ")]")
	switch {
	case t == "":
		return !e.ellipsis
	case s.heading(t):
		return true
	case len(t) > 12:
		return false
	case isOutlineNumber(t):
		return true
	case letters(t) == 1 && utf8.RuneCountInString(t) == 1:
		return true
	}
	return roman(t) && strings.ToLower(t) == t
}

// heading reports whether a text is what a heading or a caption begins with: "Chapter 4", "Article XII", "Fig. A".
func (s *scanner) heading(t string) bool {
	if len(t) > maxWord {
		return false
	}
	word, number, two := strings.Cut(t, " ")
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	return two && (s.rules.shared.references[word] || s.rules.beforeNumber[word]) &&
		(isOutlineNumber(number) || roman(number) || letters(number) == 1 && utf8.RuneCountInString(number) == 1)
}

// item reports whether a text begins as an item of a list within a line, "a) ", "12) ", "b. ", and with which mark.
func item(t string) (mark byte, ok bool) {
	i := strings.IndexAny(t[:min(len(t), 5)], ").")
	if i < 1 || i+1 >= len(t) || t[i+1] != ' ' {
		return 0, false
	}
	return t[i], isNumber(t[:i]) && t[i] == ')' || i == 1 && 'a' <= t[0] && t[0] <= 'z' || strings.Trim(t[:i], "ivx") == ""
}

// nextItem reports whether a sentence is an item of a list and what follows it is another one.
func (s *scanner) nextItem(e *end) bool {
	mark, ok := item(s.text[e.next:])
	if !ok {
		return false
	}
	own, ok := item(s.text[s.start:])
	return ok && own == mark
}

// camelCase reports whether a word is a name that has its capital later: "iPhone".
func camelCase(word string) bool {
	_, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(firstRune(word[n:]))
}
