package judge

import (
	"context"
	"sync"
	"time"
)

// Pacer keeps the questions of one process apart.
type Pacer struct {
	every time.Duration
	mu    sync.Mutex
	next  time.Time
}

// NewPacer lets so many questions a second go; 0 or less is no limit.
func NewPacer(perSecond float64) *Pacer {
	p := &Pacer{}
	if perSecond > 0 {
		p.every = time.Duration(float64(time.Second) / perSecond)
	}
	return p
}

// Wait waits until the next question may be asked, or the context ends.
func (p *Pacer) Wait(ctx context.Context) error {
	if p == nil || p.every == 0 {
		return ctx.Err()
	}
	p.mu.Lock()
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
	}
	wait := p.next.Sub(now)
	p.next = p.next.Add(p.every)
	p.mu.Unlock()
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
