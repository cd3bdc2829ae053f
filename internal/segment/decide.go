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
		return false // the line's end will
	}
	if s.embedded(e) || s.marker(e) || s.citation(e.next) {
		return false
	}
	spaced := e.next > e.after
	if e.kind == wide {
		return s.endsWide(e, next)
	}
	if !spaced {
		return e.kind == strong && noSpace(next) || s.runsOn(e)
	}
	if s.exclaims(e) {
		word, first := s.nextWord(e.next)
		return unicode.IsUpper(first) && s.rules.starters[strings.ToLower(word)]
	}
	if s.trailsIn(e.next) {
		return true
	}
	word, first := s.nextWord(e.next)
	switch {
	case unicode.IsLower(first):
		return false
	case word == "" && !unicode.IsDigit(first) && !s.opensText(e.next):
		return false
	case e.kind == strong:
		return true
	case e.ellips:
		return !s.rules.pronounI || word != "I" && !strings.HasPrefix(word, "I'") && !strings.HasPrefix(word, "I’")
	case s.rules.noDot:
		return false
	}
	if e.closed {
		return true
	}
	return s.endsDot(e, word, first)
}

// trailsIn reports whether an ellipsis begins the text at i: "...and then".
func (s *scanner) trailsIn(i int) bool {
	t := strings.TrimLeft(s.text[i:], ".…")
	n := len(s.text) - i - len(t)
	r, _ := utf8.DecodeRuneInString(t)
	return n > 1 && unicode.IsLetter(r)
}

// endsWide decides of the marks of Chinese and Japanese: a quotation that the sentence goes on after does not end it.
func (s *scanner) endsWide(e *end, next rune) bool {
	if e.closed && (unicode.Is(unicode.Hiragana, next) || next == '、' || next == '，' || next == ',') {
		return false
	}
	if e.closed && s.speech(e.next) {
		return false
	}
	return next != '、' && next != '，'
}

// speech reports whether somebody is said to say, in Chinese, what stands before: 他说.
func (s *scanner) speech(i int) bool {
	n := 0
	for _, r := range s.text[i:] {
		if n++; n > 6 || !unicode.IsLetter(r) {
			return false
		}
		if strings.ContainsRune("说說问問道喊答叫", r) {
			return true
		}
	}
	return false
}

// noSpace reports whether a sentence that begins with r may follow another without a space.
func noSpace(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer,
		unicode.Myanmar, unicode.Devanagari, unicode.Bengali, unicode.Ethiopic, unicode.Tibetan)
}

// endsDot decides of a single full stop before a word that is not in lower case.
func (s *scanner) endsDot(e *end, word string, first rune) bool {
	before := s.wordBefore(e.at)
	key := strings.ToLower(before)
	starts := s.rules.starters[strings.ToLower(word)] && !s.initial(e.next)
	aside := strings.HasPrefix(s.text[e.next:], "(")
	switch {
	case before == "":
		return true
	case isNumber(before):
		return s.endsNumber(before, starts)
	case units[key] && s.afterNumber(before, e.at):
		return unicode.IsUpper(first)
	case s.unit(before, e.at):
		return true
	case aside && (s.rules.final[key] || s.rules.abbr[key] || strings.Contains(before, ".")):
		return false
	case s.rules.final[key]:
		return starts || lasts[key] && unicode.IsUpper(first) || s.endsTime(e, before, word, first)
	case s.rules.abbr[key]:
		return starts && !titles[key]
	case strings.Contains(before, "."):
		return s.endsDotted(before, starts, first)
	case letters(before) == 1:
		return starts || s.rules.words[before] || s.endsInitial(before)
	case roman(before) && s.rules.ordinals:
		return starts
	}
	if !hasVowel(before) && letters(before) <= 4 && unicode.IsLower(firstRune(before)) && !s.afterNumber(before, e.at) {
		return starts
	}
	return true
}

// lasts are the words for "and so on", which mostly stand last.
var lasts = set(`etc usw ecc enz osv т.д т.п др пр ін т.ін т.б ж.б jne jms itd itp atd atď apod pod stb vb dll dst utt ș.a.m.d
	κ.λπ κλπ κτλ κ.ά и.т.д сл итд h.k`)

// days may follow the time of day.
var days = set("monday tuesday wednesday thursday friday saturday sunday eastern pacific central mountain greenwich local")

// clock reports whether an abbreviation is of the time of day, after which a sentence ends more often than not.
func clock(key string) bool { return key == "a.m" || key == "p.m" }

// endsTime decides after a time of day or an era, before a word that is no day's or zone's name. Before a person, a
// sentence ends there unless it, or its last part, began with the time: "On Monday at 5 p.m. Dr. Ito spoke", "In 44 B.C. Caesar died".
func (s *scanner) endsTime(e *end, before, word string, first rune) bool {
	key := strings.ToLower(word)
	era := eras[strings.ToLower(before)] && s.afterNumber(before, e.at)
	switch {
	case !clock(strings.ToLower(before)) && !era, !unicode.IsUpper(first), allUpper(word), days[key]:
		return false
	case era || people[key]:
		clause := s.start + strings.LastIndexAny(s.text[s.start:e.at], ":;") + 1
		start, _ := s.nextWord(clause)
		return !fronted[strings.ToLower(start)]
	}
	return !s.rules.abbr[key]
}

// What endsTime goes by, in English: eras, the titles of persons, and the words that a sentence begins a time with.
var (
	eras    = set("b.c b.c.e c.e")
	people  = set("mr mrs ms dr prof")
	fronted = set("at on in by from until till since before after around about between during")
)

// endsNumber decides after a number: an ordinal, where the language writes them so, or a number that ends the sentence.
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
	if s.rules.abbr[parts[len(parts)-1]] && utf8.RuneCountInString(parts[len(parts)-1]) > 1 {
		return false
	}
	for _, p := range parts {
		if utf8.RuneCountInString(p) > 3 && letters(p) > 3 {
			return true // a name of a file or a site, not an abbreviation
		}
	}
	return starts || letters(before) > len(parts) && !unicode.IsUpper(first) && !unicode.IsDigit(first)
}

// endsInitial decides after a single letter: part of a name, or the last word.
func (s *scanner) endsInitial(before string) bool {
	r := firstRune(before)
	return !unicode.IsUpper(r) && !unicode.IsLower(r) && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// initial reports whether the next word is a letter with a full stop.
func (s *scanner) initial(i int) bool {
	_, n := utf8.DecodeRuneInString(s.text[i:])
	return strings.HasPrefix(s.text[i+n:], ".")
}

// units are units of measurement, as they stand after a number. Those that are more often something else are not here.
var units = set(`m km cm mm kg mg l ml h min s sec ft lb lbs oz yd mi kw kwh mw w hz khz mhz ghz kb mb gb tb km/h m/s м км см мм
	кг мг л мл с сек хв мин ч вт квт гц км/ч км/год м/с θ χλμ`)

// unit reports whether a letter is a unit of measurement: degrees.
func (s *scanner) unit(letter string, at int) bool {
	return strings.HasSuffix(s.text[:at], "°"+letter)
}

// afterNumber reports whether the word before a full stop is a unit of measurement: it stands after a number.
func (s *scanner) afterNumber(word string, at int) bool {
	i := strings.LastIndex(s.text[s.start:at], word)
	if i < 1 {
		return false
	}
	t := strings.TrimRightFunc(s.text[s.start:s.start+i], unicode.IsSpace)
	return t != "" && isDigit(t[len(t)-1])
}

// marker reports whether all that stands before is the mark of a list's item: "1.", "a.", "• 3.", "Q.".
func (s *scanner) marker(e *end) bool {
	if e.kind != dot {
		return false
	}
	t := strings.TrimLeft(s.text[s.start:e.at], " \t\u00a0•·*–—-([")
	t = strings.TrimRight(t, ")]")
	if t == "" || len(t) > 12 {
		return t == "" && e.kind == dot && !e.ellips
	}
	return isNumber(t) && len(t) < 4 || letters(t) == 1 && utf8.RuneCountInString(t) == 1 || roman(t) && strings.ToLower(t) == t
}
