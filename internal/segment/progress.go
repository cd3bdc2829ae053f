package segment

import "strings"

// What a decision must know of the sentence so far is kept from one decision to the next, and only what came in
// between is read: a sentence with many full stops would be read from its start for each of them.

// quotes counts a sentence's straight quotation marks.
type quotes struct{ from, to, n int }

// count returns how many stand between the sentence's start and a place in it.
func (q *quotes) count(text string, start, at int) int {
	if q.from != start || at < q.to {
		*q = quotes{from: start, to: start}
	}
	q.n += strings.Count(text[q.to:at], `"`)
	q.to = at
	return q.n
}

// clause knows where the last part of a sentence begins, behind a colon or a semicolon.
type clause struct{ from, to, at int }

// start returns where the part begins that a place is in: at the sentence's start, or behind a colon or a semicolon.
func (c *clause) start(text string, start, at int) int {
	if c.from != start || at < c.to {
		*c = clause{from: start, to: start, at: start}
	}
	if i := strings.LastIndexAny(text[c.to:at], ":;"); i >= 0 {
		c.at = c.to + i + 1
	}
	c.to = at
	return c.at
}

// firstLetter returns where the sentence's first letter or digit stands, or the text's length.
func (s *scanner) firstLetter() int {
	if s.letter < s.start || s.letter == 0 {
		i := strings.IndexFunc(s.text[s.start:], letterOrDigit)
		if i < 0 {
			i = len(s.text) - s.start
		}
		s.letter = s.start + i
	}
	return s.letter
}
