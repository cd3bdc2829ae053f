package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// checkRedirect judges each hop as if it had been asked for: its URL, its robots.txt and, when it is dialled, its
// address.
func (f *Fetcher) checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) > f.opt.Redirects {
		return fmt.Errorf("%w: more than %d redirects", ErrDenied, f.opt.Redirects)
	}
	u, err := parseURL(req.URL.String())
	if err != nil {
		return fmt.Errorf("redirected by %s: %w", via[len(via)-1].URL, err)
	}
	if u.Scheme == "file" {
		return fmt.Errorf("%w: %s redirects to a file", ErrForbiddenAddress, via[len(via)-1].URL)
	}
	req.URL = u
	req.Header.Del("Referer")
	if req.Context().Value(fetchingRobots{}) != nil {
		return nil
	}
	return f.allowed(req.Context(), u)
}

// turn asks whether a page may be fetched, and waits until it may: a host's robots.txt may want a pause between
// requests.
func (f *Fetcher) turn(ctx context.Context, u *url.URL) error {
	asking, cancel := context.WithTimeout(ctx, f.opt.Timeout)
	defer cancel()
	if err := f.allowed(asking, u); err != nil || f.opt.IgnoreRobots {
		return err
	}
	wait := time.NewTimer(f.robots.pause(u, time.Now()))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for a turn at %s: %w", u.Host, ctx.Err())
	}
}

// allowed asks the host's robots.txt, unless the options skip it.
func (f *Fetcher) allowed(ctx context.Context, u *url.URL) error {
	if f.opt.IgnoreRobots {
		return nil
	}
	return f.robots.check(ctx, u)
}
