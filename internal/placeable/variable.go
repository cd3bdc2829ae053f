package placeable

import "strings"

// variable returns the length of the placeholder that s begins with, or 0. The forms are those of the message formats
// in wide use: {x} {{x}} ${x} %s %1$s %(x)s %{x} %@ %% [[x]] __x__.
func variable(s string) int {
	switch {
	case strings.HasPrefix(s, "${"), strings.HasPrefix(s, "%{"):
		if n := braced(s[1:], '{', '}'); n > 0 {
			return n + 1
		}
	case s[0] == '{':
		return braced(s, '{', '}')
	case strings.HasPrefix(s, "[["):
		if n := braced(s, '[', ']'); n > 4 && strings.HasPrefix(s[n-2:], "]]") {
			return n
		}
	case strings.HasPrefix(s, "__"):
		return dunder(s)
	case s[0] == '%':
		return printf(s)
	}
	return 0
}

// braced returns the length of a balanced group at s that holds something and no line break, at most 200 bytes.
func braced(s string, open, closing byte) int {
	depth := 0
	for i := 0; i < len(s) && i < 200; i++ {
		switch s[i] {
		case open:
			depth++
		case closing:
			if depth--; depth == 0 {
				if i < 2 {
					return 0
				}
				return i + 1
			}
		case '\n':
			return 0
		}
	}
	return 0
}

func dunder(s string) int {
	for i := 2; i+1 < len(s); i++ {
		if s[i] == '_' && s[i+1] == '_' && i > 2 {
			return i + 2
		}
		if !isAlnum(s[i]) && s[i] != '_' {
			return 0
		}
	}
	return 0
}

// printf reads C's and Python's conversions. "100% sure" is none: a flag of one space is not read.
func printf(s string) int {
	i := 1
	if i < len(s) && s[i] == '(' {
		n := strings.IndexByte(s[:min(len(s), 61)], ')')
		if n < 3 || strings.ContainsAny(s[:n], " \n") {
			return 0
		}
		i = n + 1
	}
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || strings.IndexByte("$+-#.", s[i]) >= 0) {
		i++
	}
	for i < len(s) && strings.IndexByte("hlqLz", s[i]) >= 0 {
		i++
	}
	if i >= len(s) || strings.IndexByte("sdiufFeEgGxXoc@", s[i]) < 0 {
		return 0
	}
	if i+1 < len(s) && s[i] != '@' && isAlnum(s[i+1]) && !(strings.IndexByte(s[:i], '$') > 0 || s[i+1] >= 'A' && s[i+1] <= 'Z') {
		return 0 // "%dollars"; "%2$sB" and "%sMB" are sizes
	}
	return i + 1
}
