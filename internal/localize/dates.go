package localize

import (
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/format"
)

// dates writes the text of time elements anew, in the style that the source's text has. A text that is not plainly the
// date of the element's datetime ("last summer", a span of days) was for translation and is left alone: extraction asks
// the same [format.IsDate].
func (l *localizer) dates() {
	l.doc.Find("time").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if untranslated(n) || s.Children().Length() > 0 || !l.inSourceLang(s) {
			return
		}
		value, has := attr(s, "datetime")
		t, skeleton, ok := format.ReadTime(l.SourceLang, s.Text(), value)
		if !ok {
			return
		}
		l.edit.SetText(n, l.format.Format(t, skeleton))
		if !has { // the text alone no longer says it to machines
			l.edit.SetAttr(n, "datetime", t.Format(time.DateOnly))
		}
	})
}

// inSourceLang reports whether an element's text is in the page's language, by the nearest lang attribute.
func (l *localizer) inSourceLang(s *goquery.Selection) bool {
	lang, ok := s.Closest("[lang]").Attr("lang")
	return !ok || l.isSourceLang(lang)
}
