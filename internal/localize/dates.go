package localize

import (
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/format"
)

// dates writes the text of time elements anew, in the style that the source's text has. A text that is not plainly the
// date of the element's datetime ("last summer", a span of days) was for translation and is left alone.
func (l *localizer) dates() {
	l.doc.Find("time[datetime]").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if untranslated(n) || s.Children().Length() > 0 {
			return
		}
		said, skeleton, ok := format.ParseDate(l.SourceLang, s.Text())
		if !ok {
			return
		}
		value, _ := attr(s, "datetime")
		meant, ok := parseDatetime(value)
		if !ok || !agree(said, meant, skeleton) {
			return
		}
		l.edit.SetText(n, l.format.Format(meant.Time, skeleton))
	})
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
	{"2006-01-02", true, true, false}, {"2006-01", true, false, false}, {"01-02", false, true, false}, {"--01-02", false, true, false},
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

// agree reports whether a text says what a datetime means, as far as the text goes. Clocks are compared as they are
// written: the text is in the place's time, and so should the attribute be.
func agree(said time.Time, meant datetime, s format.Skeleton) bool {
	date, clock := string(s), false
	if s == format.Clock {
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
	hasYear, hasDay := strings.Contains(date, "y") || date == string(format.ISODate), date != string(format.MonthYear)
	switch {
	case hasYear && (!meant.year || said.Year() != meant.Year()):
		return false
	case hasDay && (!meant.day || said.Day() != meant.Day()):
		return false
	}
	return (meant.year || meant.day) && said.Month() == meant.Month()
}
