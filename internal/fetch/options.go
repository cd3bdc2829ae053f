package fetch

import (
	"net"
	"net/http"
	"time"
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
