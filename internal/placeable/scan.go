package placeable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token is.
type Kind uint8

// The kinds of tokens.
const (
	Number Kind = iota
	URL
	Email
	Variable // a program's placeholder: {name}, %s, ${x}, [[y]] …
)

// Token is one placeable of a text.
type Token struct {
	Kind       Kind
	Start, End int // bytes of the text
	// Num holds the readings of a number; the zero value for the other kinds.
	Num Numeral
}

// Text returns the token as it stands in the text that it was found in.
func (t Token) Text(s string) string { return s[t.Start:t.End] }

// Scan appends the placeables of text to dst, in their order and without overlaps, and returns it.
func Scan(dst []Token, text string) []Token {
	word := false // the rune before belongs to a word
	for i := 0; i < len(text); {
		c := text[i]
		if n, kind := special(text, i, word); n > 0 {
			dst = append(dst, Token{Kind: kind, Start: i, End: i + n})
			i, word = i+n, false
			continue
		}
		if c == '&' {
			i, word = i+max(1, reference(text[i:])), false
			continue
		}
		if c < utf8.RuneSelf {
			if c >= '0' && c <= '9' {
				t := scanNumber(text, i)
				dst, i, word = append(dst, t), t.End, false
				continue
			}
			word = c|0x20 >= 'a' && c|0x20 <= 'z'
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if digit(r) >= 0 {
			t := scanNumber(text, i)
			dst, i, word = append(dst, t), t.End, false
			continue
		}
		word = unicode.IsLetter(r) && r < 0x2E80 // an address may follow Chinese without a space
		i += n
	}
	return dst
}

// reference returns the length of a numeric character reference such as &#39; at s, whose digits are no number, or 0.
func reference(s string) int {
	if end := strings.IndexByte(s[:min(len(s), 9)], ';'); end > 2 && s[1] == '#' {
		return end + 1
	}
	return 0
}

// special returns the length and kind of a URL, address or variable at text[i:], or 0.
func special(text string, i int, word bool) (int, Kind) {
	switch c := text[i]; {
	case c == '{', c == '%', c == '$', c == '[', c == '_':
		return variable(text[i:]), Variable
	case word:
		return 0, 0
	case (c|0x20 == 'h' || c|0x20 == 'w' || c|0x20 == 'f') && isURL(text[i:]):
		return urlEnd(text[i:]), URL
	case c < utf8.RuneSelf && (isAlnum(c)):
		return email(text[i:]), Email
	}
	return 0, 0
}

func isURL(s string) bool {
	for _, p := range [...]string{"https://", "http://", "www.", "ftp://"} {
		if len(s) > len(p) && strings.EqualFold(s[:len(p)], p) {
			return true
		}
	}
	return false
}

// urlEnd returns the length of the URL that s begins with. A URL ends at white space, at quotes and brackets that text
// puts around it, at CJK text, and leaves out the punctuation of the sentence that it ends.
func urlEnd(s string) int {
	end := len(s)
	for i, r := range s {
		if unicode.IsSpace(r) || strings.ContainsRune("\"<>«»“”„‘’`|\\^{}，。、；：！？（）【】「」『』《》؟،؛", r) ||
			unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			end = i
			break
		}
	}
	unopened := strings.Count(s[:end], ")") - strings.Count(s[:end], "(")
	for ; end > 0; end-- {
		if s[end-1] == ')' && unopened > 0 {
			unopened--
		} else if strings.IndexByte(".,;:!?'*", s[end-1]) < 0 {
			break
		}
	}
	return end
}

// maxLocal is how long the part of an address before the @ may be (RFC 5321, 4.5.3.1).
const maxLocal = 64

// email returns the length of the address that s begins with, or 0.
func email(s string) int {
	at := 0
	for at < min(len(s), maxLocal+1) && (isAlnum(s[at]) || strings.IndexByte("._%+-", s[at]) >= 0) {
		at++
	}
	if at == 0 || at >= len(s)-3 || s[at] != '@' {
		return 0
	}
	end, dot := at+1, false
	for end < len(s) && (isAlnum(s[end]) || s[end] == '.' || s[end] == '-') {
		dot = dot || s[end] == '.'
		end++
	}
	for end > at && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	if !dot || end < at+4 {
		return 0
	}
	return end
}

func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
