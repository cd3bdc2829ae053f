package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// following is what comes after a full stop and the white space behind it.
type following struct {
	word, key string // the next word, as written and in lower case
	first     rune   // its first character, or that of a number
	end       int    // where the word ends
	upper     bool   // the word has a capital
	starts    bool   // the word begins sentences, and is no initial
	number    bool   // a number comes, in figures or Roman, or a single letter as in "fig. A"
}

func (s *scanner) following(e *end, word string, first rune) following {
	f := following{word: word, key: strings.ToLower(word), first: first, upper: unicode.IsUpper(first)}
	f.end = e.next + strings.Index(s.text[e.next:], word) + len(word)
	f.starts = s.rules.starters[f.key] && !s.initial(f.end-len(word))
	f.number = unicode.IsDigit(first) || roman(word) || letters(word) == 1 && !(f.starts && s.lowerWordAt(f.end))
	return f
}

// lowerWordAt reports whether a word in small letters comes after the space at i.
func (s *scanner) lowerWordAt(i int) bool {
	j := skipBlanks(s.text, i)
	r, _ := utf8.DecodeRuneInString(s.text[j:])
	return j > i && unicode.IsLower(r)
}

// endsFullStop decides for a single full stop before a word that does not begin with a small letter. What is before the
// full stop tells: a number, an abbreviation of some kind, letters, or a word.
func (s *scanner) endsFullStop(e *end, word string, first rune) bool {
	before, from := s.wordBefore(e.at)
	if before == "" {
		return true
	}
	f := s.following(e, word, first)
	if last, _ := utf8.DecodeLastRuneInString(before); unicode.IsDigit(last) {
		return s.endsNumber(e.at, f)
	}
	key := s.abbreviationIn(strings.ToLower(before))
	if strings.HasPrefix(s.text[e.next:], "(") && (s.rules.abbreviated(key) || strings.Contains(before, ".")) {
		return false
	}
	if ends, known := s.endsKnown(e, from, key, f); known {
		return ends
	}
	return s.endsUnknown(before, from, f)
}

// endsKnown decides after an abbreviation that the language's lists have, by its kind. The second result says that they
// have it.
func (s *scanner) endsKnown(e *end, from int, key string, f following) (ends, known bool) {
	r := s.rules
	switch {
	case strings.HasSuffix(s.text[:from], "°"), letters(key) == 1 && f.upper && s.labelled(from):
		return true, true
	case r.measureUnits[key] && !(r.capitalNouns && r.abbreviations[key]) && s.afterQuantity(from):
		return f.upper, true
	case r.eras[key] && (strings.Contains(key, ".") || s.afterQuantity(from)):
		return f.upper && (f.starts || !s.opensWithTime(e)), true
	case r.timesOfDay[key]:
		return f.starts || unicode.IsDigit(f.first) || s.endsTime(e, f), true
	case r.shared.andSoOn[key] && r.final[key]:
		return f.upper, true
	case r.final[key]:
		return f.starts || s.endsFinal(from, f), true
	case r.shared.titles[key] && r.abbreviated(key):
		return false, true
	case r.beforeNumber[key]:
		return f.upper && !f.number && !s.abbreviationAt(f), true
	case r.abbreviations[key]:
		return f.starts, true
	}
	return false, false
}

// endsUnknown decides after what no list has.
func (s *scanner) endsUnknown(before string, from int, f following) bool {
	switch {
	case strings.Contains(before, "."):
		return s.endsDotted(before, from, f)
	case letters(before) == 1:
		return f.starts || s.rules.shortWords[before] || isIdeograph(before)
	case roman(before) && s.rules.romanOrdinals:
		return f.starts
	}
	if !hasVowel(before) && letters(before) <= 4 && unicode.IsLower(firstRune(before)) && !s.afterNumber(from) {
		return f.starts // an abbreviation that no list has
	}
	return true
}

// abbreviated reports whether any list has an abbreviation.
func (r *rules) abbreviated(key string) bool {
	return r.abbreviations[key] || r.final[key] || r.beforeNumber[key]
}

// known reports whether any list has an abbreviation or an era, as it is written.
func (r *rules) known(word string) bool {
	key := strings.ToLower(word)
	return r.abbreviated(key) || r.eras[key]
}

// endsFinal decides after an abbreviation that may end a sentence, before a capital: "in the U.S. Millions came", but
// "the U.S. Army" and "Acme Inc. Chairman Ada Hill". Where nouns have capitals, a capital proves nothing.
func (s *scanner) endsFinal(from int, f following) bool {
	if !f.upper || s.rules.capitalNouns || s.beginsAt(from) {
		return false
	}
	if len(s.rules.afterFinals) == 0 {
		return true
	}
	if s.rules.afterFinals[f.key] || letters(f.word) > 1 && allUpper(f.word) {
		return false
	}
	next, first := s.nextWord(skipBlanks(s.text, f.end))
	return !unicode.IsUpper(first) || s.rules.starters[strings.ToLower(next)] || !s.spaceAt(f.end)
}

// spaceAt reports whether white space stands at i.
func (s *scanner) spaceAt(i int) bool { return skipBlanks(s.text, i) > i }

// abbreviationAt reports whether the next word is an abbreviation itself: "Sat. Sept. 5".
func (s *scanner) abbreviationAt(f following) bool {
	return strings.HasPrefix(s.text[f.end:], ".") && s.rules.abbreviated(f.key)
}

// endsDotted decides after letters with full stops among them that no list has: F.B.I., J. K., z. Hd.
func (s *scanner) endsDotted(before string, from int, f following) bool {
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
	if f.starts || letters(before) > len(parts) && !f.upper && !unicode.IsDigit(f.first) {
		return true
	}
	// What has an article is no person's initials.
	return s.rules.articles[strings.ToLower(s.wordEndingAt(from))] && s.endsFinal(from, f)
}

// labelled reports whether the letter at a place is a label rather than an initial: "vitamin C", "plan B", "Fig. A".
func (s *scanner) labelled(from int) bool {
	word := strings.ToLower(s.wordEndingAt(from))
	if word == "" {
		word = strings.ToLower(lastWord(strings.TrimSuffix(s.before(from), ".")))
		return s.rules.beforeNumber[word]
	}
	return s.rules.shared.letterLabels[word]
}

// wordEndingAt returns the word that ends before the white space in front of i, in the same sentence; "" if there is none.
func (s *scanner) wordEndingAt(i int) string {
	before := s.before(i)
	if len(before) == i-s.start {
		return ""
	}
	return lastWord(before)
}

// abbreviationIn returns the part of a word that may be an abbreviation: "art" of Italian "dell'art", "ing" of German
// "dipl.-ing", "str" of "hauptstr". Often that is the word.
func (s *scanner) abbreviationIn(key string) string {
	if i := strings.LastIndex(key, ".-"); i >= 0 && !s.rules.known(key) {
		return key[i+len(".-"):]
	}
	if i := strings.LastIndexAny(key, "'’"); s.rules.elides && i >= 0 && letters(key[:i]) <= maxElision {
		_, n := utf8.DecodeRuneInString(key[i:])
		return key[i+n:]
	}
	for _, ending := range s.rules.compounds {
		if strings.HasSuffix(key, ending) && letters(key) > letters(ending)+2 {
			return ending
		}
	}
	return key
}

// maxElision is how many letters an elided word has at most before its apostrophe: Italian "quell'".
const maxElision = 5

// isIdeograph reports whether a word of one character is a word of Chinese or Japanese, and so no initial of a name.
func isIdeograph(word string) bool {
	return unicode.In(firstRune(word), unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// initial reports whether the next word is one letter with a full stop.
func (s *scanner) initial(i int) bool {
	_, n := utf8.DecodeRuneInString(s.text[i:])
	return strings.HasPrefix(s.text[i+n:], ".")
}

// beginsAt reports whether a sentence has one word at most before a place, so that it can hardly end there: "Former U.S."
func (s *scanner) beginsAt(from int) bool {
	before := strings.TrimSpace(s.text[s.start:from])
	return len(before) < maxWord && strings.IndexFunc(before, unicode.IsSpace) < 0
}
