package memory

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Dialect is the kind of the database that the memory lives in.
type Dialect string

// The databases that the memory can live in.
const (
	SQLite     Dialect = "sqlite"
	PostgreSQL Dialect = "postgres"
)

//go:embed sql
var migrations embed.FS

// Memory is an open translation memory. It is safe for concurrent use, by several processes too.
type Memory struct {
	langCache
	db      *sql.DB
	dialect Dialect
	stmts   sync.Map  // string → *sql.Stmt
	tallies sync.Pool // of *tally
}

// Open creates the memory's tables, or brings them up to date, and returns the memory. All its tables are named tm_….
// The caller keeps the database and closes it.
func Open(ctx context.Context, db *sql.DB, d Dialect) (*Memory, error) {
	kind, dir := goose.DialectSQLite3, "sql/sqlite"
	opts := []goose.ProviderOption{goose.WithTableName("tm_version"), goose.WithDisableGlobalRegistry(true)}
	if d == PostgreSQL {
		kind, dir = goose.DialectPostgres, "sql/postgresql"
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, fmt.Errorf("memory: %w", err)
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	sub, err := fs.Sub(migrations, dir)
	if err != nil {
		return nil, fmt.Errorf("memory: %w", err)
	}
	p, err := goose.NewProvider(kind, db, sub, opts...)
	if err != nil {
		return nil, fmt.Errorf("memory: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return nil, fmt.Errorf("memory: bring its tables up to date: %w", err)
	}
	return &Memory{db: db, dialect: d}, nil
}

// Close closes the memory's prepared statements. The database stays open.
func (m *Memory) Close() error {
	var errs []error
	m.stmts.Range(func(k, v any) bool {
		errs = append(errs, v.(*sql.Stmt).Close())
		m.stmts.Delete(k)
		return true
	})
	return errors.Join(errs...)
}
