package its

import (
	"errors"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// step is a compound selector and the combinator before it, which is 0 for the first.
type step struct {
	combinator byte
	compound   string
}

const combinators = ">+~"

// stepsOf cuts a selector at its combinators.
func stepsOf(selector string) ([]step, error) {
	selector = ascii.TrimSpace(selector)
	var steps []step
	for i := 0; i < len(selector); {
		var combinator byte
		for ; i < len(selector) && (ascii.IsSpace(selector[i]) || strings.IndexByte(combinators, selector[i]) >= 0); i++ {
			switch c := selector[i]; {
			case ascii.IsSpace(c) && combinator == 0:
				combinator = ' '
			case ascii.IsSpace(c):
			case combinator == 0 || combinator == ' ':
				combinator = c
			default:
				return nil, errors.New("two combinators stand side by side")
			}
		}
		start := i
		for i < len(selector) && !ascii.IsSpace(selector[i]) && strings.IndexByte(combinators, selector[i]) < 0 {
			i = skip(selector, i)
		}
		if start == i || (combinator == 0) != (len(steps) == 0) {
			return nil, errors.New("a combinator needs a selector on both sides")
		}
		steps = append(steps, step{combinator, selector[start:i]})
	}
	if len(steps) == 0 {
		return nil, errors.New("a selector is missing")
	}
	return steps, nil
}

// skip returns the end of what stands at i: an escape, a string, brackets with what they hold, or one byte.
func skip(s string, i int) int {
	switch c := s[i]; c {
	case '\\':
		return min(i+2, len(s))
	case '"', '\'':
		for i++; i < len(s) && s[i] != c; i++ {
			if s[i] == '\\' {
				i++
			}
		}
		return min(i+1, len(s))
	case '(', '[':
		end := byte(')')
		if c == '[' {
			end = ']'
		}
		for i++; i < len(s) && s[i] != end; {
			i = skip(s, i)
		}
		return min(i+1, len(s))
	}
	return i + 1
}

// pseudoClass reads the name, in small letters, and the argument of a pseudo-class at i, and returns where it ends. The
// name is "" where none stands.
func pseudoClass(s string, i int) (name, argument string, end int) {
	if s[i] != ':' {
		return "", "", i
	}
	end = i + 1
	for end < len(s) && (s[end] == '-' || s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
		end++
	}
	name = ascii.ToLower(s[i+1 : end])
	if end < len(s) && s[end] == '(' {
		start := end + 1
		end = skip(s, end)
		argument = ascii.TrimSpace(strings.TrimSuffix(s[start:end], ")"))
	}
	return name, argument, end
}

// nth is An+B: the numbers B, A+B, 2A+B and so on.
type nth struct{ a, b int }

func (n nth) has(place int) bool {
	if n.a == 0 {
		return place == n.b
	}
	return (place-n.b)%n.a == 0 && (place-n.b)/n.a >= 0
}

// counted reads a pseudo-class that counts children: which numbers it wants, and of which counts.
func counted(name, argument string) (n nth, places func(*element) []int, ok bool) {
	first := nth{0, 1}
	place := func(e *element) []int { return []int{e.place} }
	fromEnd := func(e *element) []int { return []int{e.placeFromEnd} }
	ofType := func(e *element) []int { return []int{e.ofType} }
	ofTypeFromEnd := func(e *element) []int { return []int{e.ofTypeFromEnd} }
	switch name {
	case "first-child":
		return first, place, true
	case "last-child":
		return first, fromEnd, true
	case "first-of-type":
		return first, ofType, true
	case "last-of-type":
		return first, ofTypeFromEnd, true
	case "only-child":
		return first, func(e *element) []int { return []int{e.place, e.placeFromEnd} }, true
	case "only-of-type":
		return first, func(e *element) []int { return []int{e.ofType, e.ofTypeFromEnd} }, true
	case "nth-child":
		places = place
	case "nth-last-child":
		places = fromEnd
	case "nth-of-type":
		places = ofType
	case "nth-last-of-type":
		places = ofTypeFromEnd
	default:
		return n, nil, false
	}
	n, ok = parseNth(ascii.ToLower(argument))
	return n, places, ok
}

func parseNth(s string) (nth, bool) {
	switch s {
	case "odd":
		return nth{2, 1}, true
	case "even":
		return nth{2, 0}, true
	}
	a, b, two := strings.Cut(s, "n")
	if !two {
		n, err := strconv.Atoi(s)
		return nth{0, n}, err == nil
	}
	switch a {
	case "", "+", "-":
		a += "1"
	}
	n := nth{}
	var err, second error
	n.a, err = strconv.Atoi(a)
	if b = strings.ReplaceAll(ascii.CollapseSpace(b), " ", ""); b != "" {
		n.b, second = strconv.Atoi(b)
	}
	return n, err == nil && second == nil && (b == "" || b[0] == '+' || b[0] == '-')
}
