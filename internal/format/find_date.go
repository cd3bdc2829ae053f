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
			case s.attached(v.Start, v.End), !s.free(v.Start, v.End), s.cut(i, j, v):
			case s.shared(i, j):
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
	if i+1 < len(s.all) && s.names[t.text+" "+s.all[i+1].text] > 0 {
		return true
	}
	_, _, ok := s.weekdayAt(s.all, i)
	return ok
}

// mayEnd reports whether a date may end before token j, and where in the text. The full stop of an abbreviation belongs
// to the date, but for the one that ends the text too.
func (s *finder) mayEnd(i, j int) (end int, ok bool) {
	t := s.all[j-1]
	end = t.end
	switch {
	case t.kind == number, s.isName(j - 1):
		return end, true
	case t.kind == mark:
		return end, false
	case apart([]rune(t.text)[0]) && len([]rune(t.text)) == 1:
		return end, true
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
	t, skeleton, ok := s.one(window)
	if !ok {
		return v, false
	}
	v.From, v.To, v.Skeleton = t, t, skeleton
	return v, true
}

// one reads tokens as one date or time that stands in a sentence, and refuses what may be something else there.
func (s *finder) one(window []token) (time.Time, Skeleton, bool) {
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
		if k > 0 && w.kind == number && window[k-1].kind == number && (k+1 == len(window) || window[k+1].text != ":") {
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

// monthBeforeDay reports whether the language says the month first.
func (s *finder) monthBeforeDay() bool {
	p := s.table.Skeletons["MMMMd"]
	return strings.IndexAny(p, "ML") < strings.IndexByte(p, 'd')
}

// span reads the two sides of a dash. What the sides share stands on one of them: 3–5 May 2024, 3 May – 5 June 2024,
// May 3–5, 2024, 2024年5月3日至5日, 2–4:30 p.m.
func (s *finder) span(left, right []token) (from, to time.Time, skeleton Skeleton, ok bool) {
	to, skeleton, ok = s.one(right)
	if whole, own, isDate := s.one(left); ok && isDate && own == LongDate && skeleton == MonthDay { // 2024年5月3日至6月5日
		return whole, to.AddDate(whole.Year(), 0, 0), LongDate, whole.Year() > 0 && whole.Month() < to.Month()
	}
	if ok {
		from, ok = s.left(left, to, skeleton)
	} else {
		from, to, skeleton, ok = s.monthFirstSpan(left, right)
	}
	return from, to, skeleton, ok && from.Before(to)
}

func (s *finder) left(left []token, to time.Time, skeleton Skeleton) (time.Time, bool) {
	for len(left) > 1 && (left[len(left)-1].text == "." || ordinal(left[len(left)-1].text)) {
		left = left[:len(left)-1]
	}
	from, own, ok := s.one(left)
	switch {
	case ok && own == skeleton:
		return from, true
	case ok && own == MonthDay && (skeleton == LongDate || skeleton == MediumDate):
		return from.AddDate(to.Year(), 0, 0), true
	case ok && own == LongDate && skeleton == MediumDate, ok && own == MediumDate && skeleton == LongDate:
		return from, true
	case len(left) == 1 && left[0].kind == number && left[0].value >= 1 && left[0].value <= 31 && len(left[0].text) <= 2 &&
		(skeleton == LongDate || skeleton == MediumDate || skeleton == MonthDay):
		return time.Date(to.Year(), to.Month(), left[0].value, 0, 0, 0, 0, time.UTC), true
	}
	return from, false
}

// monthFirstSpan reads what begins with the month, or the year and the month: the right side has the rest.
func (s *finder) monthFirstSpan(left, right []token) (from, to time.Time, skeleton Skeleton, ok bool) {
	n := len(left)
	last := n - 1
	if n >= 4 && left[last].text == "日" {
		last--
	}
	if n < 2 || left[last].kind != number || left[last].value > 31 {
		return from, to, "", false
	}
	whole := append(append([]token(nil), left[:last]...), right...)
	if to, skeleton, ok = s.one(whole); !ok || skeleton == MonthYear || skeleton == Clock {
		return from, to, "", false
	}
	from = time.Date(to.Year(), to.Month(), left[last].value, 0, 0, 0, 0, time.UTC)
	return from, to, skeleton, from.Month() == to.Month()
}

// shared reports whether a date has only a part of what is said: "3 and 5 May", "3 to 5 May", "July 25 and 26, 2024".
// Alone it would be torn out of a phrase whose words another language orders in its own way.
func (s *finder) shared(i, j int) bool {
	first, last := s.all[i], s.all[j-1]
	if first.mayBeDay() && i >= 2 && s.joins(i-1) && s.hasMonth(i, j) {
		if p := s.all[i-2]; p.mayBeDay() || ordinal(p.text) || p.text == "." {
			return p.kind != mark || i >= 3 && s.all[i-3].kind == number
		}
	}
	isMonth := s.names[first.text] > 0
	if isMonth && s.isName(i) && i > 0 && shared().in[s.all[i-1].text] && j-i <= 2 && last.mayBeDay() {
		return true // In May 10 people came
	}
	return isMonth && last.mayBeDay() && j+1 < len(s.all) && s.joins(j) && s.all[j+1].mayBeDay()
}

// joins reports whether the k-th token stands between two days: "and", a comma, a dash.
func (s *finder) joins(k int) bool {
	if k < 0 || k >= len(s.all) {
		return false
	}
	switch t := s.all[k].text; t {
	case ",", "、", "–", "-", "—", "&":
		return true
	default:
		return shared().joins[t]
	}
}

// mayBeDay reports whether a token is a number of one or two digits.
func (t token) mayBeDay() bool { return t.kind == number && len(t.text) <= 2 }

// cut reports whether a date lacks what stands before it: the day of "30 February 2024", which no date has, or the
// name of the book in "Matthew 5:12".
func (s *finder) cut(i, j int, v Value) bool {
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

// isNamed reports whether a word before a number is a name: it begins with a capital, and isn't one of the small words
// that a sentence may begin with.
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
