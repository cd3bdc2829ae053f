package work

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mostPages is how many pages a request may name. A site with more names its sitemap in dragoman.yaml.
const mostPages = 5000

// listNames are the extensions that lists of pages have.
var listNames = []string{".xml", ".gz", ".rss", ".atom", ".rdf", ".json", ".txt"}

// PagesAt returns the pages that people name by addresses: of pages, sitemaps and feeds. What is neither is refused by an
// error that wraps [l10n.ErrRefused].
func (s *Service) PagesAt(ctx context.Context, addresses []string) ([]string, error) {
	var all []string
	for _, address := range addresses {
		u, err := url.Parse(address)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "file") {
			return nil, fmt.Errorf("%w: %q is no address: it begins with https:// or http://", l10n.ErrRefused, address)
		}
		pages, err := s.pagesAt(ctx, u, address)
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", l10n.ErrRefused, address, err)
		}
		all = append(all, pages...)
	}
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(p string) bool {
		again := seen[p]
		seen[p] = true
		return again
	})
	if len(all) > mostPages {
		return nil, fmt.Errorf("%w: these are %d pages, and a request may name %d: name the sitemap in dragoman.yaml, and publish the site",
			l10n.ErrRefused, len(all), mostPages)
	}
	return all, nil
}

// pagesAt reads a list where an address looks like one: as a sitemap, and else as a feed. It is a page otherwise.
func (s *Service) pagesAt(ctx context.Context, u *url.URL, address string) ([]string, error) {
	last := strings.ToLower(path.Base(u.Path))
	isList := slices.Contains(listNames, path.Ext(last)) || last == "feed" || last == "rss" || last == "atom" || last == "sitemap"
	if !isList {
		return s.Source.Discover(ctx, fetch.Source{Pages: []string{address}})
	}
	pages, asSitemap := s.Source.Discover(ctx, fetch.Source{Sitemap: address})
	if asSitemap == nil && len(pages) > 0 {
		return pages, nil
	}
	pages, asFeed := s.Source.Discover(ctx, fetch.Source{Feed: address})
	switch {
	case asFeed == nil && len(pages) > 0:
		return pages, nil
	case asSitemap == nil || asFeed == nil:
		return nil, errors.New("it lists no page")
	}
	return nil, fmt.Errorf("it is read neither as a sitemap (%w) nor as a feed (%w)", asSitemap, asFeed)
}
