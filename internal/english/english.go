// Package english writes numbers of things in English, for the command line, errors and what operators see: "1 page",
// "3 pages". What editors and visitors read is in their own language; see the package locales.
package english

import (
	"strconv"
	"strings"
	"time"
)

// Count writes a number of things. many is the form for other numbers than one, where it isn't the regular plural of the
// last word of one: Count(n, "page waits", "pages wait").
func Count(n int, one string, many ...string) string {
	switch {
	case n == 1:
	case len(many) > 0:
		one = many[0]
	default:
		one = plural(one)
	}
	return strconv.Itoa(n) + " " + one
}

// Duration writes how long something takes: "15 minutes", "1 hour 30 minutes". What is left of a second is left out, unless
// there is nothing else.
func Duration(d time.Duration) string {
	if d < time.Second {
		return d.String()
	}
	var parts []string
	for _, u := range []struct {
		length time.Duration
		name   string
	}{{24 * time.Hour, "day"}, {time.Hour, "hour"}, {time.Minute, "minute"}, {time.Second, "second"}} {
		if n := int(d / u.length); n > 0 {
			parts = append(parts, Count(n, u.name))
			d -= time.Duration(n) * u.length
		}
	}
	return strings.Join(parts, " ")
}

// Every says how often something is done: "every minute", "every 15 minutes".
func Every(d time.Duration) string {
	s := Duration(d)
	if one, ok := strings.CutPrefix(s, "1 "); ok && !strings.Contains(one, " ") {
		s = one
	}
	return "every " + s
}

// plural is the regular plural of a noun.
func plural(noun string) string {
	for _, end := range []string{"s", "x", "ch", "sh"} {
		if strings.HasSuffix(noun, end) {
			return noun + "es"
		}
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok && stem != "" && !strings.ContainsAny(stem[len(stem)-1:], "aeiou") {
		return stem + "ies"
	}
	return noun + "s"
}

// List writes names one after the other: "ana", "ana and ben", "ana, ben and eva".
func List[T ~string](names []T) string {
	var b strings.Builder
	for i, n := range names {
		switch {
		case i == 0:
		case i == len(names)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(string(n))
	}
	return b.String()
}
