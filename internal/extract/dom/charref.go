package dom

import (
	"strings"

	"golang.org/x/net/html"
)

// Unescape decodes the character references of a text or, if attr is set, of an attribute's value, where a reference
// without its semicolon that runs on into a letter, a digit or "=" stands for itself.
func Unescape(s string, attr bool) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	if !attr {
		return html.UnescapeString(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		text, n := CharRef(s, true)
		b.WriteString(text)
		s = s[n:]
	}
	b.WriteString(s)
	return b.String()
}

// CharRef decodes the character reference that s, which begins with '&', begins with. It returns its text and its
// length in s; a '&' that begins no reference is itself, of length 1.
func CharRef(s string, attr bool) (text string, n int) {
	end := 1
	if end < len(s) && s[end] == '#' {
		end++
		digit := isDigit
		if end < len(s) && s[end]|0x20 == 'x' {
			end, digit = end+1, isHex
		}
		first := end
		for end < len(s) && digit(s[end]) {
			end++
		}
		if end == first {
			return "&", 1
		}
		if end < len(s) && s[end] == ';' {
			end++
		}
		return html.UnescapeString(s[:end]), end
	}
	for end < len(s) && end < maxName && isAlnum(s[end]) {
		end++
	}
	if end == 1 {
		return "&", 1
	}
	name := s[:end]
	if end < len(s) && s[end] == ';' {
		if t := html.UnescapeString(s[:end+1]); t[0] != '&' || name == "&amp" || name == "&AMP" {
			if rest := leftover(s[:end+1], t); rest == 0 {
				return t, end + 1
			}
		}
	}
	return legacyRef(name, s[end:], attr)
}

// maxName bounds the search for a name; the longest that HTML knows has 31 letters.
const maxName = 40

// legacyRef decodes a name without its semicolon, of which the standard allows some, even as the beginning of a word.
func legacyRef(name, after string, attr bool) (string, int) {
	t := html.UnescapeString(name)
	if t == name {
		return "&", 1
	}
	rest := leftover(name, t)
	if attr && (rest > 0 || (len(after) > 0 && after[0] == '=')) {
		return "&", 1
	}
	return t[:len(t)-rest], len(name) - rest
}

// leftover returns how many bytes at the end of a decoded name are the end of the name itself. Names are tried from
// the longest down, so that "&semi;", whose text is ";", is not taken for a leftover.
func leftover(name, text string) int {
	n := 0
	for n < len(text)-1 && n < len(name)-1 && text[len(text)-1-n] == name[len(name)-1-n] {
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isAlnum(c byte) bool { return isDigit(c) || isAlpha(c) }
func isHex(c byte) bool   { return isDigit(c) || ('a' <= c|0x20 && c|0x20 <= 'f') }

// Newlines replaces CR LF and CR by LF, as the standard's input stream does.
func Newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
