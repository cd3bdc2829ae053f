package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

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
	text, decoded := listText(a.body, a.contentType)
	if !bytes.HasPrefix(bytes.TrimLeft(text, ascii.Space), []byte("<")) {
		return addLines(text, list)
	}
	err := readSitemapXML(a, text, decoded, list)
	if err != nil && !Permanent(err) {
		return fmt.Errorf("%w: %s is not a sitemap: %w", ErrType, a.url, err)
	}
	return err
}

// readSitemapXML reads a urlset or a sitemapindex, the two kinds of files of sitemaps.org, an entry at a time.
func readSitemapXML(a *answer, text []byte, decoded bool, list *l10n.SourceList) error {
	e := newElements(bytes.TrimLeft(text, ascii.Space), true, decoded)
	root := ""
	for {
		t, err := e.next()
		switch {
		case errors.Is(err, io.EOF) && root != "":
			return nil
		case err != nil:
			return err
		case t == nil:
			continue
		case root == "":
			if root = t.Name.Local; root != "urlset" && root != "sitemapindex" {
				return fmt.Errorf("%w: %s has the root element %q; a sitemap has urlset or sitemapindex", ErrType, a.url, root)
			}
			continue
		case t.Name.Local != "loc" || len(e.names) != 3:
			continue
		}
		page, inner := e.within("url"), e.within("sitemap")
		loc, err := e.text()
		switch {
		case err != nil:
			return err
		case root == "urlset" && page:
			err = addListed(list, loc)
		case root == "sitemapindex" && inner:
			err = addInner(a, list, loc)
		}
		if err != nil {
			return err
		}
	}
}

// addInner adds a sitemap of an index.
func addInner(a *answer, list *l10n.SourceList, loc string) error {
	u, err := resolve(a.url, loc)
	if err != nil {
		return err
	}
	if list.Lists = append(list.Lists, u.String()); len(list.Lists) > maxSitemaps {
		return fmt.Errorf("%w: %s lists more than %d sitemaps", ErrTooLarge, a.url, maxSitemaps)
	}
	return nil
}

func addLines(text []byte, list *l10n.SourceList) error {
	for line := range strings.Lines(string(text)) {
		if line = ascii.TrimSpace(strings.TrimPrefix(line, "\ufeff")); line == "" {
			continue
		}
		if err := addListed(list, line); err != nil {
			return err
		}
	}
	return nil
}
