package placeable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numeral is a number as it was read: its digits in ASCII and the readings that its separators allow. "1,234" may be
// one thousand two hundred and thirty-four or one and a bit; which, only the language's habits and the other text can
// say.
type Numeral struct {
	// Value is the preferred reading, for instance "1234.5", without leading zeros of the whole part or trailing ones of
	// the fraction. Alt is the other reading, or empty.
	Value, Alt string
	// Grouped says that a separator of groups was read into Value.
	Grouped bool
	// Group and Decimal are the separators as they stand in the text, 0 where there is none.
	Group, Decimal rune
	// Digits are all its digits in ASCII, whatever separates them.
	Digits string
	// Zero is the digit zero of the digits' script.
	Zero rune
}

// Same reports whether two numerals can be the same number. The other reading counts only between the same digits:
// 1,234 may be 1.234, but 20,000 is not 20.00.
func (n Numeral) Same(o Numeral) bool {
	if n.Value == o.Value {
		return true
	}
	return n.Digits == o.Digits && (n.Alt != "" && n.Alt == o.Value || o.Alt != "" && (o.Alt == n.Value || o.Alt == n.Alt))
}

// digit returns a decimal digit's value in any script, or -1. Superscripts and the like are not digits.
func digit(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r < 0x660 || !unicode.Is(unicode.Nd, r):
		return -1
	}
	return int(r - zeroOf(r))
}

// zeroOf returns the zero of the run of ten that a decimal digit belongs to: Unicode's ranges of decimal digits hold
// whole runs.
func zeroOf(r rune) rune {
	for _, t := range unicode.Nd.R16 {
		if lo, hi := rune(t.Lo), rune(t.Hi); r >= lo && r <= hi {
			return lo + (r-lo)/10*10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if lo, hi := rune(t.Lo), rune(t.Hi); r >= lo && r <= hi {
			return lo + (r-lo)/10*10
		}
	}
	return '0'
}

const separators = ".,'’٫٬، \u00a0\u202f\u2009．，"

// scanNumber reads the number at text[i:], which begins with a digit.
func scanNumber(text string, i int) Token {
	var digits [64]byte
	groups := make([]int, 0, 8) // where, in digits, each separator stands
	var seps [8]rune
	n, end := 0, i
	first, _ := utf8.DecodeRuneInString(text[i:])
	zero := zeroOf(first)
	for end < len(text) {
		r, w := utf8.DecodeRuneInString(text[end:])
		if d := digit(r); d >= 0 {
			if n < len(digits) {
				digits[n] = byte('0' + d)
				n++
			}
			end += w
			continue
		}
		if len(groups) == len(seps) || !separates(text, end, r, w) {
			break
		}
		if blank(r) && (!groupOf3(text[end+w:]) || len(groups) == 0 && n > 3) {
			break // "2015 100" are two numbers
		}
		if r == '،' && !groupOf3(text[end+w:]) {
			break // the Arabic comma is no decimal sign, but some keyboards have it alone for groups
		}
		seps[len(groups)] = r
		groups = append(groups, n)
		end += w
	}
	return Token{Kind: Number, Start: i, End: end, Num: read(string(digits[:n]), groups, seps[:len(groups)], zero)}
}

func separates(text string, at int, r rune, w int) bool {
	if !strings.ContainsRune(separators, r) || digit(r) >= 0 || at+w >= len(text) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[at+w:])
	return digit(next) >= 0
}

func blank(r rune) bool { return r == ' ' || r == '\u00a0' || r == '\u202f' || r == '\u2009' }

// groupOf3 reports whether s begins with exactly three digits: only then does a blank group them.
func groupOf3(s string) bool {
	n := 0
	for _, r := range s {
		if digit(r) < 0 {
			break
		}
		n++
	}
	return n == 3
}

// read finds the readings of digits with separators at the given places.
func read(digits string, at []int, seps []rune, zero rune) Numeral {
	num := Numeral{Zero: zero, Digits: digits}
	if len(at) == 0 {
		num.Value = trim(digits, "")
		return num
	}
	last := len(at) - 1
	uniform := true
	for k := 1; k <= last; k++ {
		uniform = uniform && seps[k] == seps[0] && at[k]-at[k-1] == 3
	}
	tail := len(digits) - at[last]
	switch {
	case last == 0 && tail == 3 && at[0] <= 3 && digits[0] != '0':
		num.Value, num.Grouped, num.Group = trim(digits, ""), true, seps[0]
		if !blank(seps[0]) {
			num.Alt = trim(digits[:at[0]], digits[at[0]:])
		}
	case last == 0:
		num.Value, num.Decimal = trim(digits[:at[0]], digits[at[0]:]), seps[0]
	case uniform && tail == 3:
		num.Value, num.Grouped, num.Group = trim(digits, ""), true, seps[0]
	case seps[last] != seps[0]: // groups, then a decimal separator
		num.Value, num.Grouped = trim(digits[:at[last]], digits[at[last]:]), true
		num.Group, num.Decimal = seps[0], seps[last]
	default: // 1.2.3, 12.05.2024, Indian lakhs: compare it by its parts
		num.Value = joined(digits, at)
		num.Alt = trim(digits, "")
	}
	return num
}

// joined writes the parts of a version or a date in figures with dots.
func joined(digits string, at []int) string {
	var b strings.Builder
	from := 0
	for _, to := range at {
		b.WriteString(trim(digits[from:to], "") + ".")
		from = to
	}
	b.WriteString(trim(digits[from:], ""))
	return b.String()
}

func trim(whole, fraction string) string {
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		return whole + "." + fraction
	}
	return whole
}
