package fetch

import (
	"net"
	"net/http"
	"time"
)

// Options say what a Fetcher may do. The zero value allows the least and has default limits.
type Options struct {
	// AllowPrivate allows loopback, private and other special addresses, for a demonstration or an intranet.
	AllowPrivate bool
	// AllowFiles allows file: URLs.
	AllowFiles bool
	// IgnoreRobots ignores robots.txt, for sites of the user.
	IgnoreRobots bool
	// UserAgent is the name that servers get. The part before the first slash is the name that robots.txt files use.
	UserAgent string
	MaxBytes  int64         // of a page, decompressed; 0 means 10 MiB. Sitemaps and feeds may have five times as many
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

// Fetcher fetches pages. It is safe for concurrent use. It keeps connections and robots.txt files, so a program needs
// only one.
type Fetcher struct {
	opt    Options
	client *http.Client
	robots *robots
}

// New returns a Fetcher. It uses no proxy of the environment, because behind a proxy the guard would not see the
// addresses.
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
			MaxConnsPerHost:        4, // to be polite
			IdleConnTimeout:        90 * time.Second,
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
	}
	f.robots = newRobots(f.client, opt.UserAgent)
	return f
}
