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

// sameCalendarYear pairs a year of the Gregorian calendar with the same year of another one: 2024 is 2567 in Thai, and
// in Japanese the 6 of 令和6年.
func (l *inspection) sameCalendarYear(a, b *figure) bool {
	return l.to.isYear(a.value, b, l.t.text) || l.from.isYear(b.value, a, l.s.text)
}

// isYear reports whether a figure of a text in the language is a year of the Gregorian calendar, as the language counts.
func (l *language) isYear(gregorian float64, f *figure, text string) bool {
	if gregorian < 1000 || gregorian > 2200 {
		return false
	}
	for _, offset := range l.data.Dates.YearOffsets {
		if f.value == gregorian+float64(offset) {
			return true
		}
	}
	before := strings.TrimRight(text[:f.Start], " \u00a0")
	for era, zero := range l.data.Dates.YearEras {
		if strings.HasSuffix(before, era) && f.value+float64(zero) == gregorian {
			return true
		}
	}
	return false
}

// countsYears reports whether the language counts years in another way than the Gregorian calendar too.
func (l *language) countsYears() bool {
	return len(l.data.Dates.YearOffsets)+len(l.data.Dates.YearEras) > 0
}

// saysFirstYear reports whether a text says a year as the first one of an era: 令和元年.
func saysFirstYear(v float64, text string, lang *language) bool {
	for era, zero := range lang.data.Dates.YearEras {
		if v == float64(zero)+1 && strings.Contains(text, era+"元") {
			return true
		}
	}
	return false
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
