// Package terminal keeps texts from outside from speaking to a terminal. A title, a comment or a name may hold sequences
// that move the cursor, change colours, rename the window or fill the clipboard.
package terminal

import (
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean leaves out control characters but for tabs and ends of lines. What is not UTF-8 becomes U+FFFD: some terminals
// take single bytes for control characters.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// Line is a text in one line, so that it can't pretend to be another line of what is printed.
func Line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Writer returns a writer that cleans what is written to it.
func Writer(w io.Writer) io.Writer { return &writer{w: w} }

type writer struct {
	w    io.Writer
	rest []byte // the beginning of a character that a write has cut
}

// Write cleans and passes on all but the beginning of a character at the end, which the next write completes.
func (c *writer) Write(p []byte) (int, error) {
	b := append(c.rest, p...)
	cut := len(b)
	for i := 1; i < utf8.UTFMax && i <= len(b); i++ {
		if utf8.RuneStart(b[len(b)-i]) {
			if !utf8.FullRune(b[len(b)-i:]) {
				cut = len(b) - i
			}
			break
		}
	}
	c.rest = append([]byte(nil), b[cut:]...)
	if _, err := io.WriteString(c.w, Clean(string(b[:cut]))); err != nil {
		return 0, err
	}
	return len(p), nil
}
