package format

import "time"

// span reads the two sides of a dash. What the sides share stands on one of them: 3–5 May 2024, 3 May – 5 June 2024,
// May 3–5, 2024, 2024年5月3日至5日, 2–4:30 p.m.
func (s *finder) span(left, right []token) (from, to time.Time, skeleton Skeleton, ok bool) {
	to, skeleton, ok = s.dateOrTime(right)
	if whole, own, isDate := s.dateOrTime(left); ok && isDate && own == LongDate && skeleton == MonthDay { // 2024年5月3日至6月5日
		return whole, to.AddDate(whole.Year(), 0, 0), LongDate, whole.Year() > 0 && whole.Month() < to.Month()
	}
	if ok {
		from, ok = s.left(left, to, skeleton)
	} else {
		from, to, skeleton, ok = s.monthFirstSpan(left, right)
	}
	return from, to, skeleton, ok && from.Before(to)
}

// left reads the left side of a span, which may lack what the right side says.
func (s *finder) left(left []token, to time.Time, skeleton Skeleton) (time.Time, bool) {
	for len(left) > 1 && (left[len(left)-1].text == "." || ordinal(left[len(left)-1].text)) {
		left = left[:len(left)-1]
	}
	from, own, ok := s.dateOrTime(left)
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
	if to, skeleton, ok = s.dateOrTime(whole); !ok || skeleton == MonthYear || skeleton == Clock {
		return from, to, "", false
	}
	from = time.Date(to.Year(), to.Month(), left[last].value, 0, 0, 0, 0, time.UTC)
	return from, to, skeleton, from.Month() == to.Month()
}

// sharesWords reports whether a date shares words with another one: "3 and 5 May", "3 to 5 May", "July 25 and 26,
// 2024". Such a date is left alone, because another language orders the words of the phrase in its own way.
func (s *finder) sharesWords(i, j int) bool {
	first, last := s.all[i], s.all[j-1]
	if k := s.beforeJoin(i); first.mayBeDay() && k >= 0 && s.hasMonth(i, j) {
		if p := s.all[k]; p.mayBeDay() || ordinal(p.text) || p.text == "." {
			return p.kind != mark || k >= 1 && s.all[k-1].kind == number
		}
	}
	isMonth := s.names[first.text] > 0
	if isMonth && s.isName(i) && i > 0 && shared().beforeMonth[s.all[i-1].text] && j-i <= 2 && last.mayBeDay() {
		return true // In May 10 people came
	}
	return isMonth && last.mayBeDay() && j+1 < len(s.all) && s.joins(j) && s.all[j+1].mayBeDay()
}

// beforeJoin returns the token before what joins the i-th token to it, or -1 where nothing joins. Dutch "t/m" is three
// tokens.
func (s *finder) beforeJoin(i int) int {
	switch {
	case i >= 2 && s.joins(i-1):
		return i - 2
	case i >= 4 && shared().joins[s.all[i-3].text+s.all[i-2].text+s.all[i-1].text]:
		return i - 4
	}
	return -1
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
