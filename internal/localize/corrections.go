package localize

import (
	"errors"
	"fmt"
	"html"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/format"
)

// addCorrections adds a line at the end of the page's content for each day on which an error of the translation was put
// right, the earliest first.
func (l *localizer) addCorrections() error {
	if len(l.Corrections) == 0 {
		return nil
	}
	if l.Bundle == nil {
		return errors.New("a note of correction needs the catalogues")
	}
	words := i18n.NewLocalizer(l.Bundle, string(l.Locale))
	_, lang, err := l.message(words, "page.correction", nil) // to learn which language the catalogue has
	if err != nil {
		return err
	}
	in, other := l.format, ""
	if lang.Language() != l.Locale.Language() { // the catalogue does not have the page's language
		in, other = format.New(lang), fmt.Sprintf(` lang="%s" dir="%s"`, lang, lang.Direction())
	}
	var b strings.Builder
	told := map[string]bool{}
	for _, at := range l.Corrections {
		date := in.Format(at.UTC(), format.LongDate)
		if told[date] {
			continue
		}
		told[date] = true
		line, _, err := l.message(words, "page.correction", map[string]string{"Date": date})
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "<p class=\"dragoman-correction\"%s>%s</p>\n", other, html.EscapeString(line))
	}
	if place := l.contentEnd(); place.Length() > 0 {
		l.edit.AppendTo(place.Get(0), b.String())
	}
	return nil
}
