package format

import (
	"strings"
	"time"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ParseDate reads a text that is a date, a time of day or both, and nothing else, in a language's common notations:
//
//	25 July 2024; 25th Jul. 2024; 25 de julio de 2024; July 25, 2024; Thursday, 25 July 2024; 2024年7月25日
//	2024-07-25; 25.07.2024; 25/7/2024 (month first where the locale has it so, unless a number above 12 forbids it)
//	July 2024; 25 July; 9:30; 9:30 p.m.; 25 July 2024, 09:30
//
// It returns the value in UTC (year 0 where the text has none, day 1 where it has no day) and the skeleton by which
// [Formatter.Format] writes the same in another locale. A weekday that is not the date's makes the text no date.
func ParseDate(lang l10n.Locale, text string) (time.Time, Skeleton, bool) {
	p := newDateParser(lang, text)
	if p == nil {
		return time.Time{}, "", false
	}
	clock, hasClock := p.takeClock()
	if hasClock && len(p.tokens) == 0 {
		return time.Time{}.AddDate(-1, 0, 0).Add(clock), Clock, true
	}
	day, skeleton, ok := p.date()
	if !ok {
		return time.Time{}, "", false
	}
	if hasClock {
		if skeleton == ISODate {
			return time.Time{}, "", false // a time stamp for machines
		}
		return day.Add(clock), skeleton + " " + Clock, true
	}
	return day, skeleton, true
}

type tokenKind int

const (
	number tokenKind = iota
	word
	mark // punctuation between the others, without spaces
)

type token struct {
	kind  tokenKind
	text  string // lower case; digits as ASCII
	value int
}

type dateParser struct {
	table  *cldr.Table
	tokens []token
	skip   map[string]bool // words that a date may hold besides names, for instance "de"
}

// maxDateText is longer than any date; what is longer is not looked at.
const maxDateText = 80

func newDateParser(lang l10n.Locale, text string) *dateParser {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 2*maxDateText {
		return nil
	}
	table, _ := cldr.Load(lang.Tag())
	p := &dateParser{table: table, skip: map[string]bool{"at": true, "of": true, "the": true}}
	for _, pattern := range [...]string{table.Date[Full], table.Date[Long], table.Skeletons["yMMMM"], table.DateTime[Long]} {
		for _, f := range splitPattern(pattern) {
			for _, t := range tokenize(f.literal) {
				p.skip[t.text] = p.skip[t.text] || t.kind == word
			}
		}
	}
	p.tokens = tokenize(text)
	return p
}

// tokenize cuts a text into numbers, words and punctuation; white space and marks of direction only part them.
func tokenize(text string) []token {
	var tokens []token
	last := number - 1
	for _, r := range text {
		kind := mark
		digit := digitValue(r)
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r):
			last = -1
			continue
		case digit >= 0:
			kind = number
		case unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u200c' || r == '’' || r == '\'' || r == 'ʼ':
			kind = word
		}
		if kind != last || kind == mark {
			tokens = append(tokens, token{kind: kind})
		}
		t := &tokens[len(tokens)-1]
		last = kind
		if kind == number {
			t.text += string(rune('0' + digit))
			t.value = min(t.value*10+digit, 1e6)
			continue
		}
		t.text += string(unicode.ToLower(r))
	}
	return tokens
}

// digitValue is the value of a decimal digit of any script, or -1. Unicode's blocks of digits begin at the zero.
func digitValue(r rune) int {
	if !unicode.IsDigit(r) {
		return -1
	}
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r - zero)
}

// takeClock takes a time of day off the end: 9:30, 09:30:15, 9:30 pm, 9:30 a.m.
func (p *dateParser) takeClock() (time.Duration, bool) {
	for i, t := range p.tokens {
		if t.kind != mark || t.text != ":" || i == 0 || i+1 >= len(p.tokens) {
			continue
		}
		h, m := p.tokens[i-1], p.tokens[i+1]
		rest := p.tokens[i+2:]
		if h.kind != number || m.kind != number || len(m.text) != 2 || h.value > 23 || m.value > 59 || len(rest) > 0 && rest[0].text == ":" {
			return 0, false
		}
		hour, ok := p.period(h.value, rest)
		if !ok {
			return 0, false
		}
		p.tokens = p.tokens[:i-1]
		return time.Duration(hour)*time.Hour + time.Duration(m.value)*time.Minute, true
	}
	return 0, false
}

// period applies what follows a time of day, which must be nothing or the locale's or the Latin am or pm.
func (p *dateParser) period(hour int, rest []token) (int, bool) {
	var said string
	for _, t := range rest {
		if t.kind == number {
			return 0, false
		}
		if t.kind == word {
			said += t.text
		}
	}
	isPM := said == "pm" || said != "" && said == letters(p.table.Periods["pm"])
	isAM := said == "am" || said != "" && said == letters(p.table.Periods["am"])
	switch {
	case said == "":
		return hour, len(rest) == 0
	case !isAM && !isPM || hour < 1 || hour > 12:
		return 0, false
	case isPM:
		return hour%12 + 12, true
	default:
		return hour % 12, true
	}
}

func letters(s string) string {
	var out string
	for _, t := range tokenize(s) {
		if t.kind == word {
			out += t.text
		}
	}
	return out
}
