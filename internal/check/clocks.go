package check

import (
	"slices"
	"strings"
	"unicode/utf8"
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

// pairClocks pairs 6.30 with 6h30 and 6:30, which are two figures, and 5.30 p.m. with 17:30.
func pairClocks(s, t []figure, own, other *side) {
	for i := range s {
		whole, fraction, ok := strings.Cut(s[i].text, ".")
		if s[i].used || !ok || len(fraction) != 2 || len(whole) > 2 {
			continue
		}
		hour := parse(whole)
		later := saysHalf(own.text[s[i].End:])
		for j := 0; j+1 < len(t); j++ {
			h, m := &t[j], &t[j+1]
			if h.used || m.used || m.text != fraction {
				continue
			}
			if h.value == hour || later && laterHour(hour, h.value) || laterHour(h.value, hour) && saysHalf(other.text[m.End:]) {
				s[i].used, h.used, m.used = true, true, true
				break
			}
		}
	}
}

// laterHour reports whether an hour of a half of the day may be the other one of the whole day: 5 p.m. is 17, 12 a.m. 0.
func laterHour(half, whole float64) bool {
	return half >= 1 && half <= 11 && whole == half+12 || half == 12 && whole == 0
}

// says reports whether a text has one of the language's words or phrases.
func (l *language) says(text string, phrases []string) bool {
	if len(phrases) == 0 {
		return false
	}
	text = strings.ToLower(text)
	for _, p := range phrases {
		for from := 0; ; {
			i := strings.Index(text[from:], p)
			if i < 0 {
				break
			}
			at, end := from+i, from+i+len(p)
			next, _ := utf8.DecodeRuneInString(text[end:])
			if l.data.Words.Unspaced || !isLetter(lastRune(text[:at])) && !isLetter(next) {
				return true
			}
			from = end
		}
	}
	return false
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
