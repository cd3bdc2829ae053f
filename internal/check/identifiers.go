package check

import (
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// reportIdentifiers reports numbers that name something and whose zeros or points have changed: 007 that has become 7,
// version 3.10 that has become 3.1. They are the same as amounts and other ones as names. A point that has become a
// comma is a hint, unless a word such as "section" says what the number is.
func (l *inspection) reportIdentifiers(s, t []figure) {
	names := format.Identifiers(l.from.locale, l.s.text, l.s.tokens)
	shown := map[string]int{}
	for i := range t {
		shown[inASCII(&t[i])]++
	}
	for i := range s {
		shown[inASCII(&s[i])]--
	}
	at := map[int][]*figure{} // figures of the source by their place
	for j := range s {
		at[s[j].Start] = append(at[s[j].Start], &s[j])
	}
	left := maxCompared
	for i, tok := range l.s.tokens {
		if !names[i] && !l.s.behindColon(tok) {
			continue
		}
		for _, f := range at[tok.Start] {
			if !f.used || shown[inASCII(f)] >= 0 {
				continue
			}
			if left -= len(t); left < 0 {
				return // as with figures: it is no sentence but a table
			}
			if g := becomes(f, t, shown); g != nil {
				l.reportIdentifier(f, g)
				shown[inASCII(f)]++
				shown[inASCII(g)]--
			}
		}
	}
}

// behindColon reports whether a number stands right behind another one and a colon: 2:0 is a result, and 2:00 a time.
func (s *side) behindColon(t placeable.Token) bool {
	if t.Kind != placeable.Number || t.Start < 2 || s.text[t.Start-1] != ':' {
		return false
	}
	return unicode.IsDigit(lastRune(s.text[:t.Start-1]))
}

// becomes returns a figure of the target that is the same number as f in other figures, and that the source lacks.
func becomes(f *figure, t []figure, shown map[string]int) *figure {
	for i := range t {
		g := &t[i]
		same := g.Num.Same(f.Num) || strings.TrimLeft(g.Num.Digits, "0") == strings.TrimLeft(f.Num.Digits, "0")
		if same && shown[inASCII(g)] > 0 {
			return g
		}
	}
	return nil
}

func (l *inspection) reportIdentifier(f, g *figure) {
	severity := serious
	if f.Num.Digits == g.Num.Digits && !format.Refers(l.s.text, f.Start) && strings.Count(f.text, ".") == 1 {
		severity = hint
	}
	is := l.reportAs(severity, f.span(), g.span(),
		msgNumberChanged, "was", f.text, "is", g.text)
	fixText(is, l.Target, l.t.text[:g.Start]+f.text+l.t.text[g.End:])
}

// inASCII is a figure as it stands, with its digits in ASCII, and the point of Arabic digits as one.
func inASCII(f *figure) string {
	var b strings.Builder
	n := 0
	for _, r := range f.text {
		switch {
		case r == '٫':
			b.WriteByte('.')
		case r == '٬':
			b.WriteByte(',')
		case strings.ContainsRune(".,'’", r):
			b.WriteRune(r)
		case strings.ContainsRune(" \u00a0\u202f\u2009", r):
			b.WriteByte(' ')
		case n < len(f.Num.Digits):
			b.WriteByte(f.Num.Digits[n])
			n++
		}
	}
	return b.String()
}
