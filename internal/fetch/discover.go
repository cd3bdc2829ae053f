package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Source says where the pages of a site are listed; any of its fields may be empty.
type Source struct {
	Pages   []string // page URLs
	Sitemap string   // URL of a sitemap or of a sitemap index (sitemaps.org), or of a list with one URL a line
	Feed    string   // URL of an RSS, Atom or JSON feed
}

const (
	maxSitemaps = 500    // of one index
	maxPages    = 50_000 // of one source; the protocol's own limit for a sitemap
)

// listTypes are the media types that sitemaps and feeds are served as.
var listTypes = []string{"application/xml", "text/xml", "application/rss+xml", "application/atom+xml",
	"application/feed+json",
	"application/json", "application/rdf+xml", "application/gzip", "application/x-gzip", "application/octet-stream", "text/plain"}

const acceptLists = "application/xml,application/rss+xml,application/atom+xml,application/feed+json,text/xml;q=0.9,*/*;q=0.1"

// Discover returns the URLs of a source's pages, in the order pages, sitemap, feed, each once. A list that came over
// the network names no files: such entries, and entries that are no URL, are an error, as a list that names them is not
// what its owner meant.
func (f *Fetcher) Discover(ctx context.Context, s Source) ([]string, error) {
	urls, _, err := f.DiscoverAgain(ctx, s, nil)
	return urls, err
}

// DiscoverAgain is Discover for a source that was read before: of a list in known the server is asked whether it has
// changed. The lists come back as they are now, by their URLs.
func (f *Fetcher) DiscoverAgain(ctx context.Context, s Source, known map[string]l10n.SourceList) ([]string,
	map[string]l10n.SourceList, error) {
	found := pageList{known: known, lists: map[string]l10n.SourceList{}}
	err := f.discover(ctx, s, &found)
	return found.urls, found.lists, err
}

func (f *Fetcher) discover(ctx context.Context, s Source, found *pageList) error {
	for _, p := range s.Pages {
		u, err := parseURL(p)
		if err != nil {
			return err
		}
		if err := found.add(u); err != nil {
			return err
		}
	}
	if s.Sitemap != "" {
		if err := f.sitemap(ctx, s.Sitemap, found, new(int)); err != nil {
			return fmt.Errorf("sitemap: %w", err)
		}
	}
	if s.Feed != "" {
		if err := f.feed(ctx, s.Feed, found); err != nil {
			return fmt.Errorf("feed: %w", err)
		}
	}
	return nil
}

type pageList struct {
	urls  []string
	seen  map[string]bool
	known map[string]l10n.SourceList // as they were
	lists map[string]l10n.SourceList // as they are
}

// open notes a list as it is now and returns it, to be filled with its entries. A list that has not changed is full.
func (l *pageList) open(rawURL string, a *answer) *l10n.SourceList {
	now := l10n.SourceList{URL: a.url, ETag: a.etag, LastModified: a.lastModified}
	if a.notModified {
		was := l.known[rawURL]
		now.URL, now.Ref, now.Pages, now.Lists = was.URL, was.Ref, was.Pages, was.Lists
	} else {
		now.Ref = l10n.NewRef(a.body)
	}
	return &now
}

// take adds a list's pages.
func (l *pageList) take(rawURL string, list *l10n.SourceList) error {
	l.lists[rawURL] = *list
	for _, p := range list.Pages {
		u, err := parseURL(p)
		if err != nil {
			return err
		}
		if err := l.add(u); err != nil {
			return err
		}
	}
	return nil
}

func (l *pageList) add(u *url.URL) error {
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	s := u.String()
	if l.seen[s] {
		return nil
	}
	if len(l.urls) == maxPages {
		return fmt.Errorf("%w: the source lists more than %d pages", ErrTooLarge, maxPages)
	}
	l.seen[s] = true
	l.urls = append(l.urls, s)
	return nil
}

// addListed adds an entry of a list, which may be relative to it.
func addListed(list *l10n.SourceList, entry string) error {
	u, err := resolve(list.URL, entry)
	if err != nil {
		return err
	}
	list.Pages = append(list.Pages, u.String())
	if len(list.Pages) > maxPages {
		return fmt.Errorf("%w: %s lists more than %d pages", ErrTooLarge, list.URL, maxPages)
	}
	return nil
}

func resolve(list, entry string) (*url.URL, error) {
	base, err := url.Parse(list)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrBadURL, list)
	}
	ref, err := url.Parse(ascii.TrimSpace(entry))
	if err != nil {
		return nil, fmt.Errorf("%w: %s lists %q", ErrBadURL, list, entry)
	}
	u, err := parseURL(base.ResolveReference(ref).String())
	if err != nil {
		return nil, fmt.Errorf("%s lists: %w", list, err)
	}
	if u.Scheme == "file" && base.Scheme != "file" {
		return nil, fmt.Errorf("%w: %s lists the file %s", ErrForbiddenAddress, list, u)
	}
	return u, nil
}

// sitemapXML is both kinds of file of the protocol: urlset has url elements, sitemapindex has sitemap elements.
type sitemapXML struct {
	XMLName  xml.Name
	URLs     []string `xml:"url>loc"`
	Sitemaps []string `xml:"sitemap>loc"`
}

// sitemap adds the pages of a sitemap, or of the sitemaps of an index; read counts them all.
func (f *Fetcher) sitemap(ctx context.Context, rawURL string, found *pageList, read *int) error {
	if *read++; *read > maxSitemaps {
		return fmt.Errorf("%w: more than %d sitemaps", ErrTooLarge, maxSitemaps)
	}
	a, err := f.getList(ctx, rawURL, found.known)
	if err != nil {
		return err
	}
	list := found.open(rawURL, a)
	if !a.notModified {
		if err := readSitemap(a, list); err != nil {
			return err
		}
	}
	if err := found.take(rawURL, list); err != nil {
		return err
	}
	for _, inner := range list.Lists {
		if err := f.sitemap(ctx, inner, found, read); err != nil {
			return err
		}
	}
	return nil
}

func readSitemap(a *answer, list *l10n.SourceList) error {
	if !bytes.HasPrefix(bytes.TrimLeft(a.body, ascii.Space), []byte("<")) {
		return addLines(a, list)
	}
	var doc sitemapXML
	if err := xml.Unmarshal(a.body, &doc); err != nil {
		return fmt.Errorf("%w: %s is not a sitemap: %w", ErrType, a.url, err)
	}
	switch doc.XMLName.Local {
	case "urlset":
		for _, loc := range doc.URLs {
			if err := addListed(list, loc); err != nil {
				return err
			}
		}
	case "sitemapindex":
		for _, loc := range doc.Sitemaps {
			u, err := resolve(a.url, loc)
			if err != nil {
				return err
			}
			if list.Lists = append(list.Lists, u.String()); len(list.Lists) > maxSitemaps {
				return fmt.Errorf("%w: %s lists more than %d sitemaps", ErrTooLarge, a.url, maxSitemaps)
			}
		}
	default:
		return fmt.Errorf("%w: %s has the root element %q; a sitemap has urlset or sitemapindex", ErrType, a.url,
			doc.XMLName.Local)
	}
	return nil
}

func addLines(a *answer, list *l10n.SourceList) error {
	for line := range strings.Lines(string(a.body)) {
		if line = ascii.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line == "" {
			continue
		}
		if err := addListed(list, line); err != nil {
			return err
		}
	}
	return nil
}

func (f *Fetcher) feed(ctx context.Context, rawURL string, found *pageList) error {
	a, err := f.getList(ctx, rawURL, found.known)
	if err != nil {
		return err
	}
	list := found.open(rawURL, a)
	if !a.notModified {
		if err := readFeed(a, list); err != nil {
			return err
		}
	}
	return found.take(rawURL, list)
}

func readFeed(a *answer, list *l10n.SourceList) error {
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(a.body))
	if err != nil {
		return fmt.Errorf("%w: %s is not a feed: %w", ErrType, a.url, err)
	}
	for _, item := range feed.Items {
		if item.Link == "" {
			continue // an entry that only says something has no page
		}
		if err := addListed(list, item.Link); err != nil {
			return err
		}
	}
	return nil
}

// getList gets a sitemap or feed; one that is stored compressed (sitemap.xml.gz) is unpacked within the same limit. One
// that is known is asked for conditionally.
func (f *Fetcher) getList(ctx context.Context, rawURL string, known map[string]l10n.SourceList) (*answer, error) {
	limit := 5 * f.opt.MaxBytes
	var prev *l10n.Document
	if was, ok := known[rawURL]; ok {
		prev = &l10n.Document{ETag: was.ETag, LastModified: was.LastModified, Ref: was.Ref}
	}
	a, err := f.get(ctx, rawURL, request{prev: prev, accept: acceptLists, types: listTypes, maxBytes: limit})
	if err != nil || !bytes.HasPrefix(a.body, []byte{0x1f, 0x8b}) {
		return a, err
	}
	zr, err := gzip.NewReader(bytes.NewReader(a.body))
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrType, a.url, err)
	}
	if a.body, err = readLimited(zr, a.url, limit); err != nil {
		return nil, err
	}
	return a, nil
}
