package fetch

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// pageTypes are the media types that a page may have.
var pageTypes = []string{"text/html", "application/xhtml+xml"}

const acceptPages = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"

// Fetch gets a page. The document's ID is made of rawURL, or is prev's when an earlier version made that of it, and its URL is
// the one after redirects.
//
// With prev, the document of an earlier fetch of the same URL, the request is conditional. When the page has not
// changed, the document has NotModified and prev's Ref, and the bytes are nil. A file is compared by its bytes.
//
// The error wraps a sentinel of this package, for which [Permanent] is true, or is a [*StatusError] or an error of the
// network.
func (f *Fetcher) Fetch(ctx context.Context, rawURL string, prev *l10n.Document) (l10n.Document, []byte, error) {
	doc := l10n.Document{ID: l10n.NewDocumentID(rawURL)}
	if prev != nil && prev.ID == l10n.EarlierDocumentID(rawURL) {
		doc.ID = prev.ID
	}
	if prev != nil && (prev.ID != doc.ID || !prev.Ref.Valid()) {
		prev = nil
	}
	got, err := f.get(ctx, rawURL, request{prev: prev, accept: acceptPages, types: pageTypes, maxBytes: f.opt.MaxBytes})
	if err != nil {
		return l10n.Document{}, nil, err
	}
	doc.URL = got.url
	doc.ContentType = got.contentType
	doc.ETag = got.etag
	doc.LastModified = got.lastModified
	doc.Robots = got.robots
	doc.FetchedAt = time.Now().UTC().Truncate(time.Millisecond)
	if got.notModified {
		doc.NotModified = true
		doc.Ref = prev.Ref
		doc.Size = prev.Size
		return doc, nil, nil
	}
	doc.Ref = l10n.NewRef(got.body)
	doc.Size = int64(len(got.body))
	return doc, got.body, nil
}

// request says what to ask for at a URL, and what to accept.
type request struct {
	prev     *l10n.Document
	accept   string
	types    []string // media types that are accepted
	maxBytes int64
	folder   string // that a file must be in; empty is anywhere
}

func (f *Fetcher) get(ctx context.Context, rawURL string, r request) (*answer, error) {
	u, err := parseURL(rawURL)
	if err != nil {
		return nil, err
	}
	if u.Scheme == "file" {
		return f.readFile(u, r)
	}
	if err := f.waitForTurn(ctx, u); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, f.opt.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrBadURL, rawURL, err)
	}
	req.Header.Set("User-Agent", f.opt.UserAgent)
	req.Header.Set("Accept", r.accept)
	setValidators(req.Header, r.prev)
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetching %s: %w", u, unwrapURLError(err))
	}
	defer resp.Body.Close()
	return f.read(resp, r)
}
