package format

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// date reads what remains when the time of day is taken off.
func (p *dateParser) date() (time.Time, Skeleton, bool) {
	if t, s, ok := p.numeric(); ok {
		return t, s, true
	}
	if t, s, ok := p.ideographic(); ok {
		return t, s, true
	}
	return p.named()
}

// numeric reads three numbers with the same separator: 2024-07-25, 25.07.2024, 7/25/2024.
func (p *dateParser) numeric() (time.Time, Skeleton, bool) {
	t := p.tokens
	for len(t) > 5 && (t[len(t)-1].text == "." || p.skip[t[len(t)-1].text]) { // "25.07.2024 г."
		t = t[:len(t)-1]
	}
	if len(t) != 5 || t[0].kind != number || t[2].kind != number || t[4].kind != number || t[1].text != t[3].text {
		return time.Time{}, "", false
	}
	a, b, c := t[0], t[2], t[4]
	switch sep := t[1].text; {
	case len(a.text) == 4 && sep == "-" && len(b.text) == 2 && len(c.text) == 2:
		return calendarDay(a.value, b.value, c.value, ISODate)
	case len(a.text) == 4 && (sep == "/" || sep == "." || sep == "-"):
		return calendarDay(a.value, b.value, c.value, NumberDate)
	case len(c.text) != 4:
		return time.Time{}, "", false
	case sep == ".":
		return calendarDay(c.value, b.value, a.value, NumberDate)
	case sep == "/" || sep == "-":
		if b.value > 12 || p.monthFirst() && a.value <= 12 {
			a, b = b, a
		}
		return calendarDay(c.value, b.value, a.value, NumberDate)
	}
	return time.Time{}, "", false
}

func (p *dateParser) monthFirst() bool {
	pattern := p.table.Skeletons["yMd"]
	return strings.IndexByte(pattern, 'M') < strings.IndexByte(pattern, 'd')
}

// ideographic reads 2024年7月25日, 7月25日 and 2024年7月, with a weekday behind the day, and their Korean likeness.
func (p *dateParser) ideographic() (time.Time, Skeleton, bool) {
	t := p.tokens
	take := func(signs ...string) int {
		if len(t) < 2 || t[0].kind != number || !isOneOf(t[1], signs...) {
			return 0
		}
		v := t[0].value
		t = t[2:]
		return v
	}
	year, month, day := take("年", "년"), take("月", "월"), 0
	if month > 0 {
		day = take("日", "일", "号", "號")
	}
	weekday := time.Weekday(-1)
	if len(t) > 0 && day > 0 {
		rest := wordsOf(t)
		if w, taken := p.bracketedWeekday(t); taken == len(t) {
			weekday, t = w, nil
		} else if w, ok := p.weekdayNamed(rest); ok {
			weekday, t = w, nil
		} else {
			return time.Time{}, "", false
		}
	}
	if len(t) > 0 {
		return time.Time{}, "", false
	}
	return assemble(year, month, day, weekday, false)
}

func wordsOf(tokens []token) string {
	var b strings.Builder
	for _, t := range tokens {
		if t.kind == number {
			return ""
		}
		b.WriteString(t.text)
	}
	return b.String()
}

func isOneOf(t token, texts ...string) bool { return slices.Contains(texts, t.text) }

// named reads a date with a month's name, in any order of day, month and year.
func (p *dateParser) named() (time.Time, Skeleton, bool) {
	month, day, year := 0, 0, 0
	weekday, abbreviated := time.Weekday(-1), false
	for i := 0; i < len(p.tokens); i++ {
		t := p.tokens[i]
		switch {
		case t.text == "/" && month > 0 && i+1 < len(p.tokens): // تموز/يوليو: one month by two names
			if m, _ := p.month(p.tokens[i+1].text, false); m != month {
				return time.Time{}, "", false
			}
			i++
		case opensBracket(t):
			w, taken := p.bracketedWeekday(p.tokens[i:])
			if taken == 0 || weekday >= 0 || day == 0 {
				return time.Time{}, "", false
			}
			weekday = w
			i += taken - 1
		case t.kind == mark:
			if strings.Trim(t.text, ".,،‚、年") != "" {
				return time.Time{}, "", false
			}
		case t.kind == number && len(t.text) == 4 && year == 0:
			year = t.value
		case t.kind == number && len(t.text) <= 2 && day == 0:
			day = t.value
		case t.kind == number:
			return time.Time{}, "", false
		case i > 0 && p.tokens[i-1].kind == number && ordinal(t.text):
		case p.skip[t.text]:
		default:
			m, short := p.month(t.text, i+1 < len(p.tokens) && p.tokens[i+1].text == ".")
			if i+1 < len(p.tokens) && p.names[t.text+" "+p.tokens[i+1].text] > 0 { // كانون الثاني
				m = p.names[t.text+" "+p.tokens[i+1].text]
				i++
			}
			w, more, isDay := p.weekdayAt(p.tokens, i)
			switch {
			case m > 0 && month == 0:
				month, abbreviated = m, short
			case isDay && weekday < 0:
				weekday = w
				i += more
			default:
				return time.Time{}, "", false
			}
		}
	}
	return assemble(year, month, day, weekday, abbreviated)
}

// assemble finds the skeleton of a date from the parts that the text has; a part that it lacks is 0, and a weekday
// −1.
func assemble(year, month, day int, weekday time.Weekday, abbreviated bool) (time.Time, Skeleton, bool) {
	var s Skeleton
	switch {
	case month == 0:
	case year > 0 && day > 0 && weekday >= 0:
		s = FullDate
	case weekday >= 0:
	case year > 0 && day > 0 && abbreviated:
		s = MediumDate
	case year > 0 && day > 0:
		s = LongDate
	case year > 0:
		s, day = MonthYear, 1
	case day > 0:
		s = MonthDay
	}
	if s == "" {
		return time.Time{}, "", false
	}
	t, s, ok := calendarDay(year, month, day, s)
	return t, s, ok && (weekday < 0 || t.Weekday() == weekday)
}

func calendarDay(year, month, day int, s Skeleton) (time.Time, Skeleton, bool) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	ok := t.Year() == year && int(t.Month()) == month && t.Day() == day
	return t, s, ok
}

// ordinal reports whether a word makes an ordinal of the number before it: "st", "º".
func ordinal(s string) bool { return shared().ordinalEndings[s] }

// month finds a month by its name, and says whether the name is the short one. A name that a full stop cuts short
// counts when no other month begins like it.
func (p *dateParser) month(name string, dotted bool) (number int, short bool) {
	if n := p.long[name]; n > 0 {
		return n, false
	}
	if n := p.short[name]; n > 0 {
		return n, true
	}
	if n := p.names[name]; n > 0 {
		return n, false
	}
	if !dotted && !shared().undottedMonths[name] || utf8.RuneCountInString(name) < 3 {
		return 0, false
	}
	for wide, n := range p.long {
		if strings.HasPrefix(wide, name) {
			if number != 0 && number != n {
				return 0, false
			}
			number, short = n, true
		}
	}
	return number, short
}

func opensBracket(t token) bool { return t.text == "(" || t.text == "（" }

// bracketedWeekday finds a weekday's name in brackets at the beginning of tokens, "(Thu.)", and how many tokens it takes
// with them.
func (p *dateParser) bracketedWeekday(tokens []token) (w time.Weekday, taken int) {
	if len(tokens) < 3 || !opensBracket(tokens[0]) {
		return -1, 0
	}
	end := slices.IndexFunc(tokens, func(t token) bool { return t.text == ")" || t.text == "）" })
	if end < 0 {
		return -1, 0
	}
	within := tokens[1:end]
	if n := len(within); n > 1 && within[n-1].text == "." {
		within = within[:n-1]
	}
	if w, more, ok := p.weekdayAt(within, 0); ok && more+1 == len(within) {
		return w, end + 1
	}
	if w, ok := p.weekdayNamed(wordsOf(within)); ok { // 木曜日 is a word a character
		return w, end + 1
	}
	return -1, 0
}

// weekdayAt finds a weekday's name at a token, and how many more tokens it takes: quinta-feira.
func (p *dateParser) weekdayAt(tokens []token, i int) (w time.Weekday, more int, ok bool) {
	if i >= len(tokens) {
		return -1, 0, false
	}
	if i+2 < len(tokens) && tokens[i+1].text == "-" && tokens[i+2].kind == word {
		if w, ok = p.weekdayNamed(tokens[i].text + tokens[i+2].text); ok {
			return w, 2, true
		}
	}
	w, ok = p.weekdayNamed(tokens[i].text)
	return w, 0, ok
}

func (p *dateParser) weekdayNamed(name string) (time.Weekday, bool) {
	if w, ok := p.days[name]; ok {
		return w, true
	}
	return -1, false
}
