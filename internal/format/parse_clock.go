package format

import "time"

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
	if n >= 4 && isOneOf(t[n-1], "分") && t[n-2].kind == number && t[n-2].value < 60 {
		minutes, n = t[n-2].value, n-2
	}
	if !isOneOf(t[n-1], "点", "點", "时", "時") || t[n-2].kind != number || t[n-2].value > 23 {
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

// wholeHour takes a time without minutes off the end. In a sentence "9 a.m." is such a time, and in French "14 h".
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
