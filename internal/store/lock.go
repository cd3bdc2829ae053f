package store

import (
	"context"
	"fmt"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// locks are the names locked within this process, for SQLite, which no other machine can share.
type locks struct {
	mu    sync.Mutex
	named map[string]chan struct{}
}

// Locked runs f while nobody else holds the lock of that name: an advisory lock on PostgreSQL, so that workers on
// several machines wait for each other, and a lock within the process on SQLite.
func (s *Store) Locked(ctx context.Context, name string, f func() error) error {
	if s.PostgreSQL() {
		return s.lockedPostgreSQL(ctx, name, f)
	}
	for {
		s.locks.mu.Lock()
		held, busy := s.locks.named[name]
		if !busy {
			mine := make(chan struct{})
			s.locks.named[name] = mine
			s.locks.mu.Unlock()
			defer func() {
				s.locks.mu.Lock()
				delete(s.locks.named, name)
				s.locks.mu.Unlock()
				close(mine)
			}()
			return f()
		}
		s.locks.mu.Unlock()
		select {
		case <-held:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (s *Store) lockedPostgreSQL(ctx context.Context, name string, f func() error) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() { _ = conn.Close() }()
	key := string(l10n.NewHash("lock", name))
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(hashtextextended($1, 0))`, key); err != nil {
		return fmt.Errorf("store: lock %s: %w", name, err)
	}
	// The unlock must reach the server even when the caller's time is over, or the pooled connection keeps the lock.
	defer func() {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock(hashtextextended($1, 0))`, key)
	}()
	return f()
}
