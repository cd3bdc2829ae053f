package site

import (
	"net/url"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// link answers where a link of the source leads in the page's locale. Pages of the source's own site that are not
// published yet are noted as Pending, so that this page is published again when they are published. Those that are
// published are noted as Links, so that it is published again when they are withdrawn.
func (r *rendering) link(source string) func(*url.URL) (string, l10n.Locale, bool) {
	published := map[string]string{}
	for _, p := range slices.Concat(r.site, r.siblings) {
		if p.Locale == r.page.Locale {
			published[pageAddress(p.SourceURL)] = p.URL
		}
	}
	own, _ := url.Parse(source)
	return func(to *url.URL) (string, l10n.Locale, bool) {
		address := to.String()
		if href, ok := published[pageAddress(address)]; ok {
			if pageAddress(address) != pageAddress(source) && !slices.Contains(r.page.Links, address) {
				r.page.Links = append(r.page.Links, address)
			}
			return href, r.page.Locale, true
		}
		if own != nil && localize.SameSite(to, own) && !slices.Contains(r.page.Pending, address) {
			r.page.Pending = append(r.page.Pending, address)
		}
		return "", "", false
	}
}

// pageAddress is the one address for all those that lead to the same page.
func pageAddress(u string) string {
	p, err := url.Parse(u)
	if err != nil {
		return u
	}
	return localize.PageAddress(p)
}

// outdated are the documents with a page that links to a page which has been published in its locale since, or has been
// withdrawn; in the order of their IDs.
func outdated(site []l10n.PublishedPage) []l10n.DocumentID {
	type target struct {
		locale  l10n.Locale
		address string
	}
	published := map[target]bool{}
	for _, p := range site {
		published[target{p.Locale, pageAddress(p.SourceURL)}] = true
	}
	var docs []l10n.DocumentID
	for _, p := range site {
		appeared := slices.ContainsFunc(p.Pending, func(u string) bool { return published[target{p.Locale, pageAddress(u)}] })
		gone := slices.ContainsFunc(p.Links, func(u string) bool { return !published[target{p.Locale, pageAddress(u)}] })
		if appeared || gone {
			docs = append(docs, p.Document)
		}
	}
	slices.Sort(docs)
	return slices.Compact(docs)
}
