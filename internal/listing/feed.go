package listing

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

// feed is an Atom feed (RFC 4287) of a locale's newest pages.
func (l *lists) feed(locale l10n.Locale, pages []l10n.PublishedPage) []byte {
	pages = pages[:min(len(pages), maxFeed)]
	var updated time.Time
	for _, p := range pages {
		if p.PublishedAt.After(updated) {
			updated = p.PublishedAt
		}
	}
	self := l.Address(locale, l.path(locale, "feed.xml"))
	var b bytes.Buffer
	name, lang := escape(l.title(pages)), escape(string(locale))
	alternate := func(address string) {
		fmt.Fprintf(&b, `<link rel="alternate" type="text/html" hreflang="%s" href="%s"/>`, lang, escape(address))
	}
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n", lang)
	fmt.Fprintf(&b, "<id>%s</id>\n<title>%s</title>\n", escape(self), name)
	fmt.Fprintf(&b, "<updated>%s</updated>\n", updated.UTC().Format(time.RFC3339))
	fmt.Fprintf(&b, "<link rel=\"self\" type=\"application/atom+xml\" href=\"%s\"/>\n", escape(self))
	fmt.Fprintf(&b, "<author><name>%s</name></author>\n", name)
	if l.wants(l10n.ListIndex) {
		alternate(l.home(locale))
		b.WriteString("\n")
	}
	for _, p := range pages {
		fmt.Fprintf(&b, "<entry><id>%s</id><title>%s</title>", escape(p.URL), escape(titleOf(p)))
		fmt.Fprintf(&b, "<published>%s</published>", p.FirstPublished().UTC().Format(time.RFC3339))
		fmt.Fprintf(&b, "<updated>%s</updated>\n", p.PublishedAt.UTC().Format(time.RFC3339))
		alternate(p.URL)
		b.WriteString("</entry>\n")
	}
	b.WriteString("</feed>\n")
	return b.Bytes()
}

// title is the site's name for readers, never that of its configuration: as it is configured, as its pages say, the newest
// first, as its home page is called, or its host.
func (l *lists) title(pages []l10n.PublishedPage) string {
	if l.Title != "" {
		return l.Title
	}
	home, host := "", ""
	for _, p := range pages {
		if p.SiteTitle != "" {
			return p.SiteTitle
		}
		u, err := url.Parse(p.SourceURL)
		if err != nil {
			continue
		}
		if at := strings.TrimSuffix(u.Path, "index.html"); (at == "" || at == "/") && u.RawQuery == "" && home == "" {
			home = p.Title
		}
		host = cmp.Or(host, u.Host)
	}
	if host == "" && len(pages) > 0 { // a source of files has the name of where it is published
		if u, err := url.Parse(pages[0].URL); err == nil {
			host = u.Host
		}
	}
	return cmp.Or(home, host, string(l.Name))
}

// home is the address of a locale's index.
func (l *lists) home(locale l10n.Locale) string {
	return l.Address(locale, l.path(locale, "index.html"))
}

// titleOf is a page's title, or its address where the record has no title.
func titleOf(p l10n.PublishedPage) string {
	if p.Title != "" {
		return p.Title
	}
	return p.URL
}

var indexPage = template.Must(template.New("index").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<link rel="canonical" href="{{.Self}}">
{{range .Others}}{{if .Index}}<link rel="alternate" hreflang="{{.Locale}}" href="{{.URL}}">
{{end}}{{end}}{{with .Feed}}<link rel="alternate" type="application/atom+xml" href="{{.}}">
{{end}}<style>
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
li { margin-block: .6rem; } ` +
	`time { display: block; color: #595959; font-size: .875rem; } ` +
	`nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
</style>
</head>
<body>
<main>
<h1{{with .WordsLang}} lang="{{.}}" dir="{{$.WordsDir}}"{{end}}>{{.Title}}</h1>
<ul>
{{range .Pages}}<li><a href="{{.URL}}">{{.Title}}</a> <time datetime="{{.ISO}}">{{.Date}}</time></li>
{{end}}</ul>
</main>
<nav{{with .Languages}} aria-label="{{.}}"{{end}}>{{range .Others}}{{if ne .Locale $.Lang}}<a href="{{.URL}}" hreflang="{{.Locale}}" lang="{{.Locale}}" dir="{{.Dir}}">{{.Name}}</a>
{{end}}{{end}}</nav>
</body>
</html>
`))

type indexView struct {
	Lang             l10n.Locale
	Dir              l10n.Direction
	WordsLang        l10n.Locale // the language of the title, where it is not the page's
	WordsDir         l10n.Direction
	Title, Languages string
	Self, Feed       string
	Others           []indexLocale
	Pages            []indexEntry
}

type indexLocale struct {
	Locale    l10n.Locale
	Dir       l10n.Direction
	Name, URL string
	Index     bool // the address has an index, and not a page of the site, which has its own alternates
}

type indexEntry struct {
	URL, Title string
	ISO, Date  string // when the page was first published: 2024-07-25, and as the locale writes it
}

// indexes are the indexes of all locales, as each of them names the others.
func (l *lists) indexes() (all []indexLocale) {
	if !l.wants(l10n.ListIndex) {
		return nil
	}
	taken := map[string]bool{}
	for _, path := range l.Taken {
		taken[path] = true
	}
	for _, locale := range l.locales {
		all = append(all, indexLocale{
			Locale: locale, Dir: locale.Direction(), Name: format.New(locale).MenuName(locale), URL: l.home(locale),
			Index: !taken[l.path(locale, "index.html")],
		})
	}
	return all
}

// index is a page of all pages of a locale, the newest first.
func (l *lists) index(locale l10n.Locale, pages []l10n.PublishedPage) ([]byte, error) {
	f := format.New(locale)
	v := indexView{Lang: locale, Dir: locale.Direction(), Self: l.home(locale), Others: l.others}
	words := locales.Localizer(l.Bundle, locale)
	var err error
	var lang l10n.Locale
	if v.Title, lang, err = localize(words, "page.list.title"); err != nil {
		return nil, err
	}
	if v.Languages, _, err = localize(words, "page.languages"); err != nil {
		return nil, err
	}
	if lang.Language() != locale.Language() {
		v.WordsLang, v.WordsDir = lang, lang.Direction()
	}
	listed := slices.ContainsFunc(pages, func(p l10n.PublishedPage) bool { return !p.Unlisted })
	if l.wants(l10n.ListFeed) && listed {
		v.Feed = l.Address(locale, l.path(locale, "feed.xml"))
	}
	for _, p := range pages {
		at := p.FirstPublished()
		v.Pages = append(v.Pages,
			indexEntry{p.URL, titleOf(p), at.UTC().Format(time.DateOnly), f.Date(at.UTC(), format.Long)})
	}
	var b bytes.Buffer
	err = indexPage.Execute(&b, v)
	return b.Bytes(), err
}

// localize returns a string of the catalogue and the language that it is in.
func localize(words *i18n.Localizer, id string) (string, l10n.Locale, error) {
	s, tag, err := words.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: id})
	if err != nil && s == "" {
		return "", "", fmt.Errorf("the string %s: %w", id, err)
	}
	if tag == language.Und {
		tag = language.English
	}
	return s, l10n.Locale(tag.String()), nil
}
