package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

const (
	robotsMaxBytes = 500 << 10 // RFC 9309 asks parsers for at least 500 KiB
	robotsKeep     = time.Hour
	robotsMaxHosts = 1000
	longestPause   = 5 * time.Second // that a robots.txt may ask for between two requests
)

// robots keeps hosts' robots.txt files by scheme, host and port.
type robots struct {
	client    *http.Client
	userAgent string
	name      string

	mu    sync.Mutex
	hosts map[string]*robotsEntry
}

type robotsEntry struct {
	mu    sync.Mutex // held while the file is fetched, so that a host is asked once
	data  *robotstxt.RobotsData
	until time.Time
	next  time.Time // when the next request may be made, where the file wants pauses
}

// fetchingRobots marks the context of a request for robots.txt, whose redirects must not ask for robots.txt again.
type fetchingRobots struct{}

func newRobots(client *http.Client, userAgent string) *robots {
	name, _, _ := strings.Cut(userAgent, "/")
	return &robots{client: client, userAgent: userAgent, name: name, hosts: map[string]*robotsEntry{}}
}

// check returns nil when the page may be fetched, [ErrRobots] when the file forbids it, and a retryable error when the
// host cannot say: RFC 9309 has 4xx mean "no rules", and 5xx or silence "not now".
func (r *robots) check(ctx context.Context, u *url.URL) error {
	e := r.entry(hostOf(u))
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.data == nil || time.Now().After(e.until) {
		data, err := r.fetch(ctx, u)
		if err != nil {
			return err
		}
		e.data, e.until = data, time.Now().Add(robotsKeep)
	}
	if !e.data.TestAgent(u.RequestURI(), r.name) {
		return fmt.Errorf("%w: %s, for %s", ErrRobots, u, r.name)
	}
	return nil
}

// pause returns how long to wait before a request to a host that is allowed, by the crawl delay that its file asks for,
// and keeps the turn.
func (r *robots) pause(u *url.URL, now time.Time) time.Duration {
	e := r.entry(hostOf(u))
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.data == nil {
		return 0
	}
	delay := min(e.data.FindGroup(r.name).CrawlDelay, longestPause)
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

func (r *robots) fetch(ctx context.Context, page *url.URL) (*robotstxt.RobotsData, error) {
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
		return &robotstxt.RobotsData{}, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, robotsMaxBytes))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", &u, err)
	}
	data, err := robotstxt.FromBytes(body)
	if err != nil { // what cannot be read has no rules in it
		return &robotstxt.RobotsData{}, nil
	}
	return data, nil
}
