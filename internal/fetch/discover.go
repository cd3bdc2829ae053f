package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Source says where the pages of a site are listed. Any of its fields may be empty.
type Source struct {
	Pages   []string // page URLs
	Sitemap string   // URL of a sitemap or a sitemap index (sitemaps.org), or of a text file with a URL on each line
	Feed    string   // URL of an RSS, Atom or JSON feed
}

const (
	maxSitemaps = 500    // of one index
	maxPages    = 50_000 // of one source; sitemaps.org has the same limit for a sitemap
	// maxListed is how many entries all lists of a source may have, those included that name one page again.
	maxListed = 2 * maxPages
	// maxListedURL is how long an entry may be, in bytes; sitemaps.org allows half of it.
	maxListedURL = 4096
)

// listTypes are the media types that sitemaps and feeds are served as.
var listTypes = []string{
	"application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/feed+json",
	"application/json", "application/rdf+xml", "application/gzip", "application/x-gzip", "application/octet-stream",
	"text/plain",
}

const acceptLists = "application/xml,application/rss+xml,application/atom+xml,application/feed+json," +
	"text/xml;q=0.9,*/*;q=0.1"

// Discover returns the URLs of a source's pages: those of Pages, of the sitemap and of the feed, in this order, each
// once. An entry that is no URL is an error, and so is an entry in a list of the network that names a file, because the
// list's owner cannot have meant it.
func (f *Fetcher) Discover(ctx context.Context, s Source) ([]string, error) {
	urls, _, err := f.DiscoverAgain(ctx, s, nil)
	return urls, err
}

// DiscoverAgain is [Fetcher.Discover] for a source that was read before. known has its lists, by their URLs, as the
// call before returned them. Requests for these lists are conditional. DiscoverAgain also returns the lists as they are
// now.
func (f *Fetcher) DiscoverAgain(ctx context.Context, s Source,
	known map[string]l10n.SourceList) ([]string, map[string]l10n.SourceList, error) {
	pages := pageList{previous: known, lists: map[string]l10n.SourceList{}}
	err := f.discover(ctx, s, &pages)
	return pages.urls, pages.lists, err
}

func (f *Fetcher) discover(ctx context.Context, s Source, pages *pageList) error {
	for _, p := range s.Pages {
		u, err := parseURL(p)
		if err != nil {
			return err
		}
		if err := pages.add(u); err != nil {
			return err
		}
	}
	if s.Sitemap != "" {
		if err := f.sitemap(ctx, s.Sitemap, pages, new(int)); err != nil {
			return fmt.Errorf("sitemap: %w", err)
		}
	}
	if s.Feed != "" {
		if err := f.feed(ctx, s.Feed, pages); err != nil {
			return fmt.Errorf("feed: %w", err)
		}
	}
	return nil
}

// pageList gathers the pages of a source, and the lists that name them.
type pageList struct {
	urls     []string
	seen     map[string]bool
	previous map[string]l10n.SourceList // lists of the call before, by URL
	lists    map[string]l10n.SourceList // lists as they are now
	listed   int                        // entries in them
}

// newList makes a list of an answer. A list that has not changed gets the entries that it had; otherwise the caller
// adds the entries.
func (l *pageList) newList(rawURL string, a *answer) *l10n.SourceList {
	now := l10n.SourceList{URL: a.url, ETag: a.etag, LastModified: a.lastModified}
	if a.notModified {
		old := l.previous[rawURL]
		now.URL = old.URL
		now.Ref = old.Ref
		now.Pages = old.Pages
		now.Lists = old.Lists
	} else {
		now.Ref = l10n.NewRef(a.body)
	}
	return &now
}

// addList keeps a list and adds its pages.
func (l *pageList) addList(rawURL string, list *l10n.SourceList) error {
	l.lists[rawURL] = *list
	if l.listed += len(list.Pages); l.listed > maxListed {
		return fmt.Errorf("%w: the lists of the source have more than %d entries", ErrTooLarge, maxListed)
	}
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

// addListed adds an entry to a list. The entry may be relative to the list's URL.
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
	if len(entry) > maxListedURL {
		return nil, fmt.Errorf("%w: %s lists an address of more than %d bytes: %.80q…", ErrBadURL, list, maxListedURL, entry)
	}
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

// getList gets a sitemap or feed. A compressed file (sitemap.xml.gz) is unpacked within the same limit. The request is
// conditional where the list is known.
func (f *Fetcher) getList(ctx context.Context, rawURL string, known map[string]l10n.SourceList) (*answer, error) {
	limit := 5 * f.opt.MaxBytes
	var prev *l10n.Document
	if old, ok := known[rawURL]; ok {
		prev = &l10n.Document{ETag: old.ETag, LastModified: old.LastModified, Ref: old.Ref}
	}
	a, err := f.get(ctx, rawURL, request{prev: prev, accept: acceptLists, types: listTypes, maxBytes: limit})
	if err != nil || !bytes.HasPrefix(a.body, []byte{0x1f, 0x8b}) {
		return a, err
	}
	a.body, err = bounded.Gunzip(a.body, limit)
	switch {
	case errors.Is(err, bounded.ErrTooLarge):
		return nil, tooLarge(a.url, limit)
	case err != nil:
		return nil, fmt.Errorf("%w: %s: %w", ErrType, a.url, err)
	}
	return a, nil
}
