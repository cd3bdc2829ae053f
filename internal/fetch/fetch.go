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

// Fetch gets a page. The document's ID is made from rawURL as asked, its URL is the one after redirects. Given prev,
// the document of an earlier fetch of the same URL, the request is conditional: when the page has not changed, the
// document has NotModified set and prev's Ref, and the bytes are nil. A file has not changed when its bytes have not.
//
// The errors are this package's sentinels, for which [Permanent] is true, a [*StatusError], or the network's.
func (f *Fetcher) Fetch(ctx context.Context, rawURL string, prev *l10n.Document) (l10n.Document, []byte, error) {
	doc := l10n.Document{ID: l10n.NewDocumentID(rawURL)}
	if prev != nil && (prev.ID != doc.ID || !prev.Ref.Valid()) {
		prev = nil
	}
	got, err := f.get(ctx, rawURL, request{prev: prev, accept: acceptPages, types: pageTypes, maxBytes: f.opt.MaxBytes})
	if err != nil {
		return l10n.Document{}, nil, err
	}
	doc.URL, doc.ContentType, doc.ETag, doc.LastModified = got.url, got.contentType, got.etag, got.lastModified
	doc.FetchedAt = time.Now().UTC().Truncate(time.Millisecond)
	if got.notModified {
		doc.NotModified, doc.Ref, doc.Size = true, prev.Ref, prev.Size
		return doc, nil, nil
	}
	doc.Ref, doc.Size = l10n.NewRef(got.body), int64(len(got.body))
	return doc, got.body, nil
}

// request is what get needs to know besides the URL.
type request struct {
	prev     *l10n.Document
	accept   string
	types    []string // media types that will do
	maxBytes int64
}

func (f *Fetcher) get(ctx context.Context, rawURL string, r request) (*answer, error) {
	u, err := parseURL(rawURL)
	if err != nil {
		return nil, err
	}
	if u.Scheme == "file" {
		return f.readFile(u, r)
	}
	if err := f.turn(ctx, u); err != nil {
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
