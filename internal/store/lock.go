package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Locked runs f while nobody else holds the lock of that name, in this process or another one on the same database. Who
// waits gives up when the context ends. A lock ends with its holder, also when that is killed. [ErrLockLost] says that
// f ran, and that the database let go of the lock meanwhile.
func (s *Store) Locked(ctx context.Context, name string, f func() error) error {
	if s.PostgreSQL() {
		return s.lockedByServer(ctx, name, f)
	}
	turn, err := s.line.enter(ctx, name)
	if err != nil {
		return err
	}
	defer s.line.leave(name, turn)
	file, err := s.lockFile(ctx, name)
	if err != nil {
		return err
	}
	defer unlockFile(file)
	return f()
}

// ErrLockLost says that the connection that held a lock has failed: somebody else may have held it too since.
var ErrLockLost = errors.New("the lock was lost while it was held")

// lockedByServer holds an advisory lock of PostgreSQL by a connection of its own. The lock ends with the connection.
func (s *Store) lockedByServer(ctx context.Context, name string, f func() error) (err error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() { _ = conn.Close() }()
	key := lockKey("name", name)
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(hashtextextended($1, 0))`, key); err != nil {
		return fmt.Errorf("store: lock %s: %w", name, err)
	}
	defer func() { // also when f panics: a connection that still has the lock must not go back to the others
		if lost := unlockServer(ctx, conn, key); lost != nil {
			err = errors.Join(err, fmt.Errorf("store: %s: %w: %w", name, ErrLockLost, lost))
		}
	}()
	return f()
}

// unlockServer lets go of a lock, also when the caller's time is over. A connection that can't is closed, which ends
// the lock.
func unlockServer(ctx context.Context, conn *sql.Conn, key string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	var held bool
	err := conn.QueryRowContext(ctx, `SELECT pg_advisory_unlock(hashtextextended($1, 0))`, key).Scan(&held)
	if err == nil && !held {
		err = errors.New("the connection no longer has it")
	}
	if err != nil {
		_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	return err
}

// lockPause is how often a lock is tried that another process holds.
const lockPause = 10 * time.Millisecond

// lockFile locks the file of a name, in a folder beside the SQLite database. The operating system lets go of it when
// the process ends.
//
// Before the file itself, a waiter locks the file of who is next, and lets go of it when it has the lock. Without it a
// process with many waiters, each of whom takes the lock the moment that another one of them lets it go, would leave
// those of other processes waiting for good.
func (s *Store) lockFile(ctx context.Context, name string) (*flock.Flock, error) {
	path := filepath.Join(s.lockFolder, string(l10n.NewShortName("lock", name)))
	next, err := waitForFile(ctx, path+".next")
	if err != nil {
		return nil, fmt.Errorf("store: lock %s: %w", name, err)
	}
	defer unlockFile(next)
	file, err := waitForFile(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("store: lock %s: %w", name, err)
	}
	return file, nil
}

func waitForFile(ctx context.Context, path string) (*flock.Flock, error) {
	for {
		file, err := tryFile(path)
		if file != nil || err != nil {
			return file, err
		}
		select {
		case <-time.After(lockPause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// tryFile locks a file, and returns nil when somebody else has it. A file that its holder has removed since it was
// opened is no lock any more: the name leads to another file, which others lock.
func tryFile(path string) (*flock.Flock, error) {
	if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	file := flock.New(path, flock.SetPermissions(0o600))
	locked, err := file.TryLock()
	if errors.Is(err, fs.ErrNotExist) { // the last holder has just removed the folder
		return nil, nil
	}
	if !locked || err != nil {
		return nil, err
	}
	mine, err := file.Stat()
	if err == nil {
		if now, gone := os.Stat(path); gone == nil && os.SameFile(mine, now) {
			return file, nil
		}
	}
	return nil, errors.Join(err, file.Unlock())
}

// unlockFile removes the file while it is still locked, so that nobody else's is removed. Where open files can't be
// removed it stays for the next holder. The folder goes with its last file: another user's processes must not find one
// that they can't write to.
func unlockFile(file *flock.Flock) {
	_ = os.Remove(file.Path())
	_ = os.Remove(filepath.Dir(file.Path()))
	_ = file.Unlock()
}
