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
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Site says what to list, and how.
type Site struct {
	Name       l10n.SiteName
	SourceLang l10n.Locale
	// Title is the site's name as it is configured, for all locales. Without one, each locale has it as its pages say.
	Title  string
	Pages  []l10n.PublishedPage
	Scheme l10n.URLScheme
	// Address returns the URL at which visitors find a path of a locale. The locale is empty for a file of all locales.
	Address func(l l10n.Locale, path string) string
	Bundle  *i18n.Bundle
	// Without names the lists to leave out.
	Without []l10n.List
	// Taken are the paths of pages. A list that would have such a path is left out.
	Taken []string
}

// File is one list.
type File struct {
	Path, ContentType string
	Locale            l10n.Locale
	Body              []byte
}

// The limits of sitemaps.org for one file, and of a feed.
const (
	maxURLs  = 50_000
	maxBytes = 50_000_000 // below the limit of 50 MiB, so that the file's end fits too
	maxFeed  = 50         // pages
)

// Files makes all lists, in a fixed order. A site without pages has no lists.
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
	l.others = l.indexes()
	for _, locale := range l.locales {
		pages := byLocale[locale]
		slices.SortFunc(pages, newestFirst)
		if err := l.addLocale(locale, pages); err != nil {
			return nil, err
		}
	}
	l.addRoot()
	taken := map[string]bool{}
	for _, path := range s.Taken {
		taken[folded(path)] = true
	}
	return slices.DeleteFunc(l.files, func(f File) bool { return taken[folded(f.Path)] }), nil
}

// folded is what two paths have in common that are one to a file system that knows no capitals.
func folded(path string) string { return cases.Fold().String(norm.NFC.String(path)) }

// newestFirst orders pages by when they were first published.
func newestFirst(a, b l10n.PublishedPage) int {
	return cmp.Or(b.FirstPublished().Compare(a.FirstPublished()), cmp.Compare(a.URL, b.URL))
}

// lists gathers the files of a site.
type lists struct {
	Site
	siblings map[l10n.DocumentID][]l10n.PublishedPage // the pages of a document, by locale
	locales  []l10n.Locale
	others   []indexLocale // all of them, for each other's indexes
	files    []File
	sitemaps []string // their addresses
}

func (l *lists) wants(what l10n.List) bool { return !slices.Contains(l.Without, what) }

// path is the path of a locale's list: "es/feed.xml", or "feed.es.xml" where the scheme has suffixes.
func (l *lists) path(locale l10n.Locale, name string) string { return pathOf(l.Scheme, locale, name) }

// FeedPath is the path of a locale's feed.
func FeedPath(scheme l10n.URLScheme, locale l10n.Locale) string {
	return pathOf(scheme, locale, "feed.xml")
}

func pathOf(scheme l10n.URLScheme, locale l10n.Locale, name string) string {
	if scheme != l10n.SuffixScheme {
		return string(locale) + "/" + name
	}
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + string(locale) + ext
}

func (l *lists) add(locale l10n.Locale, name, contentType string, body []byte) {
	l.files = append(l.files, File{Path: name, ContentType: contentType, Locale: locale, Body: body})
}

// addLocale adds the lists of one locale.
func (l *lists) addLocale(locale l10n.Locale, pages []l10n.PublishedPage) error {
	listed := slices.DeleteFunc(slices.Clone(pages), func(p l10n.PublishedPage) bool { return p.Unlisted })
	if l.wants(l10n.ListSitemap) && len(listed) > 0 {
		l.sitemap(locale, listed)
	}
	if l.wants(l10n.ListFeed) && len(listed) > 0 {
		l.add(locale, FeedPath(l.Scheme, locale), "application/atom+xml; charset=utf-8", l.feed(locale, listed))
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

// addRoot adds the files of no locale: an index of the sitemaps, and robots.txt, which names the index. Where each
// locale has its own host, each host has its own robots.txt. There is no index then, because an index may only name
// sitemaps of its own host.
func (l *lists) addRoot() {
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

// robots returns a robots.txt that allows everything and names a sitemap.
func robots(sitemap string) []byte {
	return fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %s\n",
		strings.NewReplacer("\n", "", "\r", "").Replace(sitemap))
}

// sitemap lists a locale's pages with their alternates, in as many files as the limits need.
func (l *lists) sitemap(locale l10n.Locale, pages []l10n.PublishedPage) {
	const head = xml.Header +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n"
	b := bytes.NewBufferString(head)
	urls, parts := 0, 0
	flush := func() {
		parts++
		name := "sitemap.xml"
		if parts > 1 {
			name = fmt.Sprintf("sitemap-%d.xml", parts)
		}
		b.WriteString("</urlset>\n")
		l.add(locale, l.path(locale, name), "application/xml", b.Bytes())
		l.sitemaps = append(l.sitemaps, l.Address(locale, l.path(locale, name)))
		b = bytes.NewBufferString(head)
		urls = 0
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

// entry is one page of a sitemap. Its alternates are the page in all locales, its own included, and the original.
func (l *lists) entry(p l10n.PublishedPage) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<url><loc>%s</loc><lastmod>%s</lastmod>\n", escape(p.URL), p.PublishedAt.UTC().Format(time.RFC3339))
	alternate := func(lang, address string) {
		fmt.Fprintf(&b, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>\n", escape(lang), escape(address))
	}
	for _, s := range l.siblings[p.Document] {
		if s.Unlisted {
			continue
		}
		alternate(string(s.Locale), s.URL)
	}
	if strings.HasPrefix(p.SourceURL, "http") {
		alternate(string(l.SourceLang), p.SourceURL)
		alternate("x-default", p.SourceURL)
	}
	b.WriteString("</url>\n")
	return b.String()
}

// escape writes text for XML. Characters that XML cannot hold become the replacement character.
func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder returns no errors
	return b.String()
}
