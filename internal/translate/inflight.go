package translate

import (
	"context"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// inFlight are the questions that this process is asking right now. Pages with the same texts are translated at the
// same time, and no question is to be paid for twice.
type inFlight struct {
	mu    sync.Mutex
	asked map[l10n.Hash]chan struct{} // closed when the question is asked no more
}

// claim takes those of the questions that nobody asks now, and returns the others, both by their places in keys. The
// channel is closed when one of the others has its answer, or has failed. What was claimed must be released.
func (f *inFlight) claim(keys []l10n.Hash) (mine, others []int, answered <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.asked == nil {
		f.asked = map[l10n.Hash]chan struct{}{}
	}
	done := make(chan struct{})
	for i, key := range keys {
		if other, ok := f.asked[key]; ok && other != done {
			others, answered = append(others, i), other
			continue
		}
		f.asked[key] = done
		mine = append(mine, i)
	}
	return mine, others, answered
}

// release gives claimed questions back.
func (f *inFlight) release(keys []l10n.Hash) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, key := range keys {
		done, ok := f.asked[key]
		if !ok {
			continue
		}
		delete(f.asked, key)
		select {
		case <-done: // closed for another question of the same claim
		default:
			close(done)
		}
	}
}

// direct asks an engine what it was not asked yet. What another page is asking it at the same time is waited for. This
// page's claims are released before, so that no two pages wait for each other.
func (c *conversation) direct(ctx context.Context, d Draft, r route, qs []Question) error {
	for {
		others, answered, err := c.claimed(ctx, d, r, qs)
		if err != nil || len(others) == 0 {
			return err
		}
		select {
		case <-answered:
		case <-ctx.Done():
			return ctx.Err()
		}
		qs = others
	}
}

// claimed asks what it can claim, and returns the questions that somebody else is asking. Whether a question has an
// answer is looked up after the claim: it may have come a moment ago.
func (c *conversation) claimed(ctx context.Context, d Draft, r route,
	qs []Question) (others []Question, answered <-chan struct{}, err error) {
	keys := make([]l10n.Hash, len(qs))
	for i, q := range qs {
		keys[i] = key(d, r.traits, q)
	}
	mine, taken, answered := c.inFlight.claim(keys)
	claims := make([]l10n.Hash, len(mine))
	for i, n := range mine {
		claims[i] = keys[n]
	}
	defer c.inFlight.release(claims)
	kept, err := c.Answers.Answers(ctx, claims)
	if err != nil {
		return nil, nil, err
	}
	var open []Question
	for i, n := range mine {
		if _, asked := kept[claims[i]]; !asked {
			open = append(open, qs[n])
		}
	}
	for _, n := range taken {
		others = append(others, qs[n])
	}
	return others, answered, c.requests(ctx, d, r, open)
}
