package site

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// setAddresses gives every page its name and address by the plan, and returns the pages' paths. All pages of the
// document are named, so that after a change of the scheme they move together.
func (s *Service) setAddresses(ctx context.Context, p l10n.Plan, pages, site []l10n.PublishedPage) ([]string, error) {
	paths := make([]string, len(pages))
	for i := range pages {
		page := &pages[i]
		if !p.URLs.Kept() && page.Slug == "" {
			if err := s.useEarlierName(ctx, p, page); err != nil {
				return nil, err
			}
			targets, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, page.Targets)
			if err != nil {
				return nil, err
			}
			e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, page.Extraction)
			if err != nil {
				return nil, err
			}
			if err := s.chooseName(p, page, &e, targets, site); err != nil {
				return nil, err
			}
		}
		var err error
		if paths[i], page.URL, err = s.pagePath(p, page); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

// pagePath says where a page goes, relative to its destination, and at which address visitors find it.
func (s *Service) pagePath(p l10n.Plan, page *l10n.PublishedPage) (pagePath, address string, err error) {
	d, err := s.destination(p)
	if err != nil {
		return "", "", err
	}
	source, err := sourcePath(page.SourceURL)
	if err != nil {
		return "", "", err
	}
	if p.URLs.Slugs == l10n.ASCIISlugs {
		source = publish.LatinPath(p.SourceLang, source)
	}
	if !p.URLs.Kept() && page.Slug != "" {
		source = publish.WithName(source, page.Slug)
	}
	pagePath = publish.SchemePath(p.URLs.Scheme, page.Locale, source)
	if d.Address != nil {
		return pagePath, d.Address(d.URL, pagePath), nil
	}
	return pagePath, publish.Address(p.URLs, d.URL, page.Locale, pagePath), nil
}

// sourcePath is the path of a source's address that its pages' paths are made of. Of a file on a disk it is the file's
// name alone: the folders above it are nobody's business.
func sourcePath(sourceURL string) (string, error) {
	source, err := publish.SourcePath(sourceURL, "")
	if err != nil {
		return "", fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	if strings.HasPrefix(sourceURL, "file:") {
		source = "/" + path.Base(source)
	}
	return source, nil
}

// addressTaken refuses pages for whose address visitors get another page of the site, and says what to do. Two addresses of a
// source may well lead to one: /news, /news/ and /news/index.htm.
func addressTaken(pages, site []l10n.PublishedPage) error {
	for _, page := range pages {
		for _, other := range site {
			if other.URL != page.URL || other.Document == page.Document {
				continue
			}
			return fmt.Errorf("%w: two pages want one address, %s: %s, whose translation is there already, and %s. "+
				"If they are the same page, list only one of them in the site's pages, sitemap or feed. "+
				"If not, take the first away with `dragoman unpublish %s`, or publish the second by a site of its own "+
				"with another destination",
				l10n.ErrRefused, page.URL, other.SourceURL, page.SourceURL, other.Document)
		}
	}
	return nil
}
