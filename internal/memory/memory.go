package memory

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
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
	langs
	db      *sql.DB
	dialect Dialect
	stmts   sync.Map // string → *sql.Stmt
	scratch sync.Pool
}

// Open makes or brings up to date the memory's own tables (all named tm_…) and returns the memory. The database stays
// the caller's: it is not closed here.
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

// Close lets go of the memory's prepared statements; the database stays open.
func (m *Memory) Close() error {
	var errs []error
	m.stmts.Range(func(k, v any) bool {
		errs = append(errs, v.(*sql.Stmt).Close())
		m.stmts.Delete(k)
		return true
	})
	return errors.Join(errs...)
}

// langKey is what two locales must share for a text to serve both: language and script.
type langKey struct {
	name   string // "en-Latn"
	hash   int64
	region string // as it was stated, or ""
}

// langs remembers what locales come to: reading a language tag costs more than using it.
type langs struct{ known sync.Map } // l10n.Locale → langKey

func (c *langs) lang(l l10n.Locale) langKey {
	if k, ok := c.known.Load(l); ok {
		return k.(langKey)
	}
	if l == "" {
		return langKey{} // any
	}
	var k langKey
	if t := l.Tag(); t != language.Und {
		base, _ := t.Base()
		script, _ := t.Script()
		k.name = base.String() + "-" + script.String()
		if r, c := t.Region(); c == language.Exact {
			k.region = r.String()
		}
	} else {
		k.name = strings.ToLower(string(l))
	}
	k.hash = hash64(k.name)
	c.known.Store(l, k)
	return k
}

// stmt prepares a query once. SQLite's parser would cost more than the query.
func (m *Memory) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := m.stmts.Load(query); ok {
		return s.(*sql.Stmt), nil
	}
	s, err := m.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if old, loaded := m.stmts.LoadOrStore(query, s); loaded {
		_ = s.Close()
		return old.(*sql.Stmt), nil
	}
	return s, nil
}

// places writes "$1,$2,…" for n parameters from the first-th; for SQLite "?,?,…", because its driver looks every named
// one up in a list of all.
func (d Dialect) places(first, n int) string {
	if d == SQLite {
		return strings.TrimSuffix(strings.Repeat("?,", n), ",")
	}
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(first + i))
	}
	return b.String()
}

// rows writes n groups of width parameters for an INSERT.
func (d Dialect) rows(n, width int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("(" + d.places(1+i*width, width) + ")")
	}
	return b.String()
}

// padded rounds a number of parameters up, so that few different statements get prepared.
func padded(ids []int64) []any {
	n := 1
	for n < len(ids) {
		n *= 2
	}
	out := make([]any, n)
	for i := range out {
		out[i] = ids[min(i, len(ids)-1)]
	}
	return out
}
