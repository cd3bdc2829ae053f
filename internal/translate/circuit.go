package translate

import (
	"errors"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// An engine that failed this often in a row is left alone for this long, so that a page of many batches does not run
// into each of its time limits anew.
const (
	circuitFailures = 3
	circuitPause    = 30 * time.Second
)

// circuits remembers, within one process, which engines are down.
type circuits struct {
	mu    sync.Mutex
	state map[l10n.ProviderName]circuit
}

type circuit struct {
	failures int
	until    time.Time // closed before; zero when it never opened
}

// open returns the failure of an engine that is to be left alone now, or nil.
func (c *circuits) open(name l10n.ProviderName, now time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.state[name]; s.until.After(now) {
		return &Failure{Kind: ErrDown, Code: "left alone after repeated failures", Wait: s.until.Sub(now)}
	}
	return nil
}

// note counts what came of a request. After the pause one request may try; its failure opens the circuit again.
func (c *circuits) note(name l10n.ProviderName, err error, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !errors.Is(err, ErrDown) {
		delete(c.state, name)
		return
	}
	if c.state == nil {
		c.state = map[l10n.ProviderName]circuit{}
	}
	s := c.state[name]
	if s.failures++; s.failures >= circuitFailures {
		s.until = now.Add(circuitPause)
	}
	c.state[name] = s
}
