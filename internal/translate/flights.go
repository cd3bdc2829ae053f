package translate

import (
	"context"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// flights are the questions that this process is asking right now, so that pages with the same texts, which go their
// ways at the same time, don't pay for them twice.
type flights struct {
	mu    sync.Mutex
	under map[l10n.Hash]chan struct{}
}

// claim takes those of the questions that nobody asks now, and returns the others with a channel that is closed when one
// of them has landed, well or ill. What was claimed must be landed.
func (f *flights) claim(qs []Question, key func(Question) l10n.Hash) (mine, others []Question, landed <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.under == nil {
		f.under = map[l10n.Hash]chan struct{}{}
	}
	done := make(chan struct{})
	for _, q := range qs {
		if other, ok := f.under[key(q)]; ok && other != done {
			others, landed = append(others, q), other
			continue
		}
		f.under[key(q)] = done
		mine = append(mine, q)
	}
	return mine, others, landed
}

func (f *flights) land(mine []Question, key func(Question) l10n.Hash) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, q := range mine {
		if done, ok := f.under[key(q)]; ok {
			delete(f.under, key(q))
			select {
			case <-done: // closed for another question of the same flight
			default:
				close(done)
			}
		}
	}
}

// direct asks an engine what it was not asked yet. What another page is asking it at the same time is waited for: its
// claims are given back before, so that no two wait for each other.
func (c *conversation) direct(ctx context.Context, d Draft, r route, qs []Question) error {
	for {
		others, landed, err := c.flight(ctx, d, r, qs)
		if err != nil || len(others) == 0 {
			return err
		}
		select {
		case <-landed:
		case <-ctx.Done():
			return ctx.Err()
		}
		qs = others
	}
}

// flight asks what it can claim. Whether a question was asked is only looked up once it is claimed: it may have landed a
// moment ago.
func (c *conversation) flight(ctx context.Context, d Draft, r route, qs []Question) (others []Question, landed <-chan struct{}, err error) {
	key := func(q Question) l10n.Hash { return key(d, r.traits, q) }
	mine, others, landed := c.flights.claim(qs, key)
	defer c.flights.land(mine, key)
	var open []Question
	for _, q := range mine {
		_, _, asked, err := c.kept(ctx, d, r, q)
		if err != nil {
			return nil, nil, err
		}
		if !asked {
			open = append(open, q)
		}
	}
	return others, landed, c.requests(ctx, d, r, open)
}
