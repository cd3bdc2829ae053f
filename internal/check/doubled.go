package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reduplicating languages double words to say much, many or slowly.
var reduplicating = map[string]bool{"id": true, "ms": true, "vi": true, "th": true, "hi": true, "bn": true, "ta": true, "tr": true, "sw": true, "ur": true, "mr": true, "km": true}

// doubledRight are words that may follow themselves.
var doubledRight = map[string]string{
	"fr": " nous vous très ", "en": " that had very ", "de": " sehr ganz viel ja nein ", "it": " via man piano ", "es": " no sí si muy ", "he": " כל יום לאט ", "ar": " ", "ru": " еле чуть очень ", "nl": " dat die ", "sv": " det ",
}

func checkDoubled(l *look) {
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
		if a.End-a.Start != b.End-b.Start || !strings.EqualFold(l.t.text[a.Start:a.End], w) || l.mayDouble(w, a) || sourceDoubles(&l.s) {
			continue
		}
		severity := warning
		if reduplicating[l.to.base] {
			severity = hint
		}
		is := l.reportAs(severity, span{}, span{Start: a.Start, End: b.End}, "“"+w+"” stands twice.", "word", w)
		fixText(is, l.Target, l.t.text[:a.End]+l.t.text[b.End:])
		return
	}
}

func blank(s string) bool { return s != "" && strings.TrimSpace(s) == "" }

func (l *look) mayDouble(w string, first span) bool {
	w = strings.ToLower(w)
	if strings.Contains(doubledRight[l.to.base], " "+w+" ") {
		return true
	}
	// German: "…, die die …", a relative pronoun and an article.
	before := strings.TrimRight(l.t.text[:first.Start], " ")
	return l.to.base == "de" && (w == "die" || w == "der" || w == "das") && strings.HasSuffix(before, ",")
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

// doubledHan finds two to six characters that stand twice in a row, and particles doubled. Chinese also doubles words of
// its own accord (研究研究), mostly verbs at a clause's end, so this is less sure than elsewhere.
func (l *look) doubledHan() {
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
				is := l.report(span{}, span{Start: at, End: at + 2*size}, "“"+string(rs[i:i+n])+"” stands twice.", "word", string(rs[i:i+n]))
				fixText(is, l.Target, l.t.text[:at]+l.t.text[at+size:])
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

func (l *look) isSlip(rs []rune, i, n int) bool {
	if n == 1 {
		return strings.ContainsRune("的了是在和与及之为", rs[i]) && !strings.Contains("为为", string(rs[i:i+2])) && (i == 0 || rs[i-1] != rs[i])
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

func (l *look) sourceSays(rs []rune) bool { return strings.Contains(l.s.text, string(rs)+string(rs)) }

// upperFirst reports whether a word begins with a capital.
func upperFirst(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
