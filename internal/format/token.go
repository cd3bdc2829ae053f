package format

import (
	"unicode"
	"unicode/utf8"
)

type tokenKind int

const (
	number tokenKind = iota
	word
	mark // punctuation between the others, without spaces
)

type token struct {
	kind       tokenKind
	text       string // lower case; digits as ASCII
	value      int
	start, end int  // bytes of the text
	capital    bool // the word begins with a capital
}

// tokenize cuts a text into numbers, words and punctuation; white space and marks of direction only part them.
func tokenize(text string) []token {
	var tokens []token
	var written []byte // of the last token
	end := func() {
		if len(tokens) > 0 {
			tokens[len(tokens)-1].text = string(written)
		}
	}
	last := number - 1
	for i, r := range text {
		kind := mark
		digit := digitValue(r)
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r):
			last = -1
			continue
		case digit >= 0:
			kind = number
		case unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u200c' || r == '’' || r == '\'' || r == 'ʼ':
			kind = word
		}
		if kind != last || kind == mark || isWordAlone(r) {
			end()
			written = written[:0]
			tokens = append(tokens, token{kind: kind, start: i, capital: unicode.IsUpper(r)})
		}
		t := &tokens[len(tokens)-1]
		last, t.end = kind, i+utf8.RuneLen(r)
		if isWordAlone(r) {
			last = -1
		}
		if kind == number {
			written = append(written, byte('0'+digit))
			t.value = min(t.value*10+digit, 1e6)
			continue
		}
		written = utf8.AppendRune(written, unicode.ToLower(r))
	}
	end()
	return tokens
}

// isWordAlone reports whether a character is a word by itself: dates in Chinese and Japanese have no spaces, and what
// follows the day in Korean is a particle.
func isWordAlone(r rune) bool {
	return r >= 0x2E80 && unicode.Is(unicode.Han, r) || r == '년' || r == '월' || r == '일'
}

// digitValue is the value of a decimal digit of any script, or -1. Unicode's blocks of digits begin at the zero.
func digitValue(r rune) int {
	if !unicode.IsDigit(r) {
		return -1
	}
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r - zero)
}

func letters(s string) string {
	var out string
	for _, t := range tokenize(s) {
		if t.kind == word {
			out += t.text
		}
	}
	return out
}
