package localize

import (
	"fmt"
	"html"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// addAttribution adds a line at the end of the page's content that says how the translation was made, with a link to
// the original.
func (l *localizer) addAttribution() error {
	if l.Attribution.Kind == NoAttribution {
		return nil
	}
	id, err := l.messageID()
	if err != nil {
		return err
	}
	words := i18n.NewLocalizer(l.Bundle, string(l.Locale))
	_, lang, err := l.message(words, id, nil) // to learn which language the catalogue has
	if err != nil {
		return err
	}
	in := format.New(lang)
	if lang.Language() == l.Locale.Language() {
		in = l.format
	}
	number := func(n int) string { return in.Decimal(float64(n), format.Digits{}) }
	line, _, err := l.message(words, id, map[string]string{"Date": in.Format(l.Attribution.Date, format.LongDate),
		"Open": number(l.Attribution.Unconfirmed), "All": number(l.Attribution.All)})
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString(`<p class="dragoman-attribution"`)
	if lang.Language() != l.Locale.Language() { // the catalogue does not have the page's language
		fmt.Fprintf(&b, ` lang="%s" dir="%s"`, lang, lang.Direction())
	}
	b.WriteString(">" + html.EscapeString(line))
	if isWeb(l.source) {
		original, _, err := l.message(words, "page.original", map[string]string{"Language": in.LanguageName(l.SourceLang)})
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, ` · <a href="%s" hreflang="%s">%s</a>`, html.EscapeString(l.source.String()),
			html.EscapeString(string(l.SourceLang)),
			html.EscapeString(original))
	}
	b.WriteString("</p>\n")
	if place := l.contentEnd(); place.Length() > 0 {
		l.edit.AppendTo(place.Get(0), b.String())
	}
	return nil
}

// messageID is the ID of the message for the kind of attribution.
func (l *localizer) messageID() (string, error) {
	dated := !l.Attribution.Date.IsZero()
	switch {
	case l.Bundle == nil:
		return "", fmt.Errorf("an attribution of the kind %q needs the catalogues", l.Attribution.Kind)
	case l.Attribution.Kind == MachineReviewed && dated:
		return "page.attribution.machineReviewed", nil
	case l.Attribution.Kind == ReviewedInPart && dated:
		return "page.attribution.reviewedInPart", nil
	case l.Attribution.Kind == Machine || l.Attribution.Kind == ReviewedInPart || l.Attribution.Kind == MachineReviewed:
		return "page.attribution.machine", nil
	case l.Attribution.Kind == MachineChecked:
		return "page.attribution.machineChecked", nil
	case l.Attribution.Kind == CheckedInPart && dated:
		return "page.attribution.checkedInPart", nil
	case l.Attribution.Kind == CheckedInPart:
		return "page.attribution.checkedPart", nil
	case l.Attribution.Kind == Reviewed && dated:
		return "page.attribution.reviewedOn", nil
	case l.Attribution.Kind == Reviewed:
		return "page.attribution.reviewed", nil
	}
	return "", fmt.Errorf("there is no attribution of the kind %q", l.Attribution.Kind)
}

// message returns a message of the catalogue, and the language that it is in.
func (l *localizer) message(words *i18n.Localizer, id string, data map[string]string) (string, l10n.Locale, error) {
	s, tag, err := words.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: id, TemplateData: data})
	if err != nil && s == "" {
		return "", "", fmt.Errorf("the string %s: %w", id, err)
	}
	if tag == language.Und {
		tag = language.English
	}
	return s, l10n.Locale(tag.String()), nil
}

// contentEnd is the element that holds the page's content: its only main or article, or else its body.
func (l *localizer) contentEnd() *goquery.Selection {
	for _, selector := range [...]string{"main", "[role=main]", "article"} {
		if s := l.doc.Find(selector); s.Length() == 1 {
			return s
		}
	}
	return l.doc.Find("body").First()
}
