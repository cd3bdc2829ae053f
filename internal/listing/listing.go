package listing

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Site is what is listed, and how.
type Site struct {
	Name       l10n.SiteName
	SourceLang l10n.Locale
	Pages      []l10n.PublishedPage
	Scheme     l10n.URLScheme
	// Address is where visitors find a path of a locale; the locale is empty for what belongs to none.
	Address func(l l10n.Locale, path string) string
	Bundle  *i18n.Bundle
	// Without names the lists that are not wanted.
	Without []l10n.List
	// Taken are paths that pages have: no list goes there.
	Taken []string
}

// File is one list.
type File struct {
	Path, ContentType string
	Locale            l10n.Locale
	Body              []byte
}

// The limits of sitemaps.org, and how many pages a feed has.
const (
	maxURLs  = 50_000
	maxBytes = 50_000_000 // the limit is 50 MiB; a little is left for what stands around the addresses
	maxFeed  = 50
)

// Files makes all lists, in a fixed order. A site without pages has none.
func Files(s Site) ([]File, error) {
	byLocale := map[l10n.Locale][]l10n.PublishedPage{}
	siblings := map[l10n.DocumentID][]l10n.PublishedPage{}
	for _, p := range s.Pages {
		byLocale[p.Locale] = append(byLocale[p.Locale], p)
		siblings[p.Document] = append(siblings[p.Document], p)
	}
	for _, pages := range siblings {
		slices.SortFunc(pages, func(a, b l10n.PublishedPage) int { return cmp.Compare(a.Locale, b.Locale) })
	}
	l := &lists{Site: s, siblings: siblings, locales: slices.Sorted(maps.Keys(byLocale))}
	for _, locale := range l.locales {
		pages := byLocale[locale]
		slices.SortFunc(pages, newest)
		if err := l.locale(locale, pages); err != nil {
			return nil, err
		}
	}
	l.root()
	return slices.DeleteFunc(l.files, func(f File) bool { return slices.Contains(s.Taken, f.Path) }), nil
}

// newest orders pages by when they first appeared, the latest first.
func newest(a, b l10n.PublishedPage) int {
	return cmp.Or(b.FirstPublished().Compare(a.FirstPublished()), cmp.Compare(a.URL, b.URL))
}

type lists struct {
	Site
	siblings map[l10n.DocumentID][]l10n.PublishedPage
	locales  []l10n.Locale
	files    []File
	sitemaps []string // their addresses
}

func (l *lists) wants(what l10n.List) bool { return !slices.Contains(l.Without, what) }

// path is where a locale's list goes: in the locale's folder, or with the locale in its name.
func (l *lists) path(locale l10n.Locale, name string) string {
	if l.Scheme != l10n.SuffixScheme {
		return string(locale) + "/" + name
	}
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + string(locale) + ext
}

func (l *lists) add(locale l10n.Locale, name, contentType string, body []byte) {
	l.files = append(l.files, File{Path: name, ContentType: contentType, Locale: locale, Body: body})
}

// locale makes the lists of one locale.
func (l *lists) locale(locale l10n.Locale, pages []l10n.PublishedPage) error {
	if l.wants(l10n.ListSitemap) {
		l.sitemap(locale, pages)
	}
	if l.wants(l10n.ListFeed) {
		l.add(locale, l.path(locale, "feed.xml"), "application/atom+xml; charset=utf-8", l.feed(locale, pages))
	}
	if l.wants(l10n.ListIndex) {
		body, err := l.index(locale, pages)
		if err != nil {
			return err
		}
		l.add(locale, l.path(locale, "index.html"), "text/html; charset=utf-8", body)
	}
	return nil
}

// root makes what belongs to no locale: an index of the sitemaps, and robots.txt, which names it. Where each locale has
// a host of its own, each host has its own robots.txt, and no index, which could not name other hosts' sitemaps.
func (l *lists) root() {
	if len(l.sitemaps) == 0 {
		return
	}
	if l.Scheme == l10n.HostScheme {
		for _, locale := range l.locales {
			if l.wants(l10n.ListRobots) {
				l.add(locale, l.path(locale, "robots.txt"), "text/plain; charset=utf-8",
					robots(l.Address(locale, l.path(locale, "sitemap.xml"))))
			}
		}
		return
	}
	var b bytes.Buffer
	b.WriteString(xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, address := range l.sitemaps {
		fmt.Fprintf(&b, "<sitemap><loc>%s</loc></sitemap>\n", escape(address))
	}
	b.WriteString("</sitemapindex>\n")
	l.add("", "sitemap.xml", "application/xml", b.Bytes())
	if l.wants(l10n.ListRobots) {
		l.add("", "robots.txt", "text/plain; charset=utf-8", robots(l.Address("", "sitemap.xml")))
	}
}

func robots(sitemap string) []byte {
	return fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %s\n",
		strings.NewReplacer("\n", "", "\r", "").Replace(sitemap))
}

// sitemap lists a locale's pages with their alternates, in as many files as the limits ask for.
func (l *lists) sitemap(locale l10n.Locale, pages []l10n.PublishedPage) {
	const head = xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n"
	b, urls, parts := bytes.NewBufferString(head), 0, 0
	flush := func() {
		parts++
		name := "sitemap.xml"
		if parts > 1 {
			name = fmt.Sprintf("sitemap-%d.xml", parts)
		}
		b.WriteString("</urlset>\n")
		l.add(locale, l.path(locale, name), "application/xml", b.Bytes())
		l.sitemaps = append(l.sitemaps, l.Address(locale, l.path(locale, name)))
		b, urls = bytes.NewBufferString(head), 0
	}
	byAddress := slices.SortedFunc(slices.Values(pages), func(x, y l10n.PublishedPage) int {
		return cmp.Compare(x.URL, y.URL)
	})
	for _, p := range byAddress {
		entry := l.entry(p)
		if urls == maxURLs || b.Len()+len(entry) > maxBytes {
			flush()
		}
		b.WriteString(entry)
		urls++
	}
	flush()
}

// entry is one page of a sitemap. Alternates are those of the page itself: all locales, it among them, and the
// original.
func (l *lists) entry(p l10n.PublishedPage) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<url><loc>%s</loc><lastmod>%s</lastmod>\n", escape(p.URL), p.PublishedAt.UTC().Format(time.RFC3339))
	alternate := func(lang, address string) {
		fmt.Fprintf(&b, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>\n", escape(lang), escape(address))
	}
	for _, s := range l.siblings[p.Document] {
		alternate(string(s.Locale), s.URL)
	}
	if strings.HasPrefix(p.SourceURL, "http") {
		alternate(string(l.SourceLang), p.SourceURL)
		alternate("x-default", p.SourceURL)
	}
	b.WriteString("</url>\n")
	return b.String()
}

// escape makes text of XML; what XML can't have becomes the replacement character.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
	return b.String()
}
