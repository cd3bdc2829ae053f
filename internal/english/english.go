// Package english writes numbers of things in English, for the command line, errors and what operators see: "1 page",
// "3 pages". What editors and visitors read is in their own language; see the package locales.
package english

import (
	"strconv"
	"strings"
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
