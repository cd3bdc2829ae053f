package fetch

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// checkRedirect checks the target of each redirect in the same way as the first URL: its form and its robots.txt. The
// dialer checks the address.
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
	return f.checkRobots(req.Context(), u)
}

// waitForTurn checks that robots.txt allows a page, and waits as long as the host's robots.txt asks for between
// requests.
func (f *Fetcher) waitForTurn(ctx context.Context, u *url.URL) error {
	robotsCtx, cancel := context.WithTimeout(ctx, f.opt.Timeout)
	defer cancel()
	if err := f.checkRobots(robotsCtx, u); err != nil || f.opt.IgnoreRobots {
		return err
	}
	wait := time.NewTimer(f.robots.reserve(u, time.Now()))
	defer wait.Stop()
	select {
	case <-wait.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for a turn at %s: %w", u.Host, ctx.Err())
	}
}

// checkRobots checks that the host's robots.txt allows a page, unless the options ignore it.
func (f *Fetcher) checkRobots(ctx context.Context, u *url.URL) error {
	if f.opt.IgnoreRobots {
		return nil
	}
	return f.robots.check(ctx, u)
}
