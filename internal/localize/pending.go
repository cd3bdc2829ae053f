package localize

import (
	"errors"
	"fmt"
	"html"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// addPendingNotice adds a notice at the beginning of the
// content that some of the page is not translated yet, with a link to the original.
func (l *localizer) addPendingNotice() error {
	if len(l.Untranslated) == 0 {
		return nil
	}
	if l.Bundle == nil {
		return errors.New("a page that is not wholly translated needs the catalogues, to say so")
	}
	words := i18n.NewLocalizer(l.Bundle, string(l.Locale))
	line, lang, err := l.message(words, "page.pending", nil)
	if err != nil {
		return err
	}
	notice := fmt.Sprintf(`<p class="dragoman-pending" lang="%s" dir="%s">%s`,
		lang, lang.Direction(), html.EscapeString(line))
	if isWeb(l.source) {
		original, _, err := l.message(words, "page.original",
			map[string]string{"Language": l.format.LanguageName(l.SourceLang)})
		if err != nil {
			return err
		}
		notice += fmt.Sprintf(` <a href="%s" hreflang="%s">%s</a>`,
			html.EscapeString(l.source.String()), html.EscapeString(string(l.SourceLang)), html.EscapeString(original))
	}
	if place := l.contentEnd(); place.Length() > 0 {
		l.edit.PrependTo(place.Get(0), notice+"</p>\n")
	}
	return nil
}

// markUntranslated marks untranslated texts with the source's language.
func (l *localizer) markUntranslated() {
	if len(l.Untranslated) > 0 {
		l.edit.MarkUntranslated(func(id l10n.SegmentID) bool { return l.Untranslated[id] }, l.SourceLang)
	}
}
