package localize

import (
	"errors"
	"fmt"
	"html/template"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// navigation selects the elements that may hold a page's language switcher. A link with hreflang elsewhere leads to
// another document in that language.
const navigation = "nav, header, footer, [role=navigation], [class*=lang], [id*=lang]"

// switcher points the links of the page's language switcher to this document's siblings, and returns these links. They
// are the links in the page's navigation whose hreflang, or else lang, is a language of the document.
func (l *localizer) switcher() map[*html.Node]bool {
	addresses := map[l10n.Locale]string{}
	for _, s := range l.languages() {
		addresses[s.Locale] = s.URL
	}
	done := map[*html.Node]bool{}
	l.doc.Find("a[hreflang], a[lang]").Each(func(_ int, s *goquery.Selection) {
		lang, ok := attr(s, "hreflang")
		if !ok {
			lang, _ = attr(s, "lang")
		}
		locale, err := l10n.ParseLocale(lang)
		if err != nil || s.Closest(navigation).Length() == 0 {
			return
		}
		href, ok := addresses[locale]
		if !ok {
			return
		}
		n := s.Get(0)
		done[n] = true
		l.edit.SetAttr(n, "href", l.fromHere(href))
		l.edit.SetAttr(n, "hreflang", string(locale))
		_, marked := attr(s, "aria-current")
		switch {
		case locale == l.Locale:
			l.edit.SetAttr(n, "aria-current", "page")
		case marked:
			l.edit.RemoveAttr(n, "aria-current")
		}
	})
	return done
}

// languages returns all languages of the document: the source's, and then the published ones.
func (l *localizer) languages() []Sibling {
	var all []Sibling
	if isWeb(l.source) {
		all = append(all, Sibling{Locale: l.SourceLang, URL: l.source.String()})
	}
	return append(all, l.siblings()...)
}

// fromHere writes an address as a link on this page.
func (l *localizer) fromHere(href string) string {
	u, err := l.page.Parse(href)
	if err != nil {
		return href
	}
	return l.fromRoot(u)
}

// defaultSwitcher lists each language by its own name, which its readers recognize.
var defaultSwitcher = template.Must(template.New("switcher").Parse(
	`<nav class="dragoman-languages" lang="{{.Lang}}" aria-label="{{.Label}}"><ul>` +
		`{{range .Languages}}<li><a href="{{.URL}}" hreflang="{{.Locale}}" lang="{{.Locale}}" dir="{{.Dir}}"` +
		`{{if .Current}} aria-current="page"{{end}}>{{.Name}}</a></li>{{end}}` +
		"</ul></nav>"))

// addSwitcher adds a switcher at the end of the content, by the site's template or the default one.
func (l *localizer) addSwitcher() error {
	languages := l.languages()
	if len(languages) < 2 {
		return nil
	}
	if l.Bundle == nil {
		return errors.New("a language switcher needs the catalogues")
	}
	t := defaultSwitcher
	if l.SwitcherTemplate != "" {
		var err error
		if t, err = template.New("switcher").Option("missingkey=error").Parse(l.SwitcherTemplate); err != nil {
			return fmt.Errorf("the site's language switcher: %w", err)
		}
	}
	label, lang, err := l.message(i18n.NewLocalizer(l.Bundle, string(l.Locale)), "page.languages", nil)
	if err != nil {
		return err
	}
	var items []map[string]any
	for _, s := range languages {
		items = append(items, map[string]any{
			"URL": l.fromHere(s.URL), "Locale": string(s.Locale), "Dir": string(s.Locale.Direction()),
			"Name":    format.New(s.Locale).MenuName(s.Locale),
			"Current": s.Locale == l.Locale,
		})
	}
	var b strings.Builder
	if err := t.Execute(&b, map[string]any{"Label": label, "Lang": string(lang), "Languages": items}); err != nil {
		return fmt.Errorf("the site's language switcher: %w", err)
	}
	if place := l.contentEnd(); place.Length() > 0 {
		l.edit.AppendTo(place.Get(0), b.String()+"\n")
	}
	return nil
}
