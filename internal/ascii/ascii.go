// Package ascii has the white space and the lower case of HTML, HTTP and URLs. Their white space is five characters.
// The package strings has Unicode's, to which U+000B, U+0085, U+00A0 and others belong. In class="a\u00a0b" a browser
// reads one class, and strings.Fields two.
//
// Use it for what machines read: names, lists of words, addresses, headers. Text that people read has Unicode's white
// space.
package ascii

import (
	"iter"
	"slices"
	"strings"
)

// Space is the white space characters: tab, line feed, form feed, carriage return and space.
const Space = "\t\n\f\r "

// IsSpace reports whether c is white space.
func IsSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// TrimSpace cuts the white space off both ends of s.
func TrimSpace(s string) string { return strings.Trim(s, Space) }

// ToLower turns the letters A to Z into lower case. The result is as long as s, which strings.ToLower does not
// promise.
func ToLower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if 'A' <= b[i] && b[i] <= 'Z' {
					b[i] |= 0x20
				}
			}
			return string(b)
		}
	}
	return s
}

// Fields returns the words of s, which white space separates.
func Fields(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s = strings.TrimLeft(s, Space); s != ""; s = strings.TrimLeft(s, Space) {
			end := strings.IndexAny(s, Space)
			if end < 0 {
				end = len(s)
			}
			if !yield(s[:end]) {
				return
			}
			s = s[end:]
		}
	}
}

// CollapseSpace returns the words of s with one space between them.
func CollapseSpace(s string) string { return strings.Join(slices.Collect(Fields(s)), " ") }
