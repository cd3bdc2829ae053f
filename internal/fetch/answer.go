package fetch

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// answer is the content and the headers of an answer, from a server or from a file.
type answer struct {
	url, contentType, etag, lastModified, robots string
	body                                         []byte
	notModified                                  bool
}

// setValidators makes a request conditional on a change since prev.
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

// unwrapURLError removes the client's own "Get URL:", because the caller's message has the URL already.
func unwrapURLError(err error) error {
	if inner := errors.Unwrap(err); inner != nil {
		return inner
	}
	return err
}

// read reads an answer of a server, and refuses wrong types and sizes.
func (f *Fetcher) read(resp *http.Response, r request) (*answer, error) {
	url := resp.Request.URL.String()
	a := &answer{url: url, contentType: resp.Header.Get("Content-Type"), etag: resp.Header.Get("ETag"),
		lastModified: resp.Header.Get("Last-Modified"), robots: strings.Join(resp.Header.Values("X-Robots-Tag"), ", ")}
	if resp.StatusCode == http.StatusNotModified && r.prev != nil {
		a.notModified = true
		a.contentType = r.prev.ContentType
		a.etag = cmp.Or(a.etag, r.prev.ETag)
		a.lastModified = cmp.Or(a.lastModified, r.prev.LastModified)
		if len(resp.Header.Values("X-Robots-Tag")) == 0 {
			a.robots = r.prev.Robots
		}
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

// sniff sets the content type by the content where the server has sent none, and refuses wrong types.
func sniff(a *answer, types []string) error {
	if a.contentType != "" {
		return nil
	}
	a.contentType = http.DetectContentType(a.body)
	if strings.HasPrefix(a.contentType, "text/plain") { // a page may begin with plain text
		a.contentType = types[0]
	}
	if !typeIn(a.contentType, types) {
		return wrongType(a.url, a.contentType, types)
	}
	if media, _, _ := strings.Cut(a.contentType, ";"); media == "text/html" {
		a.contentType = media // the charset is a guess, and the extractor guesses better
	}
	return nil
}

func readLimited(r io.Reader, url string, limit int64) ([]byte, error) {
	body, err := bounded.Read(r, limit)
	if errors.Is(err, bounded.ErrTooLarge) {
		return nil, tooLarge(url, limit)
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", url, err)
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
	if err != nil { // some servers send wrong parameters; the type before them is enough
		media, _, _ = strings.Cut(contentType, ";")
	}
	return slices.Contains(types, ascii.ToLower(ascii.TrimSpace(media)))
}
