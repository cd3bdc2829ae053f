package provider

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"
)

// maxNesting is how deep the JSON of an answer may be. It also bounds how often a byte is looked at.
const maxNesting = 20

var (
	errNoJSON = errors.New("no JSON value begins here")
	errEnds   = errors.New("the text ends within a JSON value")
)

// findJSON returns the JSON objects and arrays that stand in a text, whatever stands between them: prose, code fences, a
// byte order mark. Those within another value are parts of that one. Two mistakes that models make are mended, because
// they can be read in one way only: a comma after the last member, and line breaks and tabs within a string. cut says
// that the text ends within a value; what stands in that one is not returned.
func findJSON(text string) (values []any, cut bool) {
	for i := 0; i < len(text); {
		next := strings.IndexAny(text[i:], "{[")
		if next < 0 {
			break
		}
		i += next
		r := jsonReader{s: text, at: i}
		switch err := r.value(0); {
		case errors.Is(err, errEnds):
			return values, true
		case err == nil:
			d := json.NewDecoder(bytes.NewReader(r.out))
			d.UseNumber()
			var v any
			if d.Decode(&v) == nil {
				values = append(values, v)
			}
			i = r.at
		default:
			i++
		}
	}
	return values, false
}

// jsonReader reads one value and writes it down as strict JSON.
type jsonReader struct {
	s   string
	at  int
	out []byte
}

// peek is the next byte after white space.
func (r *jsonReader) peek() (byte, error) {
	for ; r.at < len(r.s); r.at++ {
		if strings.IndexByte(" \t\r\n", r.s[r.at]) < 0 {
			return r.s[r.at], nil
		}
	}
	return 0, errEnds
}

func (r *jsonReader) value(depth int) error {
	c, err := r.peek()
	switch {
	case err != nil:
		return err
	case depth > maxNesting:
		return errNoJSON
	case c == '{':
		return r.members('}', depth)
	case c == '[':
		return r.members(']', depth)
	case c == '"':
		return r.text()
	default:
		return r.word()
	}
}

// members reads an object or an array up to its end.
func (r *jsonReader) members(end byte, depth int) error {
	r.take(1)
	for first := true; ; first = false {
		c, err := r.peek()
		if err == nil && c != end && !first { // a comma has been read, and is written now that something follows
			r.out = append(r.out, ',')
		}
		if err == nil && c == end {
			r.take(1)
			return nil
		}
		if err == nil && end == '}' {
			err = r.key()
		}
		if err == nil {
			err = r.value(depth + 1)
		}
		if err == nil {
			c, err = r.peek()
		}
		switch {
		case err != nil:
			return err
		case c == ',':
			r.at++
		case c != end:
			return errNoJSON
		}
	}
}

func (r *jsonReader) key() error {
	if c, err := r.peek(); err != nil || c != '"' {
		return errors.Join(err, errNoJSON)
	}
	if err := r.text(); err != nil {
		return err
	}
	c, err := r.peek()
	switch {
	case err != nil:
		return err
	case c != ':':
		return errNoJSON
	}
	r.take(1)
	return nil
}

// text reads a string.
func (r *jsonReader) text() error {
	r.take(1)
	for r.at < len(r.s) {
		switch c := r.s[r.at]; {
		case c == '"':
			r.take(1)
			return nil
		case c == '\\':
			if r.at+1 == len(r.s) {
				return errEnds
			}
			r.take(2)
		case c < ' ':
			escaped, err := json.Marshal(string(rune(c)))
			if err != nil {
				return err
			}
			r.out = append(r.out, escaped[1:len(escaped)-1]...)
			r.at++
		default:
			_, n := utf8.DecodeRuneInString(r.s[r.at:])
			r.take(n)
		}
	}
	return errEnds
}

// word reads a number, true, false or null.
func (r *jsonReader) word() error {
	n := 0
	for r.at+n < len(r.s) && strings.IndexByte("+-.0123456789abcdefghijklmnopqrstuvwxyzE", r.s[r.at+n]) >= 0 {
		n++
	}
	if r.at+n == len(r.s) {
		return errEnds
	}
	if !json.Valid([]byte(r.s[r.at : r.at+n])) {
		return errNoJSON
	}
	r.take(n)
	return nil
}

func (r *jsonReader) take(n int) {
	r.out = append(r.out, r.s[r.at:r.at+n]...)
	r.at += n
}
