package destination

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// PurgeOptions say how to tell the caches before a destination which addresses have changed.
type PurgeOptions struct {
	// URL is the address of the requests. With {url} in it there is one request for each changed address: {url} at its
	// beginning becomes the address itself, elsewhere the escaped address. Without {url}, a request has many addresses in
	// its body: {"files": ["https://…", …]}.
	URL string
	// Method is the method of the requests. Empty means PURGE for single addresses and POST for many.
	Method string
	// Header is the name of a header, for instance Authorization. Secret is its value, for instance "Bearer …".
	Header, Secret string
	Transport      http.RoundTripper // nil means http.DefaultTransport
}

// Purger tells caches which addresses have changed.
type Purger struct {
	opt    PurgeOptions
	client *http.Client
}

// maxFiles is how many addresses one request has, because some caches take no more.
const maxFiles = 30

const urlPlaceholder = "{url}"

// NewPurger returns a Purger, or an error when the options have no http or https address.
func NewPurger(opt PurgeOptions) (*Purger, error) {
	probe := strings.ReplaceAll(opt.URL, urlPlaceholder, "https://example.org/")
	if u, err := url.Parse(probe); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the purge hook needs an http or https address, with or without {url} in it")
	}
	if opt.Method == "" {
		opt.Method = http.MethodPost
		if strings.Contains(opt.URL, urlPlaceholder) {
			opt.Method = "PURGE"
		}
	}
	return &Purger{opt, &http.Client{Timeout: 30 * time.Second, Transport: opt.Transport}}, nil
}

// Purge tells the caches and returns their answers. It makes all requests, also after one has failed, and joins the
// errors. A 404 is no error: it says that nothing was cached.
func (p *Purger) Purge(ctx context.Context, addresses []string) ([]publish.Purged, error) {
	if !strings.Contains(p.opt.URL, urlPlaceholder) {
		return p.purgeLists(ctx, addresses)
	}
	var purged []publish.Purged
	var errs []error
	for _, address := range addresses {
		answer, err := p.send(ctx, p.requestURL(address), nil)
		if err != nil {
			errs = append(errs, err)
			answer = err.Error()
		}
		purged = append(purged, publish.Purged{Address: address, Answer: answer})
	}
	return purged, errors.Join(errs...)
}

// purgeLists sends many addresses in each request.
func (p *Purger) purgeLists(ctx context.Context, addresses []string) ([]publish.Purged, error) {
	var purged []publish.Purged
	var errs []error
	for batch := range slices.Chunk(addresses, maxFiles) {
		body, err := json.Marshal(map[string][]string{"files": batch})
		if err != nil {
			return purged, err
		}
		answer, err := p.send(ctx, p.opt.URL, body)
		for _, address := range batch {
			purged = append(purged, publish.Purged{Address: address, Answer: answer})
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	return purged, errors.Join(errs...)
}

// requestURL puts an address in the place of {url}.

func (p *Purger) requestURL(address string) string {
	if rest, ok := strings.CutPrefix(p.opt.URL, urlPlaceholder); ok {
		return address + rest
	}
	return strings.ReplaceAll(p.opt.URL, urlPlaceholder, url.QueryEscape(address))
}

func (p *Purger) send(ctx context.Context, to string, body []byte) (string, error) {
	r, err := http.NewRequestWithContext(ctx, p.opt.Method, to, bytes.NewReader(body))
	if err != nil {
		return "", errors.New("the purge hook's address does not parse") // the address may hold a secret
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if p.opt.Header != "" {
		r.Header.Set(p.opt.Header, p.opt.Secret)
	}
	res, err := p.client.Do(r)
	if err != nil {
		var u *url.Error
		if errors.As(err, &u) {
			err = u.Err // without the address
		}
		return "", fmt.Errorf("the cache does not answer: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20))
	if res.StatusCode >= http.StatusBadRequest && res.StatusCode != http.StatusNotFound {
		return res.Status, fmt.Errorf("the cache answers %s", res.Status)
	}
	return res.Status, nil
}
