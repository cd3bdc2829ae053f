package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Options say what a Fetcher may do. The zero value is the strict one, with the limits' defaults.
type Options struct {
	// AllowPrivate lets loopback, private and other special addresses be fetched, for a demonstration or an intranet.
	AllowPrivate bool
	// AllowFiles lets file: URLs be read.
	AllowFiles bool
	// IgnoreRobots skips robots.txt, for sites that are the user's own.
	IgnoreRobots bool
	// UserAgent names us to servers; its first word before a slash is the name that robots.txt is asked about.
	UserAgent string
	MaxBytes  int64         // of a page, decompressed; 0 means 10 MiB. Sitemaps and feeds may have five times as much
	Timeout   time.Duration // of one fetch with its redirects; 0 means 30 s
	Redirects int           // at most; 0 means 10
}

const defaultUserAgent = "Dragoman/dev (+https://github.com/dragoman-l10n/dragoman)"

func (o Options) withDefaults() Options {
	if o.UserAgent == "" {
		o.UserAgent = defaultUserAgent
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 10 << 20
	}
	if o.Timeout <= 0 {
		o.Timeout = 30 * time.Second
	}
	if o.Redirects <= 0 {
		o.Redirects = 10
	}
	return o
}

// Fetcher fetches pages. It is safe for use by many goroutines and keeps connections and robots.txt files, so make one.
type Fetcher struct {
	opt    Options
	client *http.Client
	robots *robots
}

// New returns a Fetcher. Proxies of the environment are not used: behind one, the guard could not see the addresses.
func New(opt Options) *Fetcher {
	opt = opt.withDefaults()
	dialer := &net.Dialer{Timeout: 10 * time.Second}
	if !opt.AllowPrivate {
		dialer.Control = guard
	}
	f := &Fetcher{opt: opt}
	f.client = &http.Client{
		CheckRedirect: f.checkRedirect,
		Transport: &http.Transport{
			DialContext:            dialer.DialContext,
			ForceAttemptHTTP2:      true,
			MaxIdleConnsPerHost:    4,
			MaxConnsPerHost:        4, // however many pages are asked for at once
			IdleConnTimeout:        90 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
	}
	f.robots = newRobots(f.client, opt.UserAgent)
	return f
}

// pageTypes are the media types that a page may have.
var pageTypes = []string{"text/html", "application/xhtml+xml"}

const acceptPages = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"

// Fetch gets a page. The document's ID is made from rawURL as asked, its URL is the one after redirects. Given prev, the
// document of an earlier fetch of the same URL, the request is conditional: when the page has not changed, the document
// has NotModified set and prev's Ref, and the bytes are nil. A file has not changed when its bytes have not.
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

// answer is what came, from a server or from a file.
type answer struct {
	url, contentType, etag, lastModified string
	body                                 []byte
	notModified                          bool
}

func (f *Fetcher) get(ctx context.Context, rawURL string, r request) (*answer, error) {
	u, err := parseURL(rawURL)
	if err != nil {
		return nil, err
	}
	if u.Scheme == "file" {
		return f.readFile(u, r)
	}
	ctx, cancel := context.WithTimeout(ctx, f.opt.Timeout)
	defer cancel()
	if err := f.allowed(ctx, u); err != nil {
		return nil, err
	}
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

func setValidators(h http.Header, prev *l10n.Document) {
	if prev == nil {
		return
	}
	if prev.ETag != "" {
		h.Set("If-None-Match", prev.ETag)
	}
	if prev.LastModified != "" {
		h.Set("If-Modified-Since", prev.LastModified)
	}
}

// unwrapURLError takes off the client's own "Get URL:", which our message says already.
func unwrapURLError(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

func (f *Fetcher) read(resp *http.Response, r request) (*answer, error) {
	url := resp.Request.URL.String()
	a := &answer{url: url, contentType: resp.Header.Get("Content-Type"), etag: resp.Header.Get("ETag"),
		lastModified: resp.Header.Get("Last-Modified")}
	if resp.StatusCode == http.StatusNotModified && r.prev != nil {
		a.notModified = true
		a.contentType = r.prev.ContentType
		a.etag = cmp.Or(a.etag, r.prev.ETag)
		a.lastModified = cmp.Or(a.lastModified, r.prev.LastModified)
		return a, nil
	}
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusNonAuthoritativeInfo {
		return nil, statusError(url, resp)
	}
	if e := resp.Header.Get("Content-Encoding"); e != "" && e != "identity" {
		return nil, fmt.Errorf("%w: %s is sent in the encoding %q, which was not asked for", ErrType, url, e)
	}
	if resp.ContentLength > r.maxBytes {
		return nil, tooLarge(url, r.maxBytes)
	}
	if a.contentType != "" && !typeIn(a.contentType, r.types) {
		return nil, wrongType(url, a.contentType, r.types)
	}
	var err error
	if a.body, err = readLimited(resp.Body, url, r.maxBytes); err != nil {
		return nil, err
	}
	return a, sniff(a, r.types)
}

// sniff fills in the content type where the server did not say, and refuses what looks like something else.
func sniff(a *answer, types []string) error {
	if a.contentType != "" {
		return nil
	}
	a.contentType = http.DetectContentType(a.body)
	if strings.HasPrefix(a.contentType, "text/plain") { // a page that begins without a tag that gives it away
		a.contentType = types[0]
	}
	if !typeIn(a.contentType, types) {
		return wrongType(a.url, a.contentType, types)
	}
	if media, _, _ := strings.Cut(a.contentType, ";"); media == "text/html" {
		a.contentType = media // the charset is a guess: leave it to those who decode
	}
	return nil
}

func readLimited(r io.Reader, url string, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", url, err)
	}
	if int64(len(body)) > limit {
		return nil, tooLarge(url, limit)
	}
	return body, nil
}

func tooLarge(url string, limit int64) error {
	return fmt.Errorf("%w: %s has more than %d bytes", ErrTooLarge, url, limit)
}

func wrongType(url, got string, types []string) error {
	return fmt.Errorf("%w: %s is %q, not %s", ErrType, url, got, strings.Join(types, " or "))
}

func typeIn(contentType string, types []string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil { // servers send odd parameters; the type before them will do
		media, _, _ = strings.Cut(contentType, ";")
	}
	return slices.Contains(types, strings.ToLower(strings.TrimSpace(media)))
}
