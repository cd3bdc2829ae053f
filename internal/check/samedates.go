package check

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
)

// matchDates forgets what match found and marks the figures of those dates and times that both texts say: in another
// order and notation, 25/07/2024 and 25.7.2024, or in the locale's calendar. It reports whether there are any.
func (l *inspection) matchDates(s, t []figure) bool {
	here, there := format.Find(l.from.locale, l.s.text), format.Find(l.to.locale, l.t.text)
	if len(here)*len(there) > maxCompared {
		return false
	}
	var ours, theirs []span
	for _, v := range here {
		if at, ok := l.written(v, there); ok {
			ours, theirs = append(ours, span{Start: v.Start, End: v.End}), append(theirs, at)
		}
	}
	if len(ours) == 0 {
		return false
	}
	mark(s, ours)
	mark(t, theirs)
	return true
}

func mark(figures []figure, spans []span) {
	for i := range figures {
		f := &figures[i]
		f.used = false
		for _, at := range spans {
			f.used = f.used || f.Start >= at.Start && f.End <= at.End
		}
	}
}

// written finds a date of the source in the target: one of the same value, or what the formatter writes for it.
func (l *inspection) written(v format.Value, there []format.Value) (span, bool) {
	if !v.IsDate() {
		return span{}, false
	}
	for _, w := range there {
		if v.Same(w) {
			return span{Start: w.Start, End: w.End}, true
		}
	}
	for _, s := range [...]format.Skeleton{
		v.Skeleton, format.FullDate, format.LongDate, format.MediumDate, format.NumberDate,
	} {
		if s != v.Skeleton && (v.Skeleton == format.Clock || v.From.Year() == 0 || v.Skeleton == format.MonthYear) {
			break
		}
		like := v
		like.Skeleton = s
		text := l.to.format.Value(like)
		if i := strings.Index(l.t.text, text); i >= 0 {
			return span{Start: i, End: i + len(text)}, true
		}
	}
	return span{}, false
}
