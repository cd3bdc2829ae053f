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

// PurgeOptions say how caches before a destination are told of changed addresses.
type PurgeOptions struct {
	// URL is where. With {url} in it there is one request an address: at its beginning it is the address itself, elsewhere
	// it is escaped. Without, the addresses go in the body of one request, as {"files": ["https://…", …]}.
	URL string
	// Method is PURGE for single addresses and POST for many, where it is empty.
	Method string
	// Header and Secret are a header that is sent along, for instance Authorization with "Bearer …".
	Header, Secret string
	Transport      http.RoundTripper // nil is http.DefaultTransport
}

// Purger tells caches of changed addresses.
type Purger struct {
	opt    PurgeOptions
	client *http.Client
}

// maxFiles is how many addresses one request names; some caches take no more.
const maxFiles = 30

const urlPlace = "{url}"

// NewPurger returns a Purger, or an error when the address is none.
func NewPurger(opt PurgeOptions) (*Purger, error) {
	probe := strings.ReplaceAll(opt.URL, urlPlace, "https://example.org/")
	if u, err := url.Parse(probe); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the purge hook needs an http or https address, with or without {url} in it")
	}
	if opt.Method == "" {
		opt.Method = http.MethodPost
		if strings.Contains(opt.URL, urlPlace) {
			opt.Method = "PURGE"
		}
	}
	return &Purger{opt, &http.Client{Timeout: 30 * time.Second, Transport: opt.Transport}}, nil
}

// Purge tells the caches and returns their answers. A request that failed, or was answered with an error but that
// nothing is cached there, makes the error; the others are made all the same.
func (p *Purger) Purge(ctx context.Context, addresses []string) ([]publish.Purged, error) {
	var told []publish.Purged
	var failed []error
	note := func(address, answer string, err error) {
		if err != nil {
			failed = append(failed, err)
			answer = err.Error()
		}
		told = append(told, publish.Purged{Address: address, Answer: answer})
	}
	if !strings.Contains(p.opt.URL, urlPlace) {
		for some := range slices.Chunk(addresses, maxFiles) {
			body, err := json.Marshal(map[string][]string{"files": some})
			if err != nil {
				return told, err
			}
			answer, err := p.send(ctx, p.opt.URL, body)
			for _, address := range some {
				note(address, answer, nil)
			}
			if err != nil {
				failed = append(failed, err)
			}
		}
		return told, errors.Join(failed...)
	}
	for _, address := range addresses {
		answer, err := p.send(ctx, p.fill(address), nil)
		note(address, answer, err)
	}
	return told, errors.Join(failed...)
}

func (p *Purger) fill(address string) string {
	if rest, ok := strings.CutPrefix(p.opt.URL, urlPlace); ok {
		return address + rest
	}
	return strings.ReplaceAll(p.opt.URL, urlPlace, url.QueryEscape(address))
}

func (p *Purger) send(ctx context.Context, to string, body []byte) (string, error) {
	r, err := http.NewRequestWithContext(ctx, p.opt.Method, to, bytes.NewReader(body))
	if err != nil {
		return "", errors.New("the purge hook's address does not parse") // it may hold a secret
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
