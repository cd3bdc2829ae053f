package destination

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// cacheServer records its requests. It answers 404 for a path with "uncached" in it, and 503 for one with "broken".
func cacheServer(t *testing.T, requests *[]string) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Files []string }
		_ = json.NewDecoder(r.Body).Decode(&in)
		*requests = append(*requests,
			fmt.Sprint(r.Method, " ", r.URL.RequestURI(), " ", r.Header.Get("X-Key"), " ", strings.Join(in.Files, ",")))
		switch {
		case strings.Contains(r.URL.Path, "uncached"):
			http.NotFound(w, r)
		case strings.Contains(r.URL.Path, "broken"):
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(srv.Close)
	return srv
}

func TestPurge(t *testing.T) {
	var requests []string
	srv := cacheServer(t, &requests)
	for _, tt := range []struct {
		name   string
		opt    PurgeOptions
		paths  []string
		want   []string
		failed bool
	}{
		{"each", PurgeOptions{URL: "{url}", Header: "X-Key", Secret: "s"}, []string{"/es/a.html", "/uncached"},
			[]string{"PURGE /es/a.html s ", "PURGE /uncached s "}, false},
		{"in a query", PurgeOptions{URL: srv.URL +
			"/purge?u={url}", Method: "GET"}, []string{"/a?b&c"}, []string{"GET /purge?u=" +
			strings.ReplaceAll(strings.ReplaceAll(srv.URL, ":", "%3A"), "/", "%2F") + "%2Fa%3Fb%26c  "}, false},
		{"list", PurgeOptions{URL: srv.URL + "/zone"}, []string{"/a", "/b"},
			[]string{"POST /zone  " + srv.URL + "/a," + srv.URL + "/b"}, false},
		{"one is broken", PurgeOptions{URL: "{url}"}, []string{"/broken", "/a"}, []string{"PURGE /broken  ", "PURGE /a  "},
			true},
	} {
		requests = nil
		p, err := NewPurger(tt.opt)
		if err != nil {
			t.Fatal(err)
		}
		var addresses []string
		for _, path := range tt.paths {
			addresses = append(addresses, srv.URL+path)
		}
		answers, err := p.Purge(t.Context(), addresses)
		if (err != nil) != tt.failed || !slices.Equal(requests, tt.want) || len(answers) != len(addresses) ||
			answers[0].Address != addresses[0] || answers[0].Answer == "" {
			t.Errorf("%s: %q, %v, %v", tt.name, requests, answers, err)
		}
	}
	p, err := NewPurger(PurgeOptions{URL: "http://127.0.0.1:1/?token=hunter2"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Purge(t.Context(), []string{"https://www.example.org/"}); err == nil ||
		strings.Contains(err.Error(), "hunter2") {
		t.Errorf("a cache that is not there: %v", err)
	}
	for _, bad := range []string{"", "ftp://a", "/purge"} {
		if _, err := NewPurger(PurgeOptions{URL: bad}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}
