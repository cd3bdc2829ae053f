package check

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// isConversion reports whether a figure stands in brackets behind another one and has a unit or a currency: what a
// translator adds for readers who count otherwise, "90 °F (32 °C)".
func (s *side) isConversion(f *figure) bool {
	m, _ := s.measure(f.Token)
	i := sort.Search(len(s.tokens), func(i int) bool { return s.tokens[i].Start >= f.Start })
	return s.isBracketed(f) && (m != "" || s.closesAsUnit(f)) && i > 0 && s.tokens[i-1].Kind == placeable.Number && f.Start-s.tokens[i-1].End < 24
}

// longestUnit is how many bytes a unit in words may have.
const longestUnit = 24

// closesAsUnit reports whether a bracket is closed behind one word after a figure: "(2 ha)".
func (s *side) closesAsUnit(f *figure) bool {
	unit, _, ok := strings.Cut(start(s.text[f.End:], longestUnit+4), ")")
	unit = strings.Trim(unit, " \u00a0\u202f.")
	return ok && unit != "" && len(unit) <= longestUnit && !strings.ContainsFunc(unit, func(r rune) bool { return !isLetter(r) })
}

// isBracketed reports whether a bracket is opened right before a figure.
func (s *side) isBracketed(f *figure) bool {
	r := lastRune(strings.TrimRight(s.text[:f.Start], " \u00a0$€£≈~"))
	return r == '(' || r == '（'
}

// saysConverted reports whether the target says of a measure that the source has twice only the second one, and without its
// brackets: "100 feet (30 m)" has become "30 mètres".
func (l *inspection) saysConverted(s, t []figure, i int) bool {
	if i+1 >= len(s) || !s[i+1].used || len(s)*len(t) > maxCompared || !l.s.isConversion(&s[i+1]) {
		return false
	}
	for j := range t {
		if t[j].used && (t[j].Num.Same(s[i+1].Num) || sameScaled(&s[i+1], &t[j])) {
			return !l.t.isBracketed(&t[j])
		}
	}
	return false
}

// longestName is how many bytes a name before a number has at most.
const longestName = 40

// translatesName reports whether a figure is a part of a name in capitals, of which the target has nothing: COVID-19 is 新冠 in
// Chinese.
func (l *inspection) translatesName(f *figure) bool {
	before, ok := strings.CutSuffix(l.s.text[max(0, f.Start-longestName):f.Start], "-")
	name := before[strings.LastIndexFunc(before, func(r rune) bool { return !unicode.IsUpper(r) && r != '-' })+1:]
	name = strings.Trim(name, "-")
	if !ok || utf8.RuneCountInString(name) < 2 {
		return false
	}
	_, first := utf8.DecodeRuneInString(name)
	return !l.t.contains(name) && !l.t.contains(name[:first]+strings.ToLower(name[first:])) // Covid-19
}
