package dom

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// rawKind is how the content of an element is read.
type rawKind uint8

const (
	markup    rawKind = iota
	rcdata            // title, textarea: character references, no tags
	rawtext           // style, iframe …: neither
	script            // as rawtext, with the standard's escapes
	plaintext         // everything to the end
)

// rawEnd returns where the text of a raw element ends.
func (z *tokenizer) rawEnd() int {
	if z.mode == script {
		return scriptEnd(z.src, z.pos, z.last)
	}
	for i := z.pos; ; i++ {
		j := strings.Index(z.src[i:], "</")
		if j < 0 {
			return len(z.src)
		}
		i += j
		if tagNamed(z.src[i+2:], z.last) {
			return i
		}
	}
}

// scriptEnd follows the standard's script data states: inside <!-- … --> a <script> … </script> does not end the
// script.
func scriptEnd(src string, i int, last string) int {
	const data, escaped, double = 0, 1, 2
	state := data
	for {
		j := strings.IndexAny(src[i:], "<-")
		if j < 0 {
			return len(src)
		}
		i += j
		rest := src[i:]
		switch {
		case rest[0] == '-':
			if state != data && strings.HasPrefix(rest, "-->") {
				state = data
			}
		case strings.HasPrefix(rest, "</") && tagNamed(rest[2:], last):
			if state != double {
				return i
			}
			state = escaped
		case state == data && strings.HasPrefix(rest, "<!--"):
			state = escaped
			i++
		case state == escaped && tagNamed(rest[1:], "script"):
			state = double
		}
		i++
	}
}

// tagNamed reports whether s begins with the name, in any case, and a character that ends a tag's name.
func tagNamed(s, name string) bool {
	if len(s) <= len(name) || !strings.EqualFold(s[:len(name)], name) {
		return false
	}
	c := s[len(name)]
	return ascii.IsSpace(c) || c == '/' || c == '>'
}
