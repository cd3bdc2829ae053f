package check

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// figure is a number in figures.
type figure struct {
	placeable.Token
	text  string
	value float64 // NaN where it is none, as in 1.2.3
	alt   float64
	scale float64 // of the word that follows: million, 万 …; 1 for none
	used  bool
}

func (f *figure) span() span { return span{Start: f.Start, End: f.End} }

func figures(s *side, lang *language) []figure {
	var out []figure
	for _, t := range s.tokens {
		if t.Kind != placeable.Number {
			continue
		}
		// 10万4500 is one number.
		if n := len(out); n > 0 && out[n-1].scale == 1e4 && t.Start-out[n-1].End == len("万") {
			big := &out[n-1]
			big.value, big.scale, big.alt = big.value*1e4+parse(t.Num.Value), 1, math.NaN()
			big.End, big.text = t.End, s.text[big.Start:t.End]
			big.Num = placeable.Numeral{Value: strconv.FormatFloat(big.value, 'f', -1, 64)}
			continue
		}
		f := figure{Token: t, text: t.Text(s.text), scale: lang.magnitude(s.text[t.End:])}
		f.value, f.alt = parse(t.Num.Value), parse(t.Num.Alt)
		out = append(out, f)
	}
	return out
}

func parse(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// checkNumbers pairs the figures of source and target. What is left over on one side may be said in words, in another
// magnitude, by a month's name, in Roman numerals or by another clock on the other; what is then left is reported.
func checkNumbers(l *inspection) {
	s, t := figures(&l.s, l.from), figures(&l.t, l.to)
	if len(s) == 0 && len(t) == 0 || l.copied {
		return
	}
	l.match(s, t)
	if left(s)+left(t) > 0 && l.matchDates(s, t) {
		l.match(s, t)
	}
	l.reportNumbers(s, t)
}

// match marks the figures that both sides say.
func (l *inspection) match(s, t []figure) {
	pairSame(s, t)
	if left(s)*left(t) > maxCompared {
		return
	}
	pair(s, t, sameScaled)
	pair(s, t, l.sameClock)
	pair(s, t, sameYear)
	pairClocks(s, t)
	pairClocks(t, s)
	l.excuse(s, t, &l.s, &l.t, l.from, l.to)
	l.excuse(t, s, &l.t, &l.s, l.to, l.from)
}

// maxCompared is how many pairs of figures are compared in every way that there is to say a number. What has more is no
// sentence but a table, and its figures have to be the same.
const maxCompared = 1 << 18

// pairSame marks the figures that are the same number, written in either way that one can read them.
func pairSame(s, t []figure) {
	unused := map[string][]int{} // of t, by the readings
	for j := range t {
		n := t[j].Num
		unused[n.Value] = append(unused[n.Value], j)
		if n.Alt != "" && n.Alt != n.Value {
			unused[n.Alt] = append(unused[n.Alt], j)
		}
	}
	for i := range s {
		a := &s[i]
		if a.used {
			continue
		}
		best := -1
		for _, reading := range [...]string{a.Num.Value, a.Num.Alt} {
			list := unused[reading]
			for len(list) > 0 && t[list[0]].used {
				list = list[1:]
			}
			unused[reading] = list
			for _, j := range list {
				b := &t[j]
				if !b.used && a.Num.Same(b.Num) && (a.scale == b.scale || a.scale == 1 || b.scale == 1) {
					if best < 0 || j < best {
						best = j
					}
					break
				}
			}
		}
		if best >= 0 {
			a.used, t[best].used = true, true
		}
	}
}

func left(figures []figure) int {
	n := 0
	for i := range figures {
		if !figures[i].used {
			n++
		}
	}
	return n
}

// pair marks figures that say the same as used.
func pair(s, t []figure, same func(a, b *figure) bool) {
	for i := range s {
		if s[i].used {
			continue
		}
		for j := range t {
			if !t[j].used && same(&s[i], &t[j]) {
				s[i].used, t[j].used = true, true
				break
			}
		}
	}
}

func sameScaled(a, b *figure) bool {
	if a.scale == 1 && b.scale == 1 {
		return a.Num.Same(b.Num)
	}
	for _, x := range [...]float64{a.value, a.alt} {
		for _, y := range [...]float64{b.value, b.alt} {
			if near(x*a.scale, y*b.scale) {
				return true
			}
		}
	}
	return false
}

func near(x, y float64) bool {
	return x == y || math.Abs(x-y) <= 1e-9*math.Max(math.Abs(x), math.Abs(y))
}

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

// sameYear pairs 1995 with 95 in "1994-95" and "the 90s".
func sameYear(a, b *figure) bool {
	full, short := a, b
	if full.value < short.value {
		full, short = short, full
	}
	return full.value >= 1000 && full.value < 2100 && len(short.text) == 2 && math.Mod(full.value, 100) == short.value
}

// excuse marks those figures of a side that the other side says in another way. A number word of the other side excuses
// as many figures as it is said more often there than here.
func (l *inspection) excuse(fs, others []figure, own, other *side, ownLang, otherLang *language) {
	var here, there *wordNumbers
	for i := range fs {
		f := &fs[i]
		if f.used {
			continue
		}
		if there == nil {
			here, there = newWordNumbers(own, ownLang), newWordNumbers(other, otherLang)
		}
		said := func(v float64) bool {
			if there.values[v] > here.values[v] {
				there.values[v]--
				return true
			}
			return false
		}
		v := f.value
		switch {
		case said(v), f.scale != 1 && said(v*f.scale), f.alt == f.alt && said(f.alt):
			f.used = true
		case v == 50 && said(0.5): // half
			f.used = true
		case isDecade(v) && said(math.Mod(v, 100)): // the twenties
			f.used = true
		case v >= 1 && v <= 12 && there.months[int(v)]:
			f.used = true
		case v == 0 && f.Start > 0 && own.text[f.Start-1] == ':': // 9:00
			f.used = true
		case isCentury(own.text[f.End:], v, others):
			f.used = true
		case repeats(f, others):
			f.used = true
		}
	}
}

func isDecade(v float64) bool {
	return v >= 1000 && v < 2100 && math.Mod(v, 10) == 0 && math.Mod(v, 100) >= 20
}

// isCentury reports whether a number is the century of a year of the other side: Chinese says the 1930s as the thirties
// of the 20th century.
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

// repeats reports whether the other side has the number too, if less often: what a sentence says twice, a translation
// may say once.
func repeats(f *figure, others []figure) bool {
	for i := range others {
		if others[i].used && sameScaled(f, &others[i]) {
			return true
		}
	}
	return false
}

func (l *inspection) reportNumbers(s, t []figure) {
	var invented []*figure
	for i := range t {
		if !t[i].used {
			invented = append(invented, &t[i])
		}
	}
	for i := range s {
		switch f := &s[i]; {
		case f.used:
		case len(invented) > 0:
			g := invented[0]
			invented = invented[1:]
			is := l.report(f.span(), g.span(), "The number "+f.text+" has become "+g.text+".", "was", f.text, "is", g.text)
			fixText(is, l.Target, l.t.text[:g.Start]+f.text+l.t.text[g.End:])
		default:
			severity := serious
			if f.value == 2 && l.saysDual() {
				severity = hint
			}
			l.reportAs(severity, f.span(), span{}, "The number "+f.text+" is missing.", "was", f.text)
		}
	}
	for _, g := range invented {
		severity := serious
		if g.value == 1 && l.to.data.Words.Unspaced {
			severity = hint // 1つ: what other languages say with an article
		}
		l.reportAs(severity, span{}, g.span(), "The number "+g.text+" is not in the source.", "is", g.text)
	}
}

// saysDual reports whether a word of the target may be a dual, which says two by itself.
func (l *inspection) saysDual() bool {
	for i := range l.t.words {
		w := l.t.word(i)
		for _, end := range l.to.data.Words.DualEndings {
			if strings.HasSuffix(w, end) {
				return true
			}
		}
	}
	return false
}
