package format

import (
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
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
	return p.parse()
}

func (p *dateParser) parse() (time.Time, Skeleton, bool) {
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
	kind       tokenKind
	text       string // lower case; digits as ASCII
	value      int
	start, end int  // bytes of the text
	capital    bool // the word begins with a capital
}

type dateParser struct {
	lang   l10n.Locale
	data   *langdata.Language
	table  *cldr.Table
	names  map[string]int // of months
	long   map[string]int // the wide ones of them
	short  map[string]int
	days   map[string]time.Weekday
	am, pm string
	tokens []token
	skip   map[string]bool // words that a date may hold besides names, for instance "de"
	// inText says that a sentence stands around the tokens: "9 a.m." is a time, "9" with a colon after a name is not.
	inText bool
}

// maxDateText is longer than any date; what is longer is not looked at.
const maxDateText = 80

func newDateParser(lang l10n.Locale, text string) *dateParser {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 2*maxDateText {
		return nil
	}
	p := *parserOf(lang)
	p.tokens = tokenize(text)
	return &p
}

// parsers remembers what parserOf has made.
var parsers sync.Map

// parserOf is a parser without a text, with what it must know of a language.
func parserOf(lang l10n.Locale) *dateParser {
	if p, ok := parsers.Load(lang); ok {
		return p.(*dateParser)
	}
	table, _ := cldr.Load(lang.Tag())
	data := langdata.Of(lang)
	p := &dateParser{
		lang: lang, data: data, table: table,
		names: MonthNames(lang), skip: langdata.Set(langdata.Root().Dates.Words, data.Dates.Words),
	}
	patterns := [...]string{table.Date[Full], table.Date[Long], table.Skeletons["yMMMM"], table.DateTime[Long]}
	for _, pattern := range patterns {
		for _, f := range splitPattern(pattern) {
			for _, t := range tokenize(f.literal) {
				p.skip[t.text] = p.skip[t.text] || t.kind == word
			}
		}
	}
	p.index()
	known, _ := parsers.LoadOrStore(lang, p)
	return known.(*dateParser)
}

// index puts the table's names where the parser finds them, as the words of a text are.
func (p *dateParser) index() {
	add := func(into map[string]int, lists ...[]string) map[string]int {
		for _, list := range lists {
			for i, name := range list {
				if name = letters(name); name != "" && into[name] == 0 {
					into[name] = i + 1
				}
			}
		}
		return into
	}
	m, d := p.table.Months, p.table.Days
	p.long, p.short = add(map[string]int{}, m.Wide, m.AloneWide), add(map[string]int{}, m.Abbr, m.AloneAbbr)
	p.days = map[string]time.Weekday{}
	for name, n := range add(map[string]int{}, d.Wide, d.AloneWide, d.Abbr, d.AloneAbbr) {
		p.days[name] = time.Weekday(n - 1)
	}
	p.am, p.pm = letters(p.table.Periods["am"]), letters(p.table.Periods["pm"])
}

// tokenize cuts a text into numbers, words and punctuation; white space and marks of direction only part them.
func tokenize(text string) []token {
	var tokens []token
	var written []byte // of the last token
	end := func() {
		if len(tokens) > 0 {
			tokens[len(tokens)-1].text = string(written)
		}
	}
	last := number - 1
	for i, r := range text {
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
		if kind != last || kind == mark || apart(r) {
			end()
			written = written[:0]
			tokens = append(tokens, token{kind: kind, start: i, capital: unicode.IsUpper(r)})
		}
		t := &tokens[len(tokens)-1]
		last, t.end = kind, i+utf8.RuneLen(r)
		if apart(r) {
			last = -1
		}
		if kind == number {
			written = append(written, byte('0'+digit))
			t.value = min(t.value*10+digit, 1e6)
			continue
		}
		written = utf8.AppendRune(written, unicode.ToLower(r))
	}
	end()
	return tokens
}

// apart reports whether a character is a word by itself: dates in Chinese and Japanese have no spaces, and what follows
// the day in Korean is a particle.
func apart(r rune) bool {
	return r >= 0x2E80 && unicode.Is(unicode.Han, r) || r == '년' || r == '월' || r == '일'
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

// takeClock takes a time of day off the end: 9:30, 9:30 pm, 9:30 a.m.; 9 a.m.; in French and Portuguese 9h30, in German
// 9.30 Uhr.
func (p *dateParser) takeClock() (time.Duration, bool) {
	p.clockWithWord()
	if d, ok := p.hanClock(); ok {
		return d, true
	}
	for i, t := range p.tokens {
		if i == 0 || i+1 >= len(p.tokens) || !p.colon(t) {
			continue
		}
		h, m := p.tokens[i-1], p.tokens[i+1]
		rest := p.tokens[i+2:]
		numbers := h.kind == number && m.kind == number && len(m.text) == 2 && h.value <= 23 && m.value <= 59
		if seconds := len(rest) > 0 && rest[0].text == ":"; !numbers || seconds {
			return 0, false
		}
		hour, ok := p.period(h.value, rest)
		if !ok {
			return 0, false
		}
		p.tokens = p.tokens[:i-1]
		return time.Duration(hour)*time.Hour + time.Duration(m.value)*time.Minute, true
	}
	return p.wholeHour()
}

// hanClock takes a time with its units off the end: 14点30分, 下午2点30分, 午前9時15分, 上午9点. Without minutes it needs the half
// of the day: 9点 are as well nine points.
func (p *dateParser) hanClock() (time.Duration, bool) {
	t := p.tokens
	n := len(t)
	if !p.saysHalves() || n < 2 {
		return 0, false
	}
	minutes := -1
	if n >= 4 && one(t[n-1], "分") && t[n-2].kind == number && t[n-2].value < 60 {
		minutes, n = t[n-2].value, n-2
	}
	if !one(t[n-1], "点", "點", "时", "時") || t[n-2].kind != number || t[n-2].value > 23 {
		return 0, false
	}
	hour := t[n-2].value
	n -= 2
	if n >= 2 {
		if half, ok := shared().halves[t[n-2].text+t[n-1].text]; ok && hour <= 12 {
			p.tokens = t[:n-2]
			return time.Duration(hour%12+half)*time.Hour + time.Duration(max(minutes, 0))*time.Minute, true
		}
	}
	if minutes < 0 {
		return 0, false
	}
	p.tokens = t[:n]
	return time.Duration(hour)*time.Hour + time.Duration(minutes)*time.Minute, true
}

// saysHalves reports whether the language has words for the halves of a day, as Chinese and Japanese have.
func (p *dateParser) saysHalves() bool { return len(p.data.Times.Morning) > 0 }

// colon reports whether a token stands between hours and minutes.
func (p *dateParser) colon(t token) bool {
	return t.kind == mark && t.text == ":" || p.inText && p.isHourSign(t)
}

func (p *dateParser) isHourSign(t token) bool {
	return p.data.Times.HourSign != "" && t.text == p.data.Times.HourSign
}

func (p *dateParser) isHourWord(t token) bool {
	return p.data.Times.HourWord != "" && t.text == p.data.Times.HourWord
}

// clockWithWord reads the German "14.30 Uhr" and "14 Uhr" as 14:30 and 14:00.
func (p *dateParser) clockWithWord() {
	n := len(p.tokens)
	if n < 2 || !p.isHourWord(p.tokens[n-1]) {
		return
	}
	t := append([]token(nil), p.tokens[:n-1]...)
	colon := token{kind: mark, text: ":"}
	switch last := len(t) - 1; {
	case last >= 2 && t[last-1].text == "." && len(t[last].text) == 2:
		t[last-1] = colon
	case last >= 1 && t[last-1].text == ":":
	case t[last].kind == number && len(t[last].text) <= 2:
		t = append(t, colon, token{kind: number, text: "00"})
	}
	p.tokens = t
}

// wholeHour takes a time without minutes off the end, which in a sentence is one for "a.m." and the like, or for
// French 14 h.
func (p *dateParser) wholeHour() (time.Duration, bool) {
	if !p.inText {
		return 0, false
	}
	for i := len(p.tokens) - 2; i >= 0 && i >= len(p.tokens)-4; i-- {
		h := p.tokens[i]
		if h.kind != number {
			continue
		}
		if len(h.text) > 2 || i > 0 && p.tokens[i-1].kind == mark && p.tokens[i-1].text != "," {
			return 0, false
		}
		rest := p.tokens[i+1:]
		hour, ok := p.period(h.value, rest)
		if p.colon(rest[0]) && len(rest) == 1 && h.value <= 23 {
			hour, ok = h.value, true
		}
		if !ok {
			return 0, false
		}
		p.tokens = p.tokens[:i]
		return time.Duration(hour) * time.Hour, true
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
	isPM := said == "pm" || said != "" && said == p.pm
	isAM := said == "am" || said != "" && said == p.am
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
