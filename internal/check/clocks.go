package check

import (
	"slices"
	"strings"
)

// sameClock pairs 3 p.m. with 15:00.
func (l *inspection) sameClock(a, b *figure) bool {
	switch {
	case a.value >= 1 && a.value <= 11 && b.value == a.value+12:
		return saysHalf(l.s.text[a.End:]) || l.saysEvening()
	case a.value == 12 && b.value == 0:
		return saysHalf(l.s.text[a.End:])
	}
	return b.value >= 1 && b.value <= 11 && a.value == b.value+12
}

// saysEvening reports whether the source speaks of the later half of a day.
func (l *inspection) saysEvening() bool {
	words := l.from.data.Times.LaterHalf
	return len(words) > 0 && containsAny(strings.ToLower(l.s.text), words)
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// pairClocks pairs 6.30 with 6h30 and 6:30, which are two figures.
func pairClocks(s, t []figure) {
	for i := range s {
		whole, fraction, ok := strings.Cut(s[i].text, ".")
		if s[i].used || !ok || len(fraction) != 2 || len(whole) > 2 {
			continue
		}
		for j := 0; j+1 < len(t); j++ {
			if h, m := &t[j], &t[j+1]; !h.used && !m.used && h.value == parse(whole) && m.text == fraction {
				s[i].used, h.used, m.used = true, true, true
			}
		}
	}
}

// saysHalf reports whether "p.m." or the like follows within a few characters, after the minutes.
func saysHalf(rest string) bool {
	rest = strings.ToLower(rest[:min(len(rest), 12)])
	for half := range shared().halves {
		if strings.Contains(rest, half) {
			return true
		}
	}
	return false
}
