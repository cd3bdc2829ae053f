package check

import (
	"math"
	"strings"
)

// sameYear pairs 1995 with 95 in "1994-95" and "the 90s".
func sameYear(a, b *figure) bool {
	full, short := a, b
	if full.value < short.value {
		full, short = short, full
	}
	return full.value >= 1000 && full.value < 2100 && len(short.text) == 2 && math.Mod(full.value, 100) == short.value
}

func isDecade(v float64) bool {
	return v >= 1000 && v < 2100 && math.Mod(v, 10) == 0 && math.Mod(v, 100) >= 20
}

// isCentury reports whether a number is the century of a year that the other side says. Where English says "the
// 1930s", Chinese says "the thirties of the 20th century".
func isCentury(rest string, v float64, others []figure) bool {
	if !saysCentury(strings.TrimLeft(rest, " ")) {
		return false
	}
	for i := range others {
		y := others[i].value
		century := math.Floor(y / 100)
		if others[i].used && y >= 100 && y < 2100 && (v == century+1 || v == century) {
			return true
		}
	}
	return false
}

// saysCentury reports whether a text begins with a word for "century".
func saysCentury(text string) bool {
	for word := range shared().centuries {
		if strings.HasPrefix(text, word) {
			return true
		}
	}
	return false
}
