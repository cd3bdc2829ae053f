package hosts

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestListensOnLoopback(t *testing.T) {
	for listen, want := range map[string]bool{
		"127.0.0.1:8080": true, "127.9.9.9:1": true, "[::1]:8080": true, "localhost:0": true, "LocalHost:1": true,
		"0.0.0.0:8080": false, ":8080": false, "[::]:8080": false, "192.168.1.7:80": false, "example.org:80": false,
		"localhost.example.org:80": false, "127.0.0.1": false, "": false, "[::ffff:127.0.0.1]:80": true, "10.0.0.1:80": false,
	} {
		if got := ListensOnLoopback(listen); got != want {
			t.Errorf("%q: %t", listen, got)
		}
	}
}

// TestOnly has the names that a rebinding page, a proxy and a person at this machine may send.
func TestOnly(t *testing.T) {
	h := Only(append(Loopback(), "desk.example.org"), "no", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	}))
	for host, want := range map[string]bool{
		"127.0.0.1:8233": true, "localhost": true, "LOCALHOST:8233": true, "[::1]:8233": true, "desk.example.org": true,
		"Desk.Example.ORG:443": true, "desk.example.org.": true,
		"evil.example": false, "evil.example:8233": false, "127.0.0.1.evil.example": false, "localhost.evil.example:8233": false,
		"xdesk.example.org": false, "": false, "127.0.0.2": false, "0.0.0.0:8233": false, "2130706433": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, r); (w.Code == http.StatusNoContent) != want {
			t.Errorf("%q: %d", host, w.Code)
		}
	}
}

func TestOfURL(t *testing.T) {
	for address, want := range map[string]string{
		"https://Desk.Example.org/x": "desk.example.org", "http://127.0.0.1:8080": "127.0.0.1", "http://[::1]:8080/": "::1",
		"/desk": "", "": "", "http://%zz": "",
	} {
		if got := OfURL(address); got != want {
			t.Errorf("%q: %q", address, got)
		}
	}
}
