package extract

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// place is the kind of place that a text stands in; it decides how the text is written in the source.
type place uint8

const (
	inContent place = iota // of an element: character references, white space collapses
	inPre                  // of an element that keeps its white space
	inAttr                 // an attribute's value
	inJSON                 // a JSON string in a script
)

// reader reads text as the source has it and gives it as people see it.
type reader struct {
	raw   string
	place place
}

// step reads one piece at i: its text and its length in the source. A run of white space that collapses is one piece.
func (r reader) step(i int) (text string, n int) {
	if r.place == inJSON {
		return jsonPiece(r.raw[i:])
	}
	if n = r.literal(i, len(r.raw)); n > 0 {
		return r.raw[i : i+n], n
	}
	switch c := r.raw[i]; {
	case c == '&':
		text, n = dom.CharRef(r.raw[i:], r.place == inAttr)
		if r.place == inPre || len(text) != 1 || !ascii.IsSpace(text[0]) {
			return text, n
		}
		return " ", n + r.spaces(i+n)
	case ascii.IsSpace(c) && r.place != inPre:
		return " ", 1 + r.spaces(i+1)
	case c == '\r':
		if strings.HasPrefix(r.raw[i+1:], "\n") {
			return "\n", 2
		}
		return "\n", 1
	}
	return "", 1 // U+0000
}

// literal returns how many bytes from i on, of so many at most, are the text as they stand, single spaces included.
func (r reader) literal(i, most int) int {
	start, end := i, min(i+most, len(r.raw))
	for i < end && (!r.special(r.raw[i]) || r.raw[i] == ' ' && (i+1 == len(r.raw) || !r.special(r.raw[i+1]))) {
		i++
	}
	return i - start
}

func (r reader) special(c byte) bool {
	if c > '&' {
		return c == '\\' && r.place == inJSON
	}
	return c == '&' || c == 0 || c == '\r' || (r.place == inContent || r.place == inAttr) && ascii.IsSpace(c)
}

// spaces returns the length of the white space from i on, references to it included.
func (r reader) spaces(i int) int {
	start := i
	for i < len(r.raw) {
		if ascii.IsSpace(r.raw[i]) {
			i++
			continue
		}
		if r.raw[i] != '&' {
			break
		}
		s, n := dom.CharRef(r.raw[i:], r.place == inAttr)
		if len(s) != 1 || !ascii.IsSpace(s[0]) {
			break
		}
		i += n
	}
	return i - start
}

// text returns the whole text.
func (r reader) text() string {
	if r.plain() {
		return r.raw
	}
	var b strings.Builder
	b.Grow(len(r.raw))
	r.write(&b)
	return b.String()
}

func (r reader) write(b *strings.Builder) {
	for i := 0; i < len(r.raw); {
		s, n := r.step(i)
		b.WriteString(s)
		i += n
	}
}

// plain reports whether the text is the source as it stands.
func (r reader) plain() bool { return r.literal(0, len(r.raw)) == len(r.raw) }

// offset returns where in the source the text from byte off on begins.
func (r reader) offset(off int) int {
	i, out := 0, 0
	for i < len(r.raw) && out < off {
		if n := r.literal(i, off-out); n > 0 {
			i, out = i+n, out+n
			continue
		}
		s, n := r.step(i)
		if out+len(s) > off && len(s) == n { // inside a literal piece
			return i + off - out
		}
		out += len(s)
		i += n
	}
	return i
}

// jsonPiece reads one character or escape, or a run of plain characters, of a JSON string.
func jsonPiece(raw string) (string, int) {
	if raw[0] != '\\' {
		n := strings.IndexByte(raw, '\\')
		if n < 0 {
			n = len(raw)
		}
		return raw[:n], n
	}
	if len(raw) < 2 {
		return raw, 1
	}
	switch raw[1] {
	case 'n':
		return "\n", 2
	case 't':
		return "\t", 2
	case 'r':
		return "\r", 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'u':
		r, n := jsonUnicode(raw)
		return string(r), n
	}
	return raw[1:2], 2
}

func jsonUnicode(raw string) (rune, int) {
	r := hex4(raw, 2)
	if r < 0 {
		return utf8.RuneError, min(6, len(raw))
	}
	if utf16.IsSurrogate(r) && strings.HasPrefix(raw[6:], `\u`) {
		if low := hex4(raw, 8); low >= 0 {
			if full := utf16.DecodeRune(r, low); full != utf8.RuneError {
				return full, 12
			}
		}
	}
	return r, 6
}

func hex4(s string, at int) rune {
	if len(s) < at+4 {
		return -1
	}
	var r rune
	for _, c := range []byte(s[at : at+4]) {
		switch {
		case '0' <= c && c <= '9':
			r = r<<4 | rune(c-'0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			r = r<<4 | rune(c|0x20-'a'+10)
		default:
			return -1
		}
	}
	return r
}

var (
	contentEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;")
	attrEscaper    = strings.NewReplacer(
		"&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", `"`, "&quot;", "'", "&#39;")
	doubleEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", `"`, "&quot;")
	singleEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#13;", "'", "&#39;")
)

// escape writes a text for its place in a page. Whatever the text says, it stays text: no character that ends a text, a
// value or a string in any of the places comes out as itself, and characters that HTML does not allow are left out.
func escape(s string, p place, quote byte) string {
	s = clean(s)
	switch {
	case p == inJSON:
		return escapeJSON(s)
	case p != inAttr:
		return contentEscaper.Replace(s)
	case quote == '"':
		return doubleEscaper.Replace(s)
	case quote == '\'':
		return singleEscaper.Replace(s)
	}
	return attrEscaper.Replace(s)
}

// clean drops what is no character of a page: broken UTF-8 becomes U+FFFD, and control characters and noncharacters go.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// isClean reports whether there is nothing for clean to do.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c >= 0x20 && c < 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || forbidden(r) {
			return false
		}
		i += n
	}
	return true
}

func forbidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n' && r != '\r' && r != '\f'
	case r >= 0x7f && r < 0xa0:
		return true
	case r >= 0xfdd0 && r <= 0xfdef:
		return true
	}
	return r&0xfffe == 0xfffe
}

func escapeJSON(s string) string {
	var b strings.Builder
	const digits = "0123456789abcdef"
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < 0x20 || r == '<' || r == '>' || r == '&':
			b.WriteString(`\u00`)
			b.WriteByte(digits[r>>4])
			b.WriteByte(digits[r&15])
		case r == 0x2028 || r == 0x2029:
			b.WriteString(`\u202`)
			b.WriteByte(digits[r&15])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
