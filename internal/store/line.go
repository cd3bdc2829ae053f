package store

import (
	"context"
	"slices"
	"sync"
)

// line has the goroutines that want a lock stand in line for it, by name: who came first is first.
type line struct {
	mu      sync.Mutex
	waiting map[string][]turn // the first of each has its turn
}

// turn is closed when it has come.
type turn chan struct{}

// enter returns when it is the caller's turn, who must leave.
func (l *line) enter(ctx context.Context, name string) (turn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	mine := make(turn)
	l.mu.Lock()
	if l.waiting == nil {
		l.waiting = map[string][]turn{}
	}
	if len(l.waiting[name]) == 0 {
		close(mine)
	}
	l.waiting[name] = append(l.waiting[name], mine)
	l.mu.Unlock()
	select {
	case <-mine:
		return mine, nil
	case <-ctx.Done():
		l.leave(name, mine)
		return nil, ctx.Err()
	}
}

// leave takes a turn out of the line, and tells the next one when it was the first.
func (l *line) leave(name string, mine turn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.waiting[name], mine)
	rest := slices.Delete(l.waiting[name], i, i+1)
	if len(rest) == 0 {
		delete(l.waiting, name)
		return
	}
	l.waiting[name] = rest
	if i == 0 {
		close(rest[0])
	}
}
