package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func checkDoubled(l *inspection) {
	if l.t.script[han] > 0 && l.to.writes(han) {
		l.doubledHan()
		return
	}
	ws := l.t.words
	for i := 1; i < len(ws); i++ {
		a, b := ws[i-1], ws[i]
		if b.Start-a.End > 2 || !blank(l.t.text[a.End:b.Start]) {
			continue
		}
		if i := strings.LastIndexAny(l.t.text[a.Start:a.End], "'’"); i >= 0 && a.End-a.Start-i > 3 {
			a.Start = a.End - len(strings.TrimLeft(l.t.text[a.Start+i:a.End], "'’")) // l'officier officier
		}
		w := l.t.text[b.Start:b.End]
		same := a.End-a.Start == b.End-b.Start && strings.EqualFold(l.t.text[a.Start:a.End], w)
		if !same || l.mayDouble(w, a) || sourceDoubles(&l.s) {
			continue
		}
		severity := warning
		if l.to.data.Words.Reduplicates {
			severity = hint
		}
		is := l.reportAs(severity, span{}, span{Start: a.Start, End: b.End}, "“"+w+"” stands twice.", "word", w)
		fixText(is, l.Target, l.t.text[:a.End], l.t.text[b.End:])
		return
	}
}

// blank reports whether a text is nothing but white space of one line.
func blank(s string) bool { return s != "" && strings.TrimSpace(s) == "" && !strings.Contains(s, "\n") }

// mayDouble reports whether the language lets a word stand twice, the first time at a place.
func (l *inspection) mayDouble(w string, first span) bool {
	w = strings.ToLower(w)
	if l.to.doubled[w] {
		return true
	}
	before := strings.TrimRight(l.t.text[:first.Start], " ")
	return l.to.doubledAfterComma[w] && strings.HasSuffix(before, ",")
}

// sourceDoubles reports whether the source has a doubled word too: a name such as Bora Bora, or emphasis.
func sourceDoubles(s *side) bool {
	for i := 1; i < len(s.words); i++ {
		if strings.EqualFold(s.word(i-1), s.word(i)) && blank(s.text[s.words[i-1].End:s.words[i].Start]) {
			return true
		}
	}
	return false
}

// echoes reports whether a name of the source repeats itself, as Ngorongoro and Pago Pago.
func (s *side) echoes() bool {
	for i := range s.words {
		w := strings.ToLower(s.word(i))
		for n := 3; 2*n <= len(w); n++ {
			if upperFirst(s.word(i)) && strings.Contains(w[n:], w[:n]) {
				return true
			}
		}
	}
	return sourceDoubles(s)
}

// doubledHan finds two to six characters that stand twice in a row, and particles doubled. Chinese also doubles words
// of its own accord (研究研究), mostly verbs at a clause's end, so this is less sure than elsewhere.
func (l *inspection) doubledHan() {
	for _, w := range l.t.words {
		text := l.t.text[w.Start:w.End]
		rs := []rune(text)
		for n := 6; n >= 1; n-- {
			for i := 0; i+2*n <= len(rs); i++ {
				if !equal(rs[i:i+n], rs[i+n:i+2*n]) || !l.isSlip(rs, i, n) {
					continue
				}
				at := w.Start + len(string(rs[:i]))
				size := len(string(rs[i : i+n]))
				word := string(rs[i : i+n])
				is := l.report(span{}, span{Start: at, End: at + 2*size}, "“"+word+"” stands twice.", "word", word)
				fixText(is, l.Target, l.t.text[:at], l.t.text[at+size:])
				return
			}
		}
	}
}

func equal(a, b []rune) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// isSlip reports whether n characters from the i-th on, which stand twice, were meant to stand once.
func (l *inspection) isSlip(rs []rune, i, n int) bool {
	if n == 1 {
		return shared().doubledCharacters[string(rs[i])] && (i == 0 || rs[i-1] != rs[i])
	}
	if l.to.base != "zh" && slices.ContainsFunc(rs[i:i+n], func(r rune) bool { return scriptOf(r) != han }) {
		return false // いろいろ
	}
	for k := 1; k < n; k++ {
		if rs[i+k] != rs[i] {
			return !l.sourceSays(rs[i:i+n]) && !l.s.echoes()
		}
	}
	return false // 哈哈哈哈
}

func (l *inspection) sourceSays(rs []rune) bool {
	return strings.Contains(l.s.text, string(rs)+string(rs))
}

// upperFirst reports whether a word begins with a capital.
func upperFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
