package destination

import (
	"sync"
	"time"
)

// nonces remembers which requests came, for as long as their signatures hold, so that none is served twice. Only
// requests whose signature holds get into it, so strangers can't fill it.
type nonces struct {
	mu    sync.Mutex
	since time.Time // nothing is known of requests from before
	seen  map[string]time.Time
	swept time.Time
}

// isNew notes a request, and reports whether it is the first of its nonce. Of a request that was signed before this
// process began nobody knows whether it came already, so it is not new.
func (n *nonces) isNew(s signature, now time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen == nil {
		n.seen = map[string]time.Time{}
	}
	if now.Sub(n.swept) > signatureAge {
		for nonce, created := range n.seen {
			if now.Sub(created) > signatureAge {
				delete(n.seen, nonce)
			}
		}
		n.swept = now
	}
	if _, seen := n.seen[s.nonce]; seen || s.created.Unix() < n.since.Unix() {
		return false
	}
	n.seen[s.nonce] = s.created
	return true
}
