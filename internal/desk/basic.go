package desk

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Basic has the passwords of users, and asks for them by HTTP's Basic scheme. It must only be used with TLS.
type Basic map[l10n.UserID]string

// Identify compares passwords in constant time, and takes the same time for an unknown user.
func (b Basic) Identify(r *http.Request) (l10n.UserID, bool) {
	user, pass, ok := r.BasicAuth()
	if !ok {
		return "", false
	}
	want, exists := b[l10n.UserID(user)]
	wantSum, gotSum := sha256.Sum256([]byte(want)), sha256.Sum256([]byte(pass))
	equal := subtle.ConstantTimeCompare(wantSum[:], gotSum[:]) == 1
	if !equal || !exists || want == "" {
		return "", false
	}
	return l10n.UserID(user), true
}

// An address may guess a few times, as somebody does who has mistyped. Then each guess waits twice as long as the one
// before. An account waits later and shorter, because whoever guesses from many addresses must not keep its owner out.
const (
	addressGuesses, addressWait = 10, 15 * time.Minute
	accountGuesses, accountWait = 100, time.Minute
	// forgetGuesses is how long a wrong guess counts, and mostAddresses of how many addresses guesses are remembered.
	forgetGuesses = time.Hour
	mostAddresses = 4096
)

// tally counts the wrong guesses from an address, or at an account.
type tally struct {
	wrong       int
	last, until time.Time
}

func (t *tally) add(now time.Time, free int, longest time.Duration) {
	if now.Sub(t.last) > forgetGuesses {
		t.wrong = 0
	}
	t.wrong, t.last = t.wrong+1, now
	if over := t.wrong - free; over >= 0 {
		t.until = now.Add(min(time.Second<<min(over, 20), longest))
	}
}

// guesses slows those down who try passwords. Its memory is bounded: accounts are those that exist, and the addresses
// that have guessed longest ago are forgotten.
type guesses struct {
	mu        sync.Mutex
	accounts  map[l10n.UserID]*tally
	addresses map[netip.Prefix]*tally
}

func newGuesses() *guesses {
	return &guesses{accounts: map[l10n.UserID]*tally{}, addresses: map[netip.Prefix]*tally{}}
}

// try lets a request sign in unless it has to wait, and counts it when it fails. One request is looked at after the
// other, so that many at once are no way around.
func (g *guesses) try(b Basic, r *http.Request, from netip.Addr, now time.Time) (ok bool, wait time.Duration) {
	name, _, _ := r.BasicAuth()
	g.mu.Lock()
	defer g.mu.Unlock()
	network := networkOf(from)
	for _, t := range []*tally{g.accounts[l10n.UserID(name)], g.addresses[network]} {
		if t != nil {
			wait = max(wait, t.until.Sub(now))
		}
	}
	if wait > 0 {
		return false, wait
	}
	if _, ok := b.Identify(r); ok {
		return true, 0
	}
	if _, exists := b[l10n.UserID(name)]; exists {
		tallyOf(g.accounts, l10n.UserID(name)).add(now, accountGuesses, accountWait)
	}
	tallyOf(g.addresses, network).add(now, addressGuesses, addressWait)
	g.bound()
	return false, 0
}

func tallyOf[K comparable](of map[K]*tally, key K) *tally {
	if of[key] == nil {
		of[key] = &tally{}
	}
	return of[key]
}

// bound forgets the address that has guessed longest ago where there are too many.
func (g *guesses) bound() {
	if len(g.addresses) <= mostAddresses {
		return
	}
	var oldest netip.Prefix
	var at time.Time
	for network, t := range g.addresses {
		if at.IsZero() || t.last.Before(at) {
			oldest, at = network, t.last
		}
	}
	delete(g.addresses, oldest)
}

// networkOf is whom an address stands for: itself, or with IPv6 the 64 bits that a customer has.
func networkOf(a netip.Addr) netip.Prefix {
	bits := 32
	if a = a.Unmap(); a.Is6() {
		bits = 64
	}
	p, _ := a.WithZone("").Prefix(bits)
	return p
}

// slowGuesses answers 429 to those who have guessed too often, and notes wrong passwords in the log, without them.
func (d *desk) slowGuesses(next http.Handler) http.Handler {
	users, basic := d.Identity.(Basic)
	if !basic {
		return next
	}
	g := newGuesses()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, sent := r.BasicAuth()
		if !sent {
			next.ServeHTTP(w, r)
			return
		}
		from := senderOf(r, d.Proxies)
		ok, wait := g.try(users, r, from, d.Now())
		switch {
		case wait > 0:
			w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
			http.Error(w, "Too many wrong passwords. Wait, and try again.", http.StatusTooManyRequests)
			return
		case !ok:
			if _, exists := users[l10n.UserID(name)]; !exists {
				name = "unknown" // people type their password in the wrong field
			}
			d.Logger.Warn("a sign-in at the desk failed", "user", name, "address", from)
		}
		next.ServeHTTP(w, r)
	})
}

// senderOf is the address that a request comes from: where a proxy that is trusted passed it on, the last address that
// the proxy has seen itself.
func senderOf(r *http.Request, proxies []netip.Prefix) netip.Addr {
	a := peerOf(r)
	if !trusted(a, proxies) {
		return a
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			return a
		}
		if a = hop.Unmap(); !trusted(a, proxies) {
			return a
		}
	}
	return a
}

// peerOf is the address at the other end of a request's connection.
func peerOf(r *http.Request) netip.Addr {
	a, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return a.Addr().Unmap()
}

func trusted(a netip.Addr, proxies []netip.Prefix) bool {
	for _, p := range proxies {
		if p.Contains(a.WithZone("")) {
			return true
		}
	}
	return false
}
