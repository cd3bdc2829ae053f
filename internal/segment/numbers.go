package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxNumber is how many bytes before a full stop are looked at for a number.
const maxNumber = 40

// numberBefore returns the number that ends at i, with the signs between its digits: "2.4", "1,200", "17:30", "3–1".
func (s *scanner) numberBefore(at int) string {
	i, digit := at, false
	for i > s.start && at-i < maxNumber {
		r, n := utf8.DecodeLastRuneInString(s.text[:i])
		switch {
		case unicode.IsDigit(r):
			digit = true
		case digit && strings.ContainsRune(".,:/’'–-٫٬", r):
			digit = false
			if p, _ := utf8.DecodeLastRuneInString(s.text[:i-n]); !unicode.IsDigit(p) {
				return s.text[i:at]
			}
		default:
			return s.text[i:at]
		}
		i -= n
	}
	return s.text[i:at]
}

// endsNumber decides after a number. It ends the sentence, unless it may be an ordinal, where the language writes
// ordinals with a full stop.
func (s *scanner) endsNumber(at int, f following) bool {
	if !s.rules.ordinals || f.starts {
		return true
	}
	if roman(f.word) {
		return false // Polish "lat 70. XX wieku"
	}
	number := s.numberBefore(at)
	before := s.before(at - len(number))
	if isDate(number) {
		return s.refers(before)
	}
	if !isNumber(number) || utf8.RuneCountInString(number) > 3 || number[0] == '0' && len(number) > 1 {
		return true // an amount, a time, a version, a year
	}
	if before == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	if unicode.Is(unicode.Sc, last) || s.refers(before) {
		return true
	}
	if !s.rules.ordinalCapitals {
		return true
	}
	// What comes has a capital anyway, so what came before tells: "am 3. Mai", but "Es waren 12. Alle lachten."
	if len(s.rules.ordinalOpeners) == 0 || !unicode.IsLetter(last) {
		return false
	}
	return !s.rules.ordinalOpeners[strings.ToLower(lastWord(before))]
}

// refers reports whether a text ends with a word that a number follows and says which: "section", "Nr.".
func (s *scanner) refers(before string) bool {
	word := strings.ToLower(lastWord(strings.TrimRight(before, ".")))
	return word != "" && (s.rules.shared.references[word] || s.rules.beforeNumber[word])
}

// isDate reports whether a number may be a day and a month, as ordinals: "3.5".
func isDate(number string) bool {
	day, month, two := strings.Cut(number, ".")
	return two && isNumber(day) && isNumber(month) && len(day) <= 2 && len(month) <= 2 && month <= "12" && day <= "31" ||
		two && len(day) == 1 && len(month) == 1
}

// isOutlineNumber reports whether a text numbers an item of a list: "3", "3.1", "1.2.14".
func isOutlineNumber(t string) bool {
	for part := range strings.SplitSeq(t, ".") {
		if !isNumber(part) || len(part) > 3 {
			return false
		}
	}
	return true
}

// afterNumber reports whether a word follows a number, as a unit of measurement does.
func (s *scanner) afterNumber(from int) bool {
	last, _ := utf8.DecodeLastRuneInString(s.before(from))
	return unicode.IsDigit(last)
}

// afterQuantity is afterNumber for units of two words, "40 sq. m.", and for centuries in Roman figures, "XIX в.".
func (s *scanner) afterQuantity(from int) bool {
	if s.afterNumber(from) || roman(s.wordEndingAt(from)) {
		return true
	}
	previous, dotted := strings.CutSuffix(s.before(from), ".")
	if !dotted {
		return false
	}
	last := lastWord(previous)
	return letters(last) <= 4 && s.afterNumber(s.start+len(previous)-len(last))
}

// before returns the sentence before a place, without white space at its end.
func (s *scanner) before(from int) string {
	return strings.TrimRightFunc(s.text[s.start:max(s.start, from)], unicode.IsSpace)
}
