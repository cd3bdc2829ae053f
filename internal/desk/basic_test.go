package desk

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// signIn is one request with a name and a password.
func signIn(h http.Handler, from, user, pass, forwarded string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Host, r.RemoteAddr = "desk.example.org", from
	r.SetBasicAuth(user, pass)
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func passwordDesk(t *testing.T, now *time.Time, log *bytes.Buffer) http.Handler {
	t.Helper()
	o := options(t, fixture())
	o.Identity, o.Hosts = Basic{"ana": "correct horse", "bo": "battery staple"}, []string{"desk.example.org"}
	o.Proxies = []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	o.Now = func() time.Time { return *now }
	o.Logger = slog.New(slog.NewTextHandler(log, nil))
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestGuessesAreSlowed tries passwords in the ways that a guesser has, and the right one in those of its owner.
func TestGuessesAreSlowed(t *testing.T) {
	for _, tt := range []struct {
		name string
		// guess is the address, the user and the forwarded address of the nth guess.
		guess   func(n int) (from, user, forwarded string)
		guesses int
		refused bool // at the end, from where the guesses came
		ownerOK bool // the owner, from elsewhere
	}{
		{"mistyped", func(int) (string, string, string) { return "198.51.100.1:1", "ana", "" }, 3, false, true},
		{"one address", func(n int) (string, string, string) { return fmt.Sprintf("198.51.100.1:%d", n+1), "ana", "" }, 3000, true, true},
		{"one address, many users", func(n int) (string, string, string) {
			return "198.51.100.1:1", fmt.Sprintf("user%d", n), ""
		}, 3000, true, true},
		{"one customer of IPv6", func(n int) (string, string, string) {
			return fmt.Sprintf("[2001:db8::%x]:1", n), "ana", ""
		}, 3000, true, true},
		{"one account from many addresses", func(n int) (string, string, string) {
			return fmt.Sprintf("198.51.%d.%d:1", n/250, n%250), "ana", ""
		}, 3000, true, false},
		{"by the proxy", func(int) (string, string, string) { return "10.0.0.1:1", "ana", "203.0.113.9" }, 3000, true, true},
		{"by the proxy, with a forged beginning", func(n int) (string, string, string) {
			return "10.0.0.1:1", "ana", fmt.Sprintf("192.0.2.%d, 203.0.113.9", n%250)
		}, 3000, true, true},
		{"a forged proxy", func(n int) (string, string, string) {
			return "198.51.100.1:1", "ana", fmt.Sprintf("192.0.2.%d", n%250)
		}, 3000, true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var log bytes.Buffer
			now := noon
			h := passwordDesk(t, &now, &log)
			heard, last := 0, 0
			for n := range tt.guesses {
				from, user, forwarded := tt.guess(n)
				if last = signIn(h, from, user, "pass-word-"+fmt.Sprint(n), forwarded).Code; last == http.StatusUnauthorized {
					heard++
				}
			}
			if heard > accountGuesses+1 || (last == http.StatusTooManyRequests) != tt.refused {
				t.Errorf("%d of %d guesses were heard, the last got %d", heard, tt.guesses, last)
			}
			if got := signIn(h, "203.0.113.200:1", "ana", "correct horse", "").Code; (got == http.StatusOK) != tt.ownerOK {
				t.Errorf("the owner gets %d", got)
			}
			if strings.Contains(log.String(), "pass-word") || strings.Count(log.String(), "sign-in at the desk failed") != heard {
				t.Errorf("the log has %d lines and must not have passwords", strings.Count(log.String(), "\n"))
			}
			now = now.Add(addressWait)
			if got := signIn(h, "203.0.113.200:1", "ana", "correct horse", "").Code; got != http.StatusOK {
				t.Errorf("after the wait the owner gets %d", got)
			}
		})
	}
}

// TestGuessesAreBounded holds that many addresses take no more memory than some.
func TestGuessesAreBounded(t *testing.T) {
	g, b := newGuesses(), Basic{"ana": "pw"}
	for i := range 3 * mostAddresses {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.SetBasicAuth(fmt.Sprintf("u%d", i), "x")
		g.try(b, r, netip.AddrFrom4([4]byte{198, byte(i >> 16), byte(i >> 8), byte(i)}), noon.Add(time.Duration(i)))
	}
	if len(g.addresses) > mostAddresses || len(g.accounts) != 0 {
		t.Errorf("%d addresses, %d accounts", len(g.addresses), len(g.accounts))
	}
}

// TestUnknownUserIsNotLogged holds that a password typed in the field of the name is not in the log.
func TestUnknownUserIsNotLogged(t *testing.T) {
	var log bytes.Buffer
	now := noon
	signIn(passwordDesk(t, &now, &log), "198.51.100.1:1", "my secret phrase", "ana", "")
	if strings.Contains(log.String(), "secret") || !strings.Contains(log.String(), "198.51.100.1") {
		t.Errorf("the log says %q", log.String())
	}
}
