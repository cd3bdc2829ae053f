package fetch

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// sitemapXML is a urlset or a sitemapindex, the two kinds of files of sitemaps.org.
type sitemapXML struct {
	XMLName  xml.Name
	URLs     []string `xml:"url>loc"`
	Sitemaps []string `xml:"sitemap>loc"`
}

// sitemap adds the pages of a sitemap, or of all sitemaps of an index. count counts the sitemaps.
func (f *Fetcher) sitemap(ctx context.Context, rawURL string, pages *pageList, count *int) error {
	*count++
	if *count > maxSitemaps {
		return fmt.Errorf("%w: more than %d sitemaps", ErrTooLarge, maxSitemaps)
	}
	a, err := f.getList(ctx, rawURL, pages.previous)
	if err != nil {
		return err
	}
	list := pages.newList(rawURL, a)
	if !a.notModified {
		if err := readSitemap(a, list); err != nil {
			return err
		}
	}
	if err := pages.addList(rawURL, list); err != nil {
		return err
	}
	for _, inner := range list.Lists {
		if err := f.sitemap(ctx, inner, pages, count); err != nil {
			return err
		}
	}
	return nil
}

// readSitemap reads the entries of a sitemap, of an index, or of a text file with a URL on each line.
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
			list.Lists = append(list.Lists, u.String())
			if len(list.Lists) > maxSitemaps {
				return fmt.Errorf("%w: %s lists more than %d sitemaps", ErrTooLarge, a.url, maxSitemaps)
			}
		}
	default:
		return fmt.Errorf("%w: %s has the root element %q; a sitemap has urlset or sitemapindex",
			ErrType, a.url, doc.XMLName.Local)
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
