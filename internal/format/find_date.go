package format

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// maxWindow is how many tokens the longest date has: Thursday, 25 July 2024 – Friday, 2 August 2024, 9:30 p.m.
const maxWindow = 20

// dates finds the dates and times, of those that begin at a place the longest.
func (s *finder) dates() {
	for i := 0; i < len(s.all); i++ {
		if !s.mayBegin(i) {
			continue
		}
		for j := min(len(s.all), i+maxWindow); j > i; j-- {
			end, ok := s.mayEnd(i, j)
			if !ok {
				continue
			}
			v, ok := s.dated(i, j)
			if !ok {
				continue
			}
			v.Start, v.End = s.all[i].start, end
			switch {
			case s.attached(v.Start, v.End), !s.free(v.Start, v.End), s.isTorn(i, j, v):
			case s.sharesWords(i, j):
				i = j - 1
			default:
				s.found = append(s.found, v)
				i = j - 1
			}
			break
		}
	}
}

func (s *finder) mayBegin(i int) bool {
	t := s.all[i]
	if i+1 < len(s.all) && s.saysHalves() {
		if _, ok := shared().halves[t.text+s.all[i+1].text]; ok {
			return true
		}
	}
	return t.kind == number && len(t.text) <= 4 || t.kind == word && s.isName(i)
}

// isName reports whether a token is a month's or weekday's name, written as the language writes names.
func (s *finder) isName(i int) bool {
	t := s.all[i]
	if t.kind != word || s.data.Dates.CapitalNames && !t.capital {
		return false
	}
	if _, ok := s.names[t.text]; ok {
		return true
	}
	dotted := i+1 < len(s.all) && s.all[i+1].text == "." && s.all[i+1].start == t.end
	if m, _ := s.month(t.text, dotted); m > 0 && s.besideNumber(i) { // "Sept. 5"
		return true
	}
	if i+1 < len(s.all) && s.names[t.text+" "+s.all[i+1].text] > 0 {
		return true
	}
	_, _, ok := s.weekdayAt(s.all, i)
	return ok
}

// besideNumber reports whether a number stands before a token, or behind it and its full stop.
func (s *finder) besideNumber(i int) bool {
	next := i + 1
	if next < len(s.all) && s.all[next].text == "." {
		next++
	}
	return i > 0 && s.all[i-1].kind == number || next < len(s.all) && s.all[next].kind == number
}

// mayEnd reports whether a date may end before token j, and where in the text. The full stop of an abbreviation
// belongs to the date, unless it ends the text as well.
func (s *finder) mayEnd(i, j int) (end int, ok bool) {
	t := s.all[j-1]
	end = t.end
	switch {
	case t.kind == number, s.isName(j - 1):
		return end, true
	case t.kind == mark:
		return end, s.endsBracket(i, j)
	case isWordAlone([]rune(t.text)[0]) && len([]rune(t.text)) == 1:
		return end, !s.inBracket(i, j)
	}
	stop := j < len(s.all) && s.all[j].text == "." && s.all[j].start == t.end
	switch {
	case j-2 > i && s.names[s.all[j-2].text+" "+t.text] > 0: // تشرين الثاني
		return end, true
	case s.isHourWord(t), s.isHourSign(t):
		return end, true
	case s.period12(t.text), t.text == "m" && j-3 >= i && s.all[j-2].text == ".":
	case s.skip[t.text] && j-2 >= i && s.all[j-2].kind == number && slices.Contains(s.data.Dates.YearWords, t.text):
	case ordinal(t.text) && j-2 >= i && s.all[j-2].kind == number && s.all[j-2].end == t.start:
		return end, true
	default:
		return end, false
	}
	short := utf8.RuneCountInString(t.text) <= 2 && t.text != "am" && t.text != "pm"
	if stop && short && strings.TrimSpace(s.text[s.all[j].end:]) != "" {
		end = s.all[j].end
	}
	return end, true
}

// endsBracket reports whether tokens end with a weekday in brackets.
func (s *finder) endsBracket(i, j int) bool {
	for k := j - 1; k > i; k-- {
		if opensBracket(s.all[k]) {
			_, taken := s.bracketedWeekday(s.all[k:j])
			return taken == j-k
		}
	}
	return false
}

// inBracket reports whether a bracket is opened and not closed among tokens.
func (s *finder) inBracket(i, j int) bool {
	for k := j - 1; k >= i; k-- {
		if t := s.all[k].text; t == ")" || t == "）" {
			return false
		}
		if opensBracket(s.all[k]) {
			return true
		}
	}
	return false
}

func (s *finder) period12(w string) bool {
	return w == "am" || w == "pm" || w == s.am || w == s.pm
}

// dated reads tokens as one date or time, or as a span of them.
func (s *finder) dated(i, j int) (Value, bool) {
	v := Value{Kind: DateValue, Scale: 1}
	window := s.all[i:j]
	for k := 1; k < len(window)-1; k++ {
		if window[k].kind == mark && strings.Contains("–—-‑～~至", window[k].text) || window[k].text == "至" {
			if from, to, skeleton, ok := s.span(window[:k], window[k+1:]); ok {
				v.Kind, v.From, v.To, v.Skeleton = RangeValue, from, to, skeleton
				return v, true
			}
		}
	}
	t, skeleton, ok := s.dateOrTime(window)
	if !ok {
		return v, false
	}
	v.From, v.To, v.Skeleton = t, t, skeleton
	return v, true
}

// dateOrTime reads tokens as one date or time within a sentence, and refuses what may be something else there.
func (s *finder) dateOrTime(window []token) (time.Time, Skeleton, bool) {
	p := s.dateParser
	p.tokens = window
	p.inText = true
	t, skeleton, ok := p.parse()
	if !ok || t.Year() != 0 && (t.Year() < 1000 || t.Year() > 2999) {
		return t, skeleton, false
	}
	for k, w := range window { // a name in small letters may be a verb
		if w.kind == word && s.names[w.text] > 0 && !w.capital && s.data.Dates.CapitalNames {
			return t, skeleton, false
		}
		beforeClock := k+1 < len(window) && window[k+1].text == ":"
		if k > 0 && w.kind == number && window[k-1].kind == number && !beforeClock && !s.isYearAfterDay(window, k) {
			return t, skeleton, false
		}
	}
	if first := window[0]; skeleton == MonthDay && s.names[first.text] > 0 && !s.monthBeforeDay() {
		return t, skeleton, false // im Juni 7 Millionen
	}
	slashed := len(window) == 5 && window[1].text != "." && len(window[0].text) <= 2
	if skeleton == NumberDate && s.data.Dates.EitherOrder && slashed {
		a, b := window[0].value, window[2].value
		return t, skeleton, a > 12 || b > 12 || a == b
	}
	return t, skeleton, true
}

// isYearAfterDay reports whether a number is the year of a date such as "July 25 2024", in a language that says the month
// first. A round number before a word in small letters may be a number of something: "July 25 2000 people came".
func (s *finder) isYearAfterDay(window []token, k int) bool {
	year, day := window[k], window[k-1]
	if len(year.text) != 4 || year.value < 1800 || year.value > 2199 || len(day.text) > 2 || k < 2 || !s.monthBeforeDay() {
		return false
	}
	name := window[k-2]
	if name.text == "." && k > 2 {
		name = window[k-3]
	}
	m, _ := s.month(name.text, true)
	if m == 0 && s.names[name.text] == 0 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(s.text[year.end:], " \u00a0"))
	return year.value%100 != 0 || !unicode.IsLower(next)
}

// monthBeforeDay reports whether the language says the month first.
func (s *finder) monthBeforeDay() bool {
	p := s.table.Skeletons["MMMMd"]
	return strings.IndexAny(p, "ML") < strings.IndexByte(p, 'd')
}

// isTorn reports whether a date lacks a part that stands before it: the day of "30 February 2024", which is no date,
// or the name of the book in "Matthew 5:12".
func (s *finder) isTorn(i, j int, v Value) bool {
	k := i - 1
	for k >= 0 && (s.skip[s.all[k].text] || s.all[k].text == ".") {
		k--
	}
	if v.Skeleton == MonthYear {
		return k >= 0 && s.all[k].kind == number && len(s.all[k].text) <= 2
	}
	if v.Skeleton != Clock || v.Kind == RangeValue || s.all[j-1].kind != number || s.data.Words.CapitalNouns {
		return false
	}
	w, start := s.wordBefore(v.Start)
	return w != "" && s.isNamed(w, start)
}

// isNamed reports whether the word before a number is a name. A name begins with a capital, and is none of the small
// words that a sentence may begin with.
func (s *finder) isNamed(w string, start int) bool {
	first, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) || utf8.RuneCountInString(w) == 1 && start > 0 {
		return unicode.IsUpper(first) && start > 0
	}
	if _, ok := s.weekdayNamed(strings.ToLower(w)); ok {
		return false
	}
	return !shared().openers[strings.ToLower(w)] || !s.beginsSentence(start)
}

// hasMonth reports whether tokens hold a month's name.
func (s *finder) hasMonth(i, j int) bool {
	for _, t := range s.all[i:j] {
		if t.kind == word && s.names[t.text] > 0 {
			return true
		}
	}
	return false
}
