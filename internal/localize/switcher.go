package localize

import (
	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// navigation is where a page keeps its language switcher. A link elsewhere that carries hreflang leads to a document in
// that language, and not to this page's sibling.
const navigation = "nav, header, footer, [role=navigation], [class*=lang], [id*=lang]"

// switcher points the links of the page's language switcher to this document's siblings, and returns the links that it
// pointed. A switcher's link is one in the page's navigation whose hreflang, or else lang, is a language that the
// document is there in.
func (l *localizer) switcher() map[*html.Node]bool {
	addresses := map[l10n.Locale]string{}
	for _, s := range l.siblings() {
		addresses[s.Locale] = s.URL
	}
	if web(l.source) {
		addresses[l.SourceLang] = l.source.String()
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
		if u, err := l.page.Parse(href); err == nil {
			href = l.relative(u)
		}
		l.edit.SetAttr(n, "href", href)
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
