package check

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// month is a month named or numbered in a date.
type month struct {
	number int
	at     span
	text   string
}

// checkDates compares the months of dates: those named beside a day or a year, and in Chinese and Japanese numbered.
// Days and years are numbers, and the business of that check.
func checkDates(l *inspection) {
	if l.copied || l.foreign {
		return
	}
	s, mayBeS := datedMonths(&l.s, l.from)
	if len(s) == 0 {
		return
	}
	t, mayBeT := datedMonths(&l.t, l.to)
	m, missing := firstWithout(s, mayBeT)
	other, added := firstWithout(t, mayBeS)
	if missing && added {
		l.report(m.at, other.at, msgMonthChanged, "was", m.text, "is", other.text)
	}
}

// firstWithout returns the first month that is not among the others.
func firstWithout(months, others []month) (month, bool) {
	var there [13]bool
	for _, m := range others {
		there[m.number] = true
	}
	for _, m := range months {
		if !there[m.number] {
			return m, true
		}
	}
	return month{}, false
}

// datedMonths returns the months that are surely meant, and all that may be: of "April or May 2015" only May stands beside
// a number.
func datedMonths(s *side, lang *language) (out, mayBe []month) {
	for i := range s.words {
		name := strings.ToLower(s.word(i))
		n, ok := lang.monthOf(name)
		if !ok && i+1 < len(s.words) && lang.writes(arabic) {
			n, ok = lang.monthOf(name + " " + strings.ToLower(s.word(i+1)))
		}
		if !ok {
			continue
		}
		m := month{n, s.words[i], s.word(i)}
		mayBe = append(mayBe, m)
		if s.besideNumber(s.words[i]) || lang.surelyMonth(name, s.word(i)) {
			out = append(out, m)
		}
	}
	for i, t := range s.tokens {
		if t.Kind != placeable.Number {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s.text[t.End:], " ")); r == '月' || r == '월' {
			n := int(parse(t.Num.Value))
			if n < 1 || n > 12 {
				continue
			}
			m := month{n, span{Start: t.Start, End: t.End}, t.Text(s.text)}
			mayBe = append(mayBe, m)
			if s.followsYear(i) || s.precedesDay(i) {
				out = append(out, m)
			}
		}
	}
	return out, mayBe
}

// surelyMonth reports whether a name by itself is a month's and nothing else: "May" may be a verb, "mars" a planet.
func (l *language) surelyMonth(name, asWritten string) bool {
	if shared().ambiguousMonths[name] || utf8.RuneCountInString(name) < 4 {
		return false
	}
	return l.writes(cyrillic) || l.writes(latin) && upperFirst(asWritten) == l.data.Dates.CapitalNames
}

// monthOf finds a month's name. Slavic and Baltic cases that CLDR doesn't list begin like those that it does.
func (l *language) monthOf(name string) (int, bool) {
	if n, ok := l.months[name]; ok {
		return n, true
	}
	if declined := l.data.Dates.DeclinedMonths; len(name) < 6 || !declined && (l.writes(latin) || !l.writes(cyrillic)) {
		return 0, false
	}
	found, longest := 0, 0
	for full, n := range l.months {
		stem := full[:max(0, len(full)-2)]
		// Shorter ones begin other words too: "ма" is the stem of May, and of "магазин".
		size := utf8.RuneCountInString(stem)
		enough := size >= 4 || size == 3 && strings.HasPrefix(stem, "ию")
		if enough && size > longest && utf8.ValidString(stem) && strings.HasPrefix(name, stem) {
			found, longest = n, size
		}
	}
	return found, found > 0
}

// besideNumber reports whether a number stands next to a word. A short connecting word may stand between them.
func (s *side) besideNumber(w span) bool {
	behind := sort.Search(len(s.tokens), func(i int) bool { return s.tokens[i].Start >= w.End })
	for _, t := range s.tokens[behind:] {
		if t.Start-w.End > maxGap {
			break
		}
		if t.Kind == placeable.Number && isDateGap(s.text[w.End:t.Start]) {
			return true
		}
	}
	for _, t := range slices.Backward(s.tokens[:behind]) {
		if w.Start-t.End > maxGap {
			break
		}
		if t.Kind == placeable.Number && t.End <= w.Start && isDateGap(s.text[t.End:w.Start]) {
			return true
		}
	}
	return false
}

// isDay reports whether a month's name stands beside a figure.
func (s *side) isDay(f *figure, lang *language) bool {
	next := sort.Search(len(s.words), func(i int) bool { return s.words[i].Start >= f.End })
	for i := max(0, next-2); i < min(len(s.words), next+2); i++ {
		w := s.words[i]
		gap := ""
		if w.Start >= f.End {
			gap = s.text[f.End:w.Start]
		} else if w.End <= f.Start {
			gap = s.text[w.End:f.Start]
		}
		if _, ok := lang.monthOf(strings.ToLower(s.word(i))); ok && isDateGap(gap) {
			return true
		}
	}
	return false
}

// maxGap is how many bytes may stand between a month and the number that belongs to it.
const maxGap = 8

// isDateGap reports whether a gap holds no more than a sign and what connects the parts of a date: "2 de mayo", "3rd of
// May".
func isDateGap(gap string) bool {
	if len(gap) > maxGap {
		return false
	}
	between := strings.ToLower(strings.Trim(gap, " \u00a0\u202f.,"))
	return between == "" || between == "-" || shared().dateConnectors[between]
}

func (s *side) followsYear(i int) bool {
	if i == 0 {
		return false
	}
	rest := strings.TrimLeft(s.text[s.tokens[i-1].End:], " ")
	return strings.HasPrefix(rest, "年") || strings.HasPrefix(rest, "년")
}

func (s *side) precedesDay(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	rest := strings.TrimLeft(s.text[s.tokens[i+1].End:], " ")
	return strings.HasPrefix(rest, "日") || strings.HasPrefix(rest, "号") || strings.HasPrefix(rest, "일")
}
