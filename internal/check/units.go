package check

import (
	"strings"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// measure is a currency or a unit; the words of all languages for it share one.
type measure string

// checkUnits compares the units and currencies beside each number that both texts have once. Only two different signs
// for one number are reported; a unit in words is not.
func checkUnits(l *inspection) {
	if len(l.s.tokens) == 0 || len(l.t.tokens) == 0 || l.copied {
		return
	}
	here, there := byReading(l.s.tokens), byReading(l.t.tokens)
	for _, s := range l.s.tokens {
		m, at := l.s.measure(s)
		if m == "" {
			continue
		}
		found, once := there.only(s)
		if _, alone := here.only(s); !once || !alone {
			continue
		}
		other, to := l.t.measure(found)
		if other != "" && other != m && !speed(m, other) && !speed(other, m) {
			was, is := l.s.text[at.Start:at.End], l.t.text[to.Start:to.End]
			l.report(at, to, msgUnitChanged, "was", was, "is", is)
		}
	}
}

// speed reports whether one unit is the other per hour or per second: 每小时 105 公里.
func speed(m, of measure) bool { return strings.HasPrefix(string(m), string(of)+"/") }

// readings has the numbers of a side by how they can be read.
type readings map[string][]placeable.Token

func byReading(tokens []placeable.Token) readings {
	r := readings{}
	for _, t := range tokens {
		if t.Kind != placeable.Number {
			continue
		}
		r[t.Num.Value] = append(r[t.Num.Value], t)
		if t.Num.Alt != "" && t.Num.Alt != t.Num.Value {
			r[t.Num.Alt] = append(r[t.Num.Alt], t)
		}
	}
	return r
}

// only returns the number that is equal to one number, where there is exactly one.
func (r readings) only(n placeable.Token) (found placeable.Token, once bool) {
	for _, reading := range [...]string{n.Num.Value, n.Num.Alt} {
		for _, t := range r[reading] {
			switch {
			case !t.Num.Same(n.Num) || once && t.Start == found.Start:
			case once:
				return found, false
			default:
				found, once = t, true
			}
		}
	}
	return found, once
}

// measure returns the unit or currency that stands with a number, and where.
func (s *side) measure(t placeable.Token) (measure, span) {
	if t.Kind != placeable.Number {
		return "", span{}
	}
	before := strings.TrimRight(s.text[:t.Start], " \u00a0\u202f")
	if r, n := utf8.DecodeLastRuneInString(before); placeable.CurrencySign(r) != "" {
		return measure(placeable.CurrencySign(r)), span{Start: len(before) - n, End: len(before)}
	}
	rest := strings.TrimLeft(s.text[t.End:], " \u00a0\u202f")
	at := len(s.text) - len(rest)
	r, n := utf8.DecodeRuneInString(rest)
	if sign := placeable.CurrencySign(r); sign != "" {
		return measure(sign), span{Start: at, End: at + n}
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !isLetter(r) && !strings.ContainsRune("°%٪％‰/℃℉", r) })
	if end < 0 {
		end = len(rest)
	}
	if degree, ok := strings.CutPrefix(rest, "°"); ok { // 30 ° C
		scale := strings.TrimLeft(degree, " \u00a0\u202f")
		if scale != "" && scale != degree && strings.ContainsRune("CF", rune(scale[0])) && !startsWithLetter(scale[1:]) {
			return shared().units["°"+strings.ToLower(scale[:1])], span{Start: at, End: len(s.text) - len(scale) + 1}
		}
	}
	for _, u := range [...]string{rest[:end], strings.TrimSuffix(rest[:end], "/")} {
		if m := shared().units[strings.ToLower(u)]; m != "" {
			return m, span{Start: at, End: at + len(u)}
		}
	}
	return "", span{}
}

func startsWithLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isLetter(r)
}
