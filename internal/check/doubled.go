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
	slips := l.slips()
	if len(slips) == 0 {
		return
	}
	severity := warning
	first := slips[0]
	if l.to.data.Words.Reduplicates {
		severity = hint
		if i := slices.IndexFunc(slips, l.isLong); i >= 0 {
			first, severity = slips[i], warning
		}
	}
	w := l.t.text[first.b.Start:first.b.End]
	is := l.reportAs(severity, span{}, span{Start: first.a.Start, End: first.b.End}, msgDoubled, "word", w)
	var mended []string
	at := 0
	for _, d := range slips {
		if d.a.End < at {
			continue
		}
		mended = append(mended, l.t.text[at:d.a.End])
		at = d.b.End
	}
	fixText(is, l.Target, append(mended, l.t.text[at:])...)
}

// longestReduplicated is how many letters a word has at most that a language doubles of its own accord: Turkish "yavaş yavaş".
// Longer ones have endings, with which none is doubled.
const longestReduplicated = 6

func (l *inspection) isLong(d double) bool {
	return utf8.RuneCountInString(l.t.text[d.b.Start:d.b.End]) > longestReduplicated
}

// double is a word and the same word behind it.
type double struct{ a, b span }

// slips returns the doubled words that nothing explains: not the language, nor the same word doubled in the source, nor
// another of the source's doubled words, which the target says in its own.
func (l *inspection) slips() []double {
	found := l.t.doubles()
	if len(found) == 0 {
		return nil
	}
	source := map[string]int{}
	spare := 0
	for _, d := range l.s.doubles() {
		source[strings.ToLower(l.s.text[d.b.Start:d.b.End])]++
		spare++
	}
	var open []double
	for _, d := range found {
		w := l.t.text[d.b.Start:d.b.End]
		switch low := strings.ToLower(w); {
		case source[low] > 0:
			source[low]--
			spare--
		case !l.mayDouble(w, d.a):
			open = append(open, d)
		}
	}
	if len(open) <= spare {
		return nil
	}
	return open
}

// doubles returns the words that stand twice in a row, an elision before the first one left aside: l'officier officier.
func (s *side) doubles() []double {
	var out []double
	for i := 1; i < len(s.words); i++ {
		a, b := s.words[i-1], s.words[i]
		if b.Start-a.End > 2 || !blank(s.text[a.End:b.Start]) {
			continue
		}
		if i := strings.LastIndexAny(s.text[a.Start:a.End], "'’"); i >= 0 && a.End-a.Start-i > 3 {
			a.Start = a.End - len(strings.TrimLeft(s.text[a.Start+i:a.End], "'’"))
		}
		if a.End-a.Start == b.End-b.Start && strings.EqualFold(s.text[a.Start:a.End], s.text[b.Start:b.End]) {
			out = append(out, double{a, b})
		}
	}
	return out
}

// blank reports whether a text is nothing but white space of one line.
func blank(s string) bool { return s != "" && strings.TrimSpace(s) == "" && !strings.Contains(s, "\n") }

// mayDouble reports whether the language lets a word stand twice, the first time at a place. "No No obstante" is none of
// these: a sentence's first word has its capital once.
func (l *inspection) mayDouble(w string, first span) bool {
	capitals := upperFirst(w) && upperFirst(l.t.text[first.Start:first.End])
	w = strings.ToLower(w)
	if l.to.doubled[w] {
		return !capitals
	}
	before := strings.TrimRight(l.t.text[:first.Start], " ")
	return l.to.doubledAfterComma[w] && strings.HasSuffix(before, ",")
}

// syllables is how many letters a part of a name has at least that two Han characters write.
const syllables = 4

// echoes reports whether a name of the source repeats a part of itself that takes two Han characters or more, as
// Ngorongoro and Pago Pago.
func (s *side) echoes() bool {
	for i := range s.words {
		w := strings.ToLower(s.word(i))
		for n := syllables; 2*n <= len(w); n++ {
			if upperFirst(s.word(i)) && strings.Contains(w[n:], w[:n]) {
				return true
			}
		}
	}
	return slices.ContainsFunc(s.doubles(), func(d double) bool { return d.b.End-d.b.Start >= syllables })
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
				is := l.report(span{}, span{Start: at, End: at + 2*size}, msgDoubled, "word", word)
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
		slip := shared().doubledCharacters[string(rs[i])] && (i == 0 || rs[i-1] != rs[i])
		return slip && !meetsWord(rs, i)
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

// meetsWord reports whether one of two equal characters belongs to a word, so that they only meet: 现在在, 为了了解.
func meetsWord(rs []rune, i int) bool {
	before := i > 0 && shared().meetingWords[string(rs[i-1:i+1])]
	return before || i+2 < len(rs) && shared().meetingWords[string(rs[i+1:i+3])]
}

func (l *inspection) sourceSays(rs []rune) bool {
	return l.s.contains(string(rs) + string(rs))
}

// upperFirst reports whether a word begins with a capital.
func upperFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
