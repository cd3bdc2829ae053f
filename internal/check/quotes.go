package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// marks are the double quotation marks of a side that may stand for opening and closing alike in one language or
// another.
type marks struct {
	n       int
	opening int // how many stand as opening marks do, before a word
	closing int
	last    span
}

// doubleMarks counts them. It leaves out a mark for inches, and a mark within a word, which was meant to be an
// apostrophe.
func (s *side) doubleMarks() marks {
	var m marks
	for i, r := range s.text {
		if r < utf8.RuneSelf && r != '"' || !strings.ContainsRune("\"“”„‟＂", r) || !s.outside(i) {
			continue
		}
		size := utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(s.text[:i])
		next, _ := utf8.DecodeRuneInString(s.text[i+size:])
		if r == '"' && (unicode.IsDigit(before) && m.n%2 == 0 || unicode.IsLower(next) && elided(s.text[:i])) ||
			isGershayim(before, next) {
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

// isGershayim reports whether a quotation mark between two characters is the Hebrew mark of an abbreviation: ד"ר.
func isGershayim(before, next rune) bool {
	return isLetter(before) && scriptOf(before) == hebrew && isLetter(next) && scriptOf(next) == hebrew
}

// elided reports whether a text ends with a letter or two that an apostrophe may follow: l, qu, s.
func elided(before string) bool {
	near := before[max(0, len(before)-4):] // two letters, and the longest of the signs before them
	at := strings.LastIndexAny(near, " (\u00a0")
	if at < 0 && len(near) < len(before) {
		return false
	}
	w := near[at+1:]
	return w != "" && len(w) <= 2 && isLetter(rune(w[len(w)-1])) && isASCII(w)
}

// looseSingle reports whether single quotation marks are not balanced. They may stand for the double marks of the
// other language.
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
		case unicode.IsPunct(before) || unicode.IsPunct(next), open > 0 && (next == ' ' || next == utf8.RuneError):
			open--
		}
	}
	return open != 0
}

// quoteMarks are all marks that quotations stand in.
const quoteMarks = "\"“”„‟＂«»‹›「」『』"

// shortestQuotation is how long a text is that nobody takes for a title or a word in quotation marks.
const shortestQuotation = 8

// quotedAll reports whether quotation marks stand around the whole target, and the source has none: engines do that.
func (l *inspection) quotedAll() bool {
	text := strings.TrimFunc(l.t.text, unicode.IsSpace)
	first, n := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune(quoteMarks, first) || utf8.RuneCountInString(text) < shortestQuotation ||
		strings.ContainsAny(l.s.text, quoteMarks+"`´′″") || l.s.singleQuotes() {
		return false
	}
	rest := strings.TrimRight(text[n:], ".。!?")
	last := lastRune(rest)
	within := strings.TrimSuffix(rest, string(last))
	return strings.ContainsRune(quoteMarks, last) && !strings.ContainsAny(within, quoteMarks)
}

// singleQuotes reports whether a text has single quotation marks around words.
func (s *side) singleQuotes() bool {
	for i, r := range s.text {
		if !strings.ContainsRune("'‘’‚", r) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(s.text[i+utf8.RuneLen(r):])
		before := lastRune(s.text[:i])
		opens := !isLetter(before) && !unicode.IsDigit(before) && isLetter(next)
		if closes := unicode.IsPunct(before) && !isLetter(next); opens || closes {
			return true
		}
	}
	return false
}

func checkQuotes(l *inspection) {
	if l.quotedAll() && len(l.Source) < 3 {
		l.report(span{}, span{}, msgQuotedWhole)
		return
	}
	t, at, _ := l.t.balance()
	s, _, _ := l.s.balance()
	sm, tm := l.s.doubleMarks(), l.t.doubleMarks()
	loose := sm.n%2 == 1 || l.s.looseSingle()
	for pair := 4; pair <= 6; pair++ {
		if t[pair] != 0 && t[pair] != s[pair] && (!loose || tm.n > 0) {
			mark := l.t.text[at[pair].Start:at[pair].End]
			l.report(span{}, at[pair], msgQuotesUnbalanced, "character", mark)
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
		l.report(span{}, tm.last, msgQuotesUnbalanced, "character", l.t.text[tm.last.Start:tm.last.End])
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
		if next, _ := utf8.DecodeRuneInString(l.t.text[i+utf8.RuneLen(r):]); isGershayim(lastRune(l.t.text[:i]), next) {
			continue
		}
		for _, q := range l.to.quotes {
			if q == r {
				return
			}
		}
		q := string(l.to.quotes[0]) + "…" + string(l.to.quotes[1])
		at := span{Start: i, End: i + utf8.RuneLen(r)}
		l.fixPunctuation(l.report(span{}, at, msgQuotesOfLanguage, "marks", q))
		return
	}
}
