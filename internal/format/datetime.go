package format

import (
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ReadTime reads the text of a time element whose datetime attribute is value, and reports whether the text is
// nothing but what the value says, as far as the text goes: "25 July" agrees with 2024-07-25, "last Thursday" and "26
// July" don't. It returns the value and the skeleton by which [Formatter.Format] writes it in the text's style.
// Clocks are compared as they are written. Without a value, or with one that is the text itself, the text must be a
// whole date with a month's name or in ISO's notation, which cannot be mistaken.
func ReadTime(lang l10n.Locale, text, value string) (time.Time, Skeleton, bool) {
	said, skeleton, ok := ParseDate(lang, text)
	if !ok {
		return time.Time{}, "", false
	}
	if value = strings.TrimSpace(value); value == "" || value == strings.TrimSpace(text) {
		sure := skeleton == FullDate || skeleton == LongDate || skeleton == MediumDate || skeleton == ISODate
		return said, skeleton, sure
	}
	meant, ok := parseDatetime(value)
	return meant.Time, skeleton, ok && meant.agrees(said, skeleton)
}

// ReadNumber reads the text of an element whose markup says that it is the number value, for instance "1,300" and
// "1300", and reports whether the text says that number and nothing else. The value of a percentage may be 45 or
// 0.45. A number with a word such as million is left to people.
func ReadNumber(lang l10n.Locale, text, value string) (Value, bool) {
	text = strings.TrimSpace(text)
	vs := Find(lang, text)
	if len(vs) != 1 || vs[0].IsDate() || vs[0].Text(text) != text || vs[0].Scale != 1 {
		return Value{}, false
	}
	v := vs[0]
	meant, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	same := func(amount float64) bool { return v.Same(Value{Kind: v.Kind, Amount: amount, Scale: 1}) }
	return v, err == nil && (same(meant) || v.Kind == PercentValue && same(meant*100))
}

// IsValue is [ReadTime] and [ReadNumber] for those who only want to know.
func IsValue(lang l10n.Locale, text, value string) bool {
	if _, _, ok := ReadTime(lang, text, value); ok {
		return true
	}
	_, ok := ReadNumber(lang, text, value)
	return ok
}

// datetime is the value of a datetime attribute, and which parts of it there are.
type datetime struct {
	time.Time
	year, day, clock bool
}

// datetimeForms are the valid forms of a datetime attribute that hold a date or a time of day (HTML, 4.5.14).
var datetimeForms = []struct {
	layout           string
	year, day, clock bool
}{
	{"2006-01-02", true, true, false}, {"2006-01", true, false, false},
	{"01-02", false, true, false}, {"--01-02", false, true, false},
	{"15:04", false, false, true}, {"15:04:05", false, false, true},
	{"2006-01-02T15:04", true, true, true}, {"2006-01-02T15:04:05", true, true, true},
	{"2006-01-02T15:04Z0700", true, true, true}, {"2006-01-02T15:04:05Z0700", true, true, true},
	{"2006-01-02T15:04Z07:00", true, true, true}, {"2006-01-02T15:04:05Z07:00", true, true, true},
}

func parseDatetime(s string) (datetime, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 10 && s[10] == ' ' {
		s = s[:10] + "T" + s[11:]
	}
	for _, f := range datetimeForms {
		if t, err := time.Parse(f.layout, s); err == nil {
			return datetime{Time: t, year: f.year, day: f.day, clock: f.clock}, true
		}
	}
	return datetime{}, false
}

// agrees reports whether a text that was read as said and s says what the datetime means.
func (meant datetime) agrees(said time.Time, s Skeleton) bool {
	date, clock := string(s), false
	if s == Clock {
		date, clock = "", true
	} else if d, _, ok := strings.Cut(date, " "); ok {
		date, clock = d, true
	}
	if clock && (!meant.clock || said.Hour() != meant.Hour() || said.Minute() != meant.Minute()) {
		return false
	}
	if date == "" {
		return true
	}
	hasYear, hasDay := strings.Contains(date, "y") || date == string(ISODate), date != string(MonthYear)
	switch {
	case hasYear && (!meant.year || said.Year() != meant.Year()):
		return false
	case hasDay && (!meant.day || said.Day() != meant.Day()):
		return false
	}
	return (meant.year || meant.day) && said.Month() == meant.Month()
}
