// Package store keeps what the pipeline remembers: blobs by content address, and records of runs, translations,
// targets, decisions, answers and published pages. On one machine that is a SQLite file; workers on several machines
// share PostgreSQL. One migration set and one SQL text serve both.
//
// Records are JSON bodies beside the columns that are searched by, so that a new field of the vocabulary needs no
// migration.
package store

import (
	"context"
	"database/sql"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/private"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is an open database of blobs and records. It is safe for concurrent use.
type Store struct {
	db         *sql.DB
	dialect    goose.Dialect
	line       line
	lockFolder string   // of a SQLite database
	sites      sync.Map // *knownSite by l10n.SiteName
}

// Open opens the database at where, "postgres://…" or the path of a SQLite file, which is made when it isn't there,
// and brings its tables up to date.
func Open(ctx context.Context, where string) (*Store, error) {
	s := &Store{dialect: goose.DialectSQLite3}
	driver, dsn := "sqlite", sqliteDSN(where)
	if strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://") {
		s.dialect, driver, dsn = goose.DialectPostgres, "pgx", where
	} else {
		file, err := prepareFile(where)
		if err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		s.lockFolder = file + ".locks"
	}
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s.db = db
	// Under a lock: a worker and a desk that start together must not both migrate.
	if err := s.Locked(ctx, "migrate", func() error { return s.migrate(ctx) }); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("store: open %s: %w", Redact(where), err)
	}
	return s, nil
}

// prepareFile makes the folder of a SQLite database and returns the path by which all processes know the file, whatever
// folder they are in and whatever links lead to it.
func prepareFile(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if err := private.Prepare(path); err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) {
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		return filepath.Join(folder, filepath.Base(path)), err
	}
	return real, err
}

// sqliteDSN asks for a write-ahead log, so that readers don't wait for writers, and for immediate transactions, so that
// two writers wait for each other instead of failing.
func sqliteDSN(path string) string {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-65536)",
	}}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

// Redact leaves a database URL's password out of what people read.
func Redact(where string) string {
	if u, err := url.Parse(where); err == nil && u.User != nil {
		return u.Redacted()
	}
	return where
}

func (s *Store) migrate(ctx context.Context) error {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(s.dialect, s.db, sub,
		goose.WithGoMigrations(goose.NewGoMigration(8, &goose.GoFunc{RunTx: wholeHashes}, nil),
			goose.NewGoMigration(10, &goose.GoFunc{RunTx: keepPresentTexts}, nil),
			goose.NewGoMigration(23, &goose.GoFunc{RunTx: addAbout}, nil)))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// DB returns the database, for the rooms that keep tables of their own in it.
func (s *Store) DB() *sql.DB { return s.db }

// PostgreSQL reports whether the database is PostgreSQL and not SQLite.
func (s *Store) PostgreSQL() bool { return s.dialect == goose.DialectPostgres }

// inReadTx runs f on the database as it is at one moment.
func (s *Store) inReadTx(ctx context.Context, f func(*sql.Tx) error) error {
	o := &sql.TxOptions{ReadOnly: true}
	if s.PostgreSQL() {
		o.Isolation = sql.LevelRepeatableRead
	}
	tx, err := s.db.BeginTx(ctx, o)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	return f(tx)
}

// stamp writes a time so that text order is time order.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000000Z") }

type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// bodies runs a query whose rows are one JSON body each.
func bodies[T any](ctx context.Context, q querier, query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []T
	for rows.Next() {
		var body []byte
		if err := rows.Scan(&body); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		var v T
		if err := decode(body, &v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, rows.Err()
}

// body is bodies for a query of at most one row; none gives [l10n.ErrNotFound] with what was looked for.
func body[T any](ctx context.Context, q querier, what, query string, args ...any) (T, error) {
	all, err := bodies[T](ctx, q, query, args...)
	var zero T
	if err != nil {
		return zero, err
	}
	if len(all) == 0 {
		return zero, fmt.Errorf("%s: %w", what, l10n.ErrNotFound)
	}
	return all[0], nil
}

func decode(b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("store: a record can't be read: %w", err)
	}
	return nil
}

func encode(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("store: a record that JSON can't hold: %v", err)) // the vocabulary's types always can be
	}
	return string(b)
}
