package fetch

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	var asked atomic.Int32
	s, f := serve(t, Options{UserAgent: "Dragoman/1 (+https://dragoman.example)"},
		func(w http.ResponseWriter, r *http.Request) {
			switch r.URL.Path {
			case "/robots.txt":
				asked.Add(1)
				_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n\nUser-agent: dragoman\nDisallow: /private\nAllow: " +
					"/private/but\nDisallow: /*?print="))
			case "/to-private":
				http.Redirect(w, r, "/private", http.StatusFound)
			default:
				html(w, page)
			}
		})
	for path, want := range map[string]error{"/": nil, "/private/x": ErrRobots, "/private/but/this": nil,
		"/to-private": ErrRobots, "/x?print=1": ErrRobots} {
		if _, _, err := f.Fetch(t.Context(), s.URL+path, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", path, err, want)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was fetched %d times", asked.Load())
	}
	if _, _,
		err := New(Options{AllowPrivate: true, IgnoreRobots: true}).Fetch(t.Context(), s.URL+"/private", nil); err != nil {
		t.Errorf("with robots.txt ignored: %v", err)
	}
}

// TestRobotsStatus checks the statuses of robots.txt: 4xx means no rules, 5xx and 429 mean to come back later, and
// redirects are followed.
func TestRobotsStatus(t *testing.T) {
	status := http.StatusForbidden
	s, f := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt" && status == http.StatusFound:
			http.Redirect(w, r, "/moved.txt", status)
		case r.URL.Path == "/robots.txt":
			w.WriteHeader(status)
		case r.URL.Path == "/moved.txt":
			_, _ = w.Write([]byte("User-agent: *\nDisallow: /"))
		default:
			html(w, page)
		}
	})
	for _, status = range []int{http.StatusServiceUnavailable, http.StatusTooManyRequests} {
		_, _, err := f.Fetch(t.Context(), s.URL, nil)
		var wait *StatusError
		if !errors.As(err, &wait) || wait.Code != status || Permanent(err) {
			t.Errorf("robots.txt %d: %v", status, err)
		}
	}
	status = http.StatusForbidden
	if _, _, err := f.Fetch(t.Context(), s.URL, nil); err != nil {
		t.Errorf("robots.txt 403: %v", err)
	}
	status = http.StatusFound
	if _, _, err := New(Options{AllowPrivate: true}).Fetch(t.Context(), s.URL, nil); !errors.Is(err, ErrRobots) {
		t.Errorf("a robots.txt that moved: %v", err)
	}
}

func TestCrawlDelay(t *testing.T) {
	h := http.NewServeMux()
	h.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("User-agent: *\nCrawl-delay: 2\n\nUser-agent: slow\nCrawl-delay: 3600\n"))
	})
	s := httptest.NewServer(h)
	defer s.Close()
	u, _ := url.Parse(s.URL + "/page")
	now := time.Now()
	for agent, want := range map[string][]time.Duration{"Dragoman/1": {0, 2 * time.Second, 4 * time.Second},
		"slow/1": {0, longestPause}} {
		r := newRobots(s.Client(), agent)
		if got := r.reserve(u, now); got != 0 {
			t.Errorf("a host that was never asked: %s", got)
		}
		if err := r.check(t.Context(), u); err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			if got := r.reserve(u, now); got != w {
				t.Errorf("%s: request %d waits %s, want %s", agent, i+1, got, w)
			}
		}
	}
}

// TestRobotRules holds which paths a file allows, by RFC 9309.
func TestRobotRules(t *testing.T) {
	for _, c := range []struct{ file, path, not string }{ // paths that are allowed, and one that is not
		{"User-agent: *\nDisallow: /a", "/ /b /A", "/ab"},
		{"User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"User-agent: *\nDisallow:", "/ /a", ""},
		{"User-agent: *\nDisallow: /\nAllow: /news/", "/news/ /news/x", "/new"},
		{"User-agent: *\nDisallow: /*.pdf$", "/x.pdf?y /x.pdfs", "/a/x.pdf"},
		{"User-agent: *\nDisallow: *.pdf", "/x", "/x.pdf?y"},
		{"User-agent: *\nDisallow: /a*b*c", "/acb /xabc", "/a-b-c-d"},
		{"User-agent: *\nDisallow: /$", "/a", "/"},
		{"User-agent: *\nDisallow: a", "/b", "/a"},
		{"User-agent: *\nDisallow: /a*$", "/b", "/abc"},
		{"User-agent: *\nDisallow: /\n\nUser-agent: Dragoman\nDisallow: /x", "/ /a", "/x"},
		{"User-agent: dragoman/2.0 (bot)\nDisallow: /x", "/a", "/x"},
		{"User-agent: other\nUser-agent: DRAGOMAN\nDisallow: /x", "/a", "/x"},
		{"User-agent: other\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/x", "/y"},
		{"User-agent: dragoman\nDisallow: /x\n\nUser-agent: other\nDisallow: /\n\nUser-agent: dragoman\nDisallow: /y", "/", "/y"},
		{"Disallow: /x\nnonsense\nUser-agent: *\nDisallow: /y", "/x", "/y"},
		{"\ufeffUser-agent: * # all\r\nDisallow: /y # this\r\n", "/x", "/y"},
		{"user-agent:*\rdisallow:/y\rSitemap: /z", "/x /z", "/y"},
		{"User-agent: *\nDisallow: /caf\u00e9", "/caf", "/caf%c3%a9"},
		{"User-agent: *\nDisallow: /%7Ea%2fb", "/~a/b", "/~a%2Fb"},
		{"User-agent: *\nDisallow: /a\nAllow: /a*b", "/axb", "/ax"},
		{"", "/ /x", ""},
	} {
		r := readRobots(c.file, "Dragoman")
		for path := range strings.FieldsSeq(c.path) {
			if !r.allows(path) {
				t.Errorf("%q forbids %s", c.file, path)
			}
		}
		if c.not != "" && r.allows(c.not) {
			t.Errorf("%q allows %s", c.file, c.not)
		}
	}
}

// TestRobotsGrowth holds that a pattern of many asterisks is looked for in one go: a search that went back would not end.
func TestRobotsGrowth(t *testing.T) {
	pattern := "/" + strings.Repeat("*a", 5000)
	r := readRobots("User-agent: *\nDisallow: "+pattern+"*b$\nDisallow: "+pattern+"*c", "dragoman")
	if !r.allows("/" + strings.Repeat("a", 8000)) {
		t.Error("forbidden")
	}
	if r.allows("/" + strings.Repeat("a", 8000) + "c") {
		t.Error("allowed")
	}
}
