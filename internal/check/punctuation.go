package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ending is the kind of a text's last sign.
type ending uint8

const (
	noEnding ending = iota
	fullStop
	question
	exclamation
	ellipsis
	colon
	pause // comma, semicolon, dash
)

func endingOf(r rune) ending {
	switch r {
	case '.', '。', '．', '｡', '۔', '।', '॥', '|', '։', '።', '။', '។':
		return fullStop
	case '?', '？', '؟', '՞', '⁇', '⁈':
		return question
	case '!', '！', '՜', '⁉', '‼':
		return exclamation
	case '…':
		return ellipsis
	case ':', '：':
		return colon
	case ',', '，', '、', '،', ';', '；', '؛', '–', '—', '-':
		return pause
	}
	return noEnding
}

// lastSign returns the kind of the last sign and its place. Quotation marks and brackets that close after it don't
// count, nor do spaces and directional marks.
func lastSign(text string) (ending, span) {
	end := len(text)
	for end > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:end])
		if unicode.IsSpace(r) || strings.ContainsRune("\"'”“’»«)）]】」』》›‹*_\u200e\u200f\u061c\u202c\u2069", r) {
			end -= n
			continue
		}
		at := span{Start: end - n, End: end}
		for _, dots := range [...]string{"...", ". . .", "。。。"} {
			if strings.HasSuffix(text[:end], dots) {
				return ellipsis, at
			}
		}
		return endingOf(r), at
	}
	return noEnding, span{}
}

func checkTerminal(l *inspection) {
	s, from := lastSign(l.s.text)
	t, to := lastSign(l.t.text)
	if s == t || len(l.s.words) == 0 || len(l.t.words) == 0 {
		return
	}
	sign := l.s.text[from.Start:from.End]
	switch {
	case s == noEnding || s == pause:
		if t == fullStop || t == question || t == exclamation {
			l.reportAs(hint, span{}, to, "The target ends with "+l.t.text[to.Start:to.End]+", and the source has no sign there.")
		}
	case t == noEnding && s == fullStop && l.abbreviation(from.Start):
		l.reportAs(hint, from, to, "The source ends with a full stop, and the target does not.")
	case t == noEnding:
		within := s == question && strings.Contains(l.t.text, l.to.data.Punctuation.QuestionMark)
		if within || strings.ContainsAny(l.t.text[max(0, to.Start-8):], "?!？！؟՞՜") {
			return // Armenian sets it within the word; others before what follows the question
		}
		is := l.report(from, to, "The sign at the end, "+sign+", is missing.", "sign", sign)
		if s == fullStop && to.End == len(l.t.text) {
			fixText(is, l.Target, l.t.text+l.to.data.Punctuation.FullStop)
		}
	default:
		severity := hint
		if s == question || t == question {
			severity = WarnSeverity - 5
		}
		comment := "The source ends with " + sign + ", and the target with " + l.t.text[to.Start:to.End] + "."
		l.reportAs(severity, from, to, comment, "sign", sign)
	}
}

// abbreviation reports whether the source's full stop at a place belongs to an abbreviation: "Inc.", "p.m.", "U.S."
func (l *inspection) abbreviation(at int) bool {
	if len(l.s.words) == 0 {
		return false
	}
	last := l.s.words[len(l.s.words)-1]
	if last.End != at {
		return false
	}
	w := l.s.text[last.Start:last.End]
	if utf8.RuneCountInString(w) == 1 && last.Start > 0 && l.s.text[last.Start-1] == '.' {
		return true
	}
	return shared().closingAbbreviations[strings.ToLower(w)]
}

// pairOf says which pair of brackets a character belongs to, and whether it opens (+1) or closes (−1) it.
func pairOf(r rune) (pair, way int) {
	switch r {
	case '(', '（', '﹙':
		return 1, 1
	case ')', '）', '﹚':
		return 1, -1
	case '[', '［', '【', '〔':
		return 2, 1
	case ']', '］', '】', '〕':
		return 2, -1
	case '{', '｛':
		return 3, 1
	case '}', '｝':
		return 3, -1
	case '《', '〈':
		return 4, 1
	case '》', '〉':
		return 4, -1
	case '「', '『':
		return 5, 1
	case '」', '』':
		return 5, -1
	case '«':
		return 6, 1
	case '»':
		return 6, -1
	}
	return 0, 0
}

// balance counts, for each pair, how many more open than close, and notes the last character of the pair.
func (s *side) balance() (count [7]int, at [7]span, any bool) {
	for i, r := range s.text {
		pair, way := pairOf(r)
		if pair == 0 || !s.outside(i) {
			continue
		}
		any = true
		count[pair] += way
		at[pair] = span{Start: i, End: i + utf8.RuneLen(r)}
	}
	return count, at, any
}

func checkBrackets(l *inspection) {
	t, at, any := l.t.balance()
	if !any {
		return
	}
	s, _, _ := l.s.balance()
	for pair := 1; pair <= 3; pair++ {
		if t[pair] != 0 && t[pair] != s[pair] {
			l.report(span{}, at[pair], "The brackets are not balanced.", "character", l.t.text[at[pair].Start:at[pair].End])
		}
	}
}

// marks are the double quotation marks of a side that may stand for opening and closing alike in one language or
// another.
type marks struct {
	n       int
	opening int // how many stand as opening marks do, before a word
	closing int
	last    span
}

// doubleMarks counts them. An inch is none, nor is a mark within a word, which was to be an apostrophe.
func (s *side) doubleMarks() marks {
	var m marks
	for i, r := range s.text {
		if r < utf8.RuneSelf && r != '"' || !strings.ContainsRune("\"“”„‟＂", r) || !s.outside(i) {
			continue
		}
		size := utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(s.text[:i])
		next, _ := utf8.DecodeRuneInString(s.text[i+size:])
		if r == '"' && (unicode.IsDigit(before) && m.n%2 == 0 || unicode.IsLower(next) && elided(s.text[:i])) {
			continue
		}
		m.n++
		m.last = span{Start: i, End: i + size}
		switch {
		case i == 0 || before == ' ' || before == '\u00a0' || before == '(' || r == '„':
			m.opening++
		case next == utf8.RuneError || next == ' ' || next == '\u00a0' || unicode.IsPunct(next):
			m.closing++
		}
	}
	return m
}

// elided reports whether a text ends with a letter or two that an apostrophe may follow: l, qu, s.
func elided(before string) bool {
	w := before[strings.LastIndexAny(before, " (\u00a0")+1:]
	return w != "" && len(w) <= 2 && isLetter(rune(w[len(w)-1])) && isASCII(w)
}

// looseSingle reports whether single quotation marks are left open or closed: the double marks of the other language
// stand for them.
func (s *side) looseSingle() bool {
	open := 0
	for i, r := range s.text {
		if r != '\'' && r != '‘' && r != '’' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(s.text[:i])
		next, _ := utf8.DecodeRuneInString(s.text[i+utf8.RuneLen(r):])
		switch {
		case isLetter(before) && isLetter(next):
		case i == 0 || before == ' ' || before == '(':
			open++
		case unicode.IsPunct(before) || unicode.IsPunct(next):
			open--
		}
	}
	return open != 0
}

func checkQuotes(l *inspection) {
	t, at, _ := l.t.balance()
	s, _, _ := l.s.balance()
	sm, tm := l.s.doubleMarks(), l.t.doubleMarks()
	loose := sm.n%2 == 1 || l.s.looseSingle()
	for pair := 4; pair <= 6; pair++ {
		if t[pair] != 0 && t[pair] != s[pair] && (!loose || tm.n > 0) {
			mark := l.t.text[at[pair].Start:at[pair].End]
			l.report(span{}, at[pair], "The quotation marks are not balanced.", "character", mark)
			return
		}
	}
	if tm.n%2 == 0 {
		return
	}
	// A quotation that goes on in the next sentence is open in both texts; one that is open here and closed there is not.
	crossed := sm.n%2 == 1 &&
		(sm.opening > sm.closing && tm.closing > tm.opening || sm.closing > sm.opening && tm.opening > tm.closing)
	if !loose || crossed {
		l.report(span{}, tm.last, "The quotation marks are not balanced.", "character", l.t.text[tm.last.Start:tm.last.End])
	}
}

func checkQuoteStyle(l *inspection) {
	if len(l.to.quotes) < 4 {
		return
	}
	for i, r := range l.t.text {
		inch := r == '"' && i > 0 && unicode.IsDigit(rune(l.t.text[i-1]))
		if inch || !strings.ContainsRune("\"“”„«»「」『』", r) || !l.t.outside(i) {
			continue
		}
		for _, q := range l.to.quotes {
			if q == r {
				return
			}
		}
		q := string(l.to.quotes[0]) + "…" + string(l.to.quotes[1])
		at := span{Start: i, End: i + utf8.RuneLen(r)}
		l.fixPunctuation(l.report(span{}, at, "The language's quotation marks are "+q+".", "marks", q))
		return
	}
}

// checkLocal finds the signs of another language's punctuation: half-width ones in Chinese and Japanese, a Spanish
// question without its opening sign. Spaces and quotation marks have checks of their own.
func checkLocal(l *inspection) {
	if l.copied || l.foreign || !l.to.writes(han) && !l.to.data.Punctuation.Inverted {
		return
	}
	for _, e := range l.to.format.Punctuation(l.t.text) {
		was, sign := l.t.text[e.Start:e.End], strings.TrimSpace(e.Text)
		if strings.ContainsAny(sign, "“”‘’«»「」『』") {
			continue
		}
		comment := "The language writes " + sign + " for " + strings.TrimSpace(was) + "."
		if was == "" {
			comment = "The opening sign " + sign + " is missing."
		}
		l.fixPunctuation(l.report(span{}, span{Start: e.Start, End: e.End}, comment, "sign", sign))
		return
	}
}

// fixPunctuation offers the whole text with the language's punctuation, codes and all.
func (l *inspection) fixPunctuation(is *l10n.Issue) {
	if f, changed := l.to.format.Punctuate(l.Target); changed {
		is.Fix = &f
	}
}
