package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
)

const (
	robotsMaxBytes = 500 << 10 // RFC 9309: a parser must read at least 500 KiB
	robotsTTL      = time.Hour
	robotsMaxHosts = 1000
	longestPause   = 5 * time.Second // between two requests, also where a robots.txt asks for more
)

// robots caches the robots.txt files of hosts, by scheme, host and port.
type robots struct {
	client    *http.Client
	userAgent string
	name      string // by which robots.txt files name us

	mu    sync.Mutex
	hosts map[string]*robotsEntry
}

type robotsEntry struct {
	mu    sync.Mutex // held while the file is fetched, so that it is fetched once
	rules *robotRules
	until time.Time // when the file must be fetched again
	next  time.Time // when the next request may be made, where the file asks for a crawl delay
}

// fetchingRobots marks the context of a request for a robots.txt file. Redirects of it are followed without a check.
type fetchingRobots struct{}

func newRobots(client *http.Client, userAgent string) *robots {
	name, _, _ := strings.Cut(userAgent, "/")
	return &robots{client: client, userAgent: userAgent, name: name, hosts: map[string]*robotsEntry{}}
}

// check returns nil when the page may be fetched, [ErrRobots] when the file forbids it, and a retryable error when the
// file cannot be read now. By RFC 9309 a status of 4xx means that there are no rules; 5xx or no answer means "not now".
func (r *robots) check(ctx context.Context, u *url.URL) error {
	e := r.entry(hostOf(u))
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rules == nil || time.Now().After(e.until) {
		rules, err := r.fetch(ctx, u)
		if err != nil {
			return err
		}
		e.rules = rules
		e.until = time.Now().Add(robotsTTL)
	}
	if !e.rules.allows(u.RequestURI()) {
		return fmt.Errorf("%w: %s, for %s", ErrRobots, u, r.name)
	}
	return nil
}

// reserve returns how long to wait before a request to a host, and reserves that time for the caller. The waits come
// from the crawl delay in the host's robots.txt.
func (r *robots) reserve(u *url.URL, now time.Time) time.Duration {
	e := r.entry(hostOf(u))
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.rules == nil {
		return 0
	}
	delay := e.rules.delay
	if delay <= 0 {
		return 0
	}
	at := now
	if e.next.After(now) {
		at = e.next
	}
	e.next = at.Add(delay)
	return at.Sub(now)
}

func hostOf(u *url.URL) string { return u.Scheme + "://" + strings.ToLower(u.Host) }

func (r *robots) entry(host string) *robotsEntry {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.hosts) >= robotsMaxHosts {
		clear(r.hosts)
	}
	e := r.hosts[host]
	if e == nil {
		e = &robotsEntry{}
		r.hosts[host] = e
	}
	return e
}

func (r *robots) fetch(ctx context.Context, page *url.URL) (*robotRules, error) {
	u := url.URL{Scheme: page.Scheme, Host: page.Host, Path: "/robots.txt"}
	ctx = context.WithValue(ctx, fetchingRobots{}, true)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrBadURL, u.String(), err)
	}
	req.Header.Set("User-Agent", r.userAgent)
	resp, err := r.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("fetching %s: %w", &u, unwrapURLError(err))
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests {
		return nil, statusError(u.String(), resp)
	}
	if resp.StatusCode != http.StatusOK {
		return &robotRules{}, nil
	}
	body, err := bounded.Beginning(resp.Body, robotsMaxBytes)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", &u, err)
	}
	return readRobots(string(body), r.name), nil
}
