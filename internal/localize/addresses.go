package localize

import (
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	nethtml "golang.org/x/net/html"
	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// replacedRels are the relations of links in the source's head that would be wrong on a localized page.
var replacedRels = []string{"canonical", "amphtml", "shortlink"}

// addresses writes the canonical address and the alternates: each published locale, the source, and the source again
// for all other languages (x-default). It removes those of the source for the same languages, because search engines use
// alternates only when all pages name the same ones. Those for languages that the source's site has besides stay.
func (l *localizer) addresses() {
	kept := false // the source's own x-default
	l.doc.Find("link[rel]").Each(func(_ int, s *goquery.Selection) {
		rels := relations(s)
		lang, hasLang := attr(s, "hreflang")
		media, hasMedia := attr(s, "media")
		replaced := slices.ContainsFunc(replacedRels, func(r string) bool { return slices.Contains(rels, r) })
		if alternate := slices.Contains(rels, "alternate") && !slices.Contains(rels, "stylesheet"); alternate {
			switch {
			case hasLang && l.isOurs(lang):
				replaced = true
			case hasLang:
				kept = kept || strings.EqualFold(ascii.TrimSpace(lang), "x-default")
			case hasMedia && ascii.TrimSpace(media) != "": // the source's page for small screens
				replaced = true
			}
		}
		if replaced {
			l.edit.Remove(s.Get(0))
		}
	})
	var b strings.Builder
	link := func(rel, lang, href string) {
		b.WriteString(`<link rel="` + rel + `"`)
		if lang != "" {
			b.WriteString(` hreflang="` + html.EscapeString(lang) + `"`)
		}
		b.WriteString(` href="` + html.EscapeString(href) + "\">\n")
	}
	link("canonical", "", l.canonicalURL())
	for _, s := range l.siblings() {
		link("alternate", string(s.Locale), s.URL)
	}
	if isWeb(l.source) {
		link("alternate", string(l.SourceLang), l.source.String())
		if !kept {
			link("alternate", "x-default", l.source.String())
		}
	}
	if head := l.doc.Find("head").First(); head.Length() > 0 {
		l.edit.AppendTo(head.Get(0), b.String())
	}
}

// isOurs reports whether the language of an alternate is one that the document has here, or the source's. The source's
// own x-default is not, unless it is the source page.
func (l *localizer) isOurs(lang string) bool {
	locale, err := l10n.ParseLocale(strings.ReplaceAll(ascii.TrimSpace(lang), "_", "-"))
	if err != nil {
		return !strings.EqualFold(ascii.TrimSpace(lang), "x-default")
	}
	return locale == l.SourceLang || slices.ContainsFunc(l.siblings(), func(s Sibling) bool { return s.Locale == locale })
}

// canonicalURL is this page's own address, or that of the page in this locale that the source's page is a copy of.
func (l *localizer) canonicalURL() string {
	if l.Canonical == "" || l.Link == nil {
		return l.URL
	}
	u, err := url.Parse(l.Canonical)
	if err != nil {
		return l.URL
	}
	if href, lang, ok := l.Link(u); ok && lang == l.Locale {
		if abs, err := l.page.Parse(href); err == nil {
			return abs.String()
		}
	}
	return l.URL
}

// siblings returns the published locales, with this page and without the source, sorted.
func (l *localizer) siblings() []Sibling {
	all := slices.DeleteFunc(slices.Clone(l.Siblings), func(s Sibling) bool {
		return s.Locale == l.SourceLang || s.Locale == l.Locale
	})
	all = append(all, Sibling{Locale: l.Locale, URL: l.URL})
	slices.SortFunc(all, func(a, b Sibling) int { return cmp.Compare(a.Locale, b.Locale) })
	return all
}

// relations returns the words of a rel attribute, in lower case.
func relations(s *goquery.Selection) []string {
	v, _ := attr(s, "rel")
	return slices.Collect(ascii.Fields(ascii.ToLower(v)))
}

// openGraph sets og:url, og:locale and og:locale:alternate on pages that use Open Graph (https://ogp.me).
func (l *localizer) openGraph() {
	metas := l.doc.Find("meta[property]").FilterFunction(func(_ int, s *goquery.Selection) bool {
		p, _ := attr(s, "property")
		return strings.HasPrefix(p, "og:")
	})
	if metas.Length() == 0 {
		return
	}
	var b strings.Builder
	add := func(property, value string) {
		b.WriteString(`<meta property="` + property + `" content="` + html.EscapeString(value) + "\">\n")
	}
	l.setOrAdd(metas, "og:url", l.URL, add)
	ours := []string{openGraphLocale(l.Locale)}
	for _, s := range l.siblings() {
		ours = append(ours, openGraphLocale(s.Locale))
	}
	ours = append(ours, openGraphLocale(l.SourceLang))
	l.setOrAdd(metas, "og:locale", ours[0], add)
	l.eachMeta(metas, "og:locale:alternate", func(n *nethtml.Node) {
		own := contentOf(n)
		if slices.ContainsFunc(ours, func(o string) bool { return strings.EqualFold(o, own) }) {
			l.edit.Remove(n)
		}
	})
	for i, o := range ours[1:] {
		if o != ours[0] && !slices.Contains(ours[1:i+1], o) {
			add("og:locale:alternate", o)
		}
	}
	if head := l.doc.Find("head").First(); head.Length() > 0 && b.Len() > 0 {
		l.edit.AppendTo(head.Get(0), b.String())
	}
}

// setOrAdd changes the first element with a property, removes the others, and adds one where there is none.
func (l *localizer) setOrAdd(metas *goquery.Selection, property, value string, add func(property, value string)) {
	first := true
	l.eachMeta(metas, property, func(n *nethtml.Node) {
		if !first {
			l.edit.Remove(n)
			return
		}
		first = false
		l.edit.SetAttr(n, "content", value)
	})
	if first {
		add(property, value)
	}
}

// contentOf is the value of a meta element.
func contentOf(n *nethtml.Node) string {
	for _, a := range n.Attr {
		if a.Key == "content" {
			return ascii.TrimSpace(a.Val)
		}
	}
	return ""
}

func (l *localizer) eachMeta(metas *goquery.Selection, property string, f func(*nethtml.Node)) {
	metas.Each(func(_ int, s *goquery.Selection) {
		if p, _ := attr(s, "property"); p == property {
			f(s.Get(0))
		}
	})
}

// openGraphLocale writes a locale in the form of Open Graph, language_TERRITORY. A locale without a territory gets the
// likely one of CLDR: es gives es_ES.
func openGraphLocale(locale l10n.Locale) string {
	tag := locale.Tag()
	region, confidence := tag.Region()
	if confidence == language.No {
		return locale.Language()
	}
	return locale.Language() + "_" + region.String()
}
