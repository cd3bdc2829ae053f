package fetch

import (
	"context"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// maxLinked is how large a file of rules or annotations may be.
const maxLinked = 1 << 20

// linkedTypes are the media types of ITS rules and of annotations beside a page, which are XML or a page of their own.
var linkedTypes = []string{"application/its+xml", "application/xml", "text/xml", "text/html", "application/xhtml+xml"}

// FetchLinked gets a file of ITS rules or annotations that a page names. href is relative to the page. Such a file is
// fetched by the rules that hold for pages; a page that is a file gets files of its own folder, and below, alone. The
// errors are those of [Fetcher.Fetch].
func (f *Fetcher) FetchLinked(ctx context.Context, page, href string) ([]byte, error) {
	base, err := url.Parse(page)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrBadURL, page, err)
	}
	u, err := base.Parse(href)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrBadURL, href, err)
	}
	u.Fragment, u.RawFragment = "", ""
	if u.Scheme == "file" && !beside(base, u) {
		return nil, fmt.Errorf("%w: %s is not in the folder of the page", ErrForbiddenAddress, u)
	}
	got, err := f.get(ctx, u.String(), request{
		accept: strings.Join(linkedTypes, ","), types: linkedTypes, maxBytes: min(maxLinked, f.opt.MaxBytes),
	})
	if err != nil {
		return nil, err
	}
	return got.body, nil
}

// beside reports whether a file is in the folder of a page that is a file too, or below it.
func beside(page, file *url.URL) bool {
	folder := strings.TrimSuffix(path.Dir(path.Clean(page.Path)), "/") + "/"
	return page.Scheme == "file" && file.Host == page.Host && strings.HasPrefix(path.Clean(file.Path), folder)
}
