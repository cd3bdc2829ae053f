package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// record is a kind of record that is changed as one: how it is named, read and written.
type record[T any] struct {
	name []string // the kind, and the columns of the key
	// absent is the value that a change starts from when there is no record yet. Where it is nil, the change of an
	// absent record is [l10n.ErrNotFound].
	absent *T
	read   func(context.Context, querier) (T, error)
	write  func(context.Context, *sql.Tx, T) error
}

// update changes a record in one transaction, which has the record for itself: two changes at once come one after the
// other, each of them told what the other wrote. The change may refuse by an error, and then nothing is written.
func update[T any](ctx context.Context, s *Store, r record[T], change func(*T) error) (T, error) {
	var v T
	err := s.inTx(ctx, func(tx *sql.Tx) (err error) {
		if err := s.lockRecord(ctx, tx, r.name...); err != nil {
			return err
		}
		v, err = r.read(ctx, tx)
		if errors.Is(err, l10n.ErrNotFound) && r.absent != nil {
			v, err = *r.absent, nil
		}
		if err != nil {
			return err
		}
		if err := change(&v); err != nil {
			return err
		}
		return r.write(ctx, tx, v)
	})
	return v, err
}

// lockRecord keeps other transactions from changing a record until this one ends, whether or not the record is there
// yet. On PostgreSQL it is a lock on the record's name, as there may be no row to lock. On SQLite a transaction that
// writes has the whole database for itself from its beginning.
func (s *Store) lockRecord(ctx context.Context, tx *sql.Tx, name ...string) error {
	if !s.PostgreSQL() {
		return nil
	}
	_, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, lockKey("record", name...))
	if err != nil {
		return fmt.Errorf("store: lock %s: %w", strings.Join(name, " "), err)
	}
	return nil
}

// lockKey is the text whose hash PostgreSQL locks. The space keeps locks of records and locks by name apart.
func lockKey(space string, name ...string) string {
	return string(l10n.NewShortName(append([]string{"lock", space}, name...)...))
}

// mostTries is how often a change is tried that the database refuses for the sake of another one.
const mostTries = 5

// retried runs f again when the database refused it for the sake of another transaction.
func retried(ctx context.Context, f func() error) error {
	for try := 1; ; try++ {
		err := f()
		if err == nil || try == mostTries || !isContention(err) {
			return err
		}
		pause := time.Duration(try) * time.Duration(10+rand.IntN(40)) * time.Millisecond //nolint:gosec // no secret
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		}
	}
}

// isContention reports whether an error says that another transaction was in the way, and the same may succeed now. On
// SQLite that is a writer that kept the database for longer than busy_timeout.
func isContention(err error) bool {
	const sqliteBusy = 5 // the low byte; the rest says why
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()&0xff == sqliteBusy
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "40001" || e.Code == "40P01" // serialization_failure, deadlock_detected
	}
	return false
}

// inTx runs f in a transaction, and again when another transaction was in its way.
func (s *Store) inTx(ctx context.Context, f func(*sql.Tx) error) error {
	return retried(ctx, func() error {
		tx, err := s.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := f(tx); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	})
}

// exec runs a statement that is a transaction by itself.
func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	return retried(ctx, func() error {
		_, err := s.db.ExecContext(ctx, query, args...)
		return err
	})
}
