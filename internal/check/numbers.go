package check

import (
	"math"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
)

// checkNumbers pairs the figures of source and target. A figure without a partner may be said in another form on the
// other side: in words, in another magnitude, by a month's name, in Roman numerals or by another clock. The figures
// that remain are reported.
func checkNumbers(l *inspection) {
	s, t := figures(&l.s, l.from), figures(&l.t, l.to)
	if len(s) == 0 && len(t) == 0 || l.copied {
		return
	}
	l.match(s, t)
	if unmatched(s)+unmatched(t) > 0 && l.matchDates(s, t) {
		l.match(s, t)
	}
	l.reportNumbers(s, t)
	l.reportIdentifiers(s, t)
}

// match marks the figures that both sides say.
func (l *inspection) match(s, t []figure) {
	pairSame(s, t)
	left, right := unmatched(s), unmatched(t)
	if left+right == 0 || left*len(t)+right*len(s) > maxCompared || (left+right)*(len(l.s.text)+len(l.t.text)) > maxSearched {
		return
	}
	pair(s, t, sameScaled)
	pair(s, t, l.sameClock)
	pair(s, t, sameYear)
	pair(s, t, l.sameCalendarYear)
	pair(s, t, l.sameRound)
	pairClocks(s, t, &l.s, &l.t)
	pairClocks(t, s, &l.t, &l.s)
	l.pairFractions(s, t, &l.s, &l.t, l.to)
	l.pairFractions(t, s, &l.t, &l.s, l.from)
	l.matchOtherForms(s, t, &l.s, &l.t, l.from, l.to)
	l.matchOtherForms(t, s, &l.t, &l.s, l.to, l.from)
}

// maxCompared is how many pairs of figures are compared in every way that there is to say a number. What has more is no
// sentence but a table, and its figures have to be the same.
const maxCompared = 1 << 16

// maxSearched is how many bytes of both texts are gone through for the figures that have no partner: each is looked for in other forms.
const maxSearched = 1 << 20

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
	if a.scale == 1 && b.scale == 1 && a.shares+b.shares == 0 {
		return a.Num.Same(b.Num) || near(a.value, b.value)
	}
	for _, x := range [...]float64{a.value, a.alt} {
		for _, y := range [...]float64{b.value, b.alt} {
			for _, m := range a.scales() {
				for _, n := range b.scales() {
					if near(x*m, y*n) {
						return true
					}
				}
			}
		}
	}
	return false
}

// matchOtherForms marks the figures of a side that the other side says in another form: in words, in Roman numerals,
// by a month's name. A number word that the other side says more often than this side accounts for as many figures as
// the difference.
func (l *inspection) matchOtherForms(fs, others []figure, own, other *side, ownLang, otherLang *language) {
	var here, there *wordNumbers
	var raised map[float64]int
	for i := range fs {
		f := &fs[i]
		if f.used {
			continue
		}
		if there == nil {
			here, there = newWordNumbers(own, ownLang), newWordNumbers(other, otherLang)
			raised = raisedNumbers(other.text)
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
		case v == 1 && there.articles > here.articles && !own.isDay(f, ownLang):
			there.articles--
			f.used = true
		case said(v), f.scale != 1 && said(v*f.scale), f.alt == f.alt && said(f.alt):
			f.used = true
		case v == 50 && said(0.5): // half
			f.used = true
		case isDecade(v) && said(math.Mod(v, 100)): // the twenties
			f.used = true
		case v >= 1 && v <= 12 && there.months[int(v)] > here.months[int(v)]:
			there.months[int(v)]--
			f.used = true
		case v == 0 && f.Start > 0 && own.text[f.Start-1] == ':': // 9:00
			f.used = true
		case v == 12 && otherLang.says(other.text, otherLang.data.Times.Noon):
			f.used = true
		case (v == 0 || v == 12 || v == 24) && otherLang.says(other.text, otherLang.data.Times.Midnight):
			f.used = true
		case raised[v] > 0 && isLetter(lastRune(own.text[:f.Start])): // CO2 and CO₂
			raised[v]--
			f.used = true
		case saysFirstYear(v, other.text, otherLang):
			f.used = true
		case isCentury(own.text[f.End:], v, others):
			f.used = true
		case repeats(f, others):
			f.used = true
		}
	}
}

// repeats reports whether the other side has the number too, though less often: a translation may say once what a
// sentence says twice.
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
		if !t[i].used && !t[i].optional {
			invented = append(invented, &t[i])
		}
	}
	sure := len(invented) == 1 && lost(s) == 1
	for i := range s {
		switch f := &s[i]; {
		case f.used, f.optional:
		case len(invented) > 0:
			g := invented[0]
			invented = invented[1:]
			is := l.report(f.span(), g.span(), msgNumberChanged, "was", f.text, "is", g.text)
			if sure && l.mayReplace(f, g) {
				fixText(is, l.Target, l.t.text[:g.Start], f.text, l.t.text[g.End:])
			}
		default:
			severity := serious
			if f.value == 2 && l.saysDual() || l.saysConverted(s, t, i) || l.translatesName(f) {
				severity = hint
			}
			l.reportAs(severity, f.span(), span{}, msgNumberMissing, "was", f.text)
		}
	}
	for _, g := range invented {
		severity := serious
		if l.t.isConversion(g) {
			severity = hint
		}
		if g.value == 1 && l.to.data.Words.Unspaced {
			severity = hint // 1つ: what other languages say with an article
		}
		l.reportAs(severity, span{}, g.span(), msgNumberInvented, "is", g.text)
	}
}

// lost counts the figures of the source that the target has to have and has not.
func lost(s []figure) int {
	n := 0
	for i := range s {
		if !s[i].used && !s[i].optional {
			n++
		}
	}
	return n
}

// mayReplace reports whether a figure of the source can be written in the place of one of the target as it is: both are
// plain digits in one script and nothing says that one is counted in another way.
func (l *inspection) mayReplace(f, g *figure) bool {
	plain := func(x *figure) bool {
		return x.scale == 1 && x.shares == 0 && x.text == x.Num.Digits
	}
	otherCalendar := len(f.text) == 4 && l.to.countsYears()
	return plain(f) && plain(g) && !otherCalendar && (l.t.isDay(g, l.to) || isYear(f.value) && isYear(g.value) || l.agrees(f, g))
}

// agrees reports whether the words beside a number are the same for another one: "2 libros" is right with 3, and not with 1.
func (l *inspection) agrees(f, g *figure) bool {
	return format.Cardinal(l.to.locale, f.Num.Digits) == format.Cardinal(l.to.locale, g.Num.Digits)
}

func isYear(v float64) bool { return v >= 1000 && v < 2200 }

// sameRound pairs the last 16 of a cup with its eighth-finals, which is what some languages count: 8es de finale.
func (l *inspection) sameRound(a, b *figure) bool {
	return a.value == 2*b.value && saysFinal(l.t.text[b.End:]) || b.value == 2*a.value && saysFinal(l.s.text[a.End:])
}

func saysFinal(rest string) bool {
	return strings.Contains(strings.ToLower(start(rest, 20)), "final") || strings.Contains(start(rest, 30), "финал")
}

// start returns the beginning of a text, of so many bytes at most.
func start(s string, n int) string { return strings.ToValidUTF8(s[:min(n, len(s))], "") }

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
