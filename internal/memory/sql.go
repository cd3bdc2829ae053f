package memory

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// stmt prepares each query once: SQLite takes longer to parse a query than to run it.
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

// placeholders writes n parameters as "$1,$2,…", counting from first. SQLite gets "?,?,…", because its driver
// searches for each numbered parameter in a list of all of them.
func (d Dialect) placeholders(first, n int) string {
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

// valueGroups writes n groups of width parameters for an INSERT, for instance "(?,?),(?,?)".
func (d Dialect) valueGroups(n, width int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("(" + d.placeholders(1+i*width, width) + ")")
	}
	return b.String()
}

// padKeys repeats the last key until their number is a power of two, so that few different statements get prepared.
func padKeys(ids []int64) []any {
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

// queryChunks runs a query once for every 1024 keys and calls f with each row. The keys are put in place of the query's
// %s; they get sorted.
func (d Dialect) queryChunks(ctx context.Context, tx *sql.Tx, query string, keys []int64,
	f func(*sql.Rows) error) error {
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for part := range slices.Chunk(keys, 1024) {
		args := padKeys(part)
		r, err := tx.QueryContext(ctx, fmt.Sprintf(query, d.placeholders(1, len(args))), args...)
		if err != nil {
			return err
		}
		for r.Next() {
			if err := f(r); err != nil {
				_ = r.Close()
				return err
			}
		}
		if err := r.Err(); err != nil {
			return err
		}
	}
	return nil
}

// inserter gathers rows, so that one INSERT statement writes many.
type inserter struct {
	dialect Dialect
	tx      *sql.Tx
	into    string    // table and columns: "tm_gram (gram, n)"
	width   int       // how many columns
	tail    string    // " ON CONFLICT …", or empty
	args    []any     // of the rows that are not written yet
	full    *sql.Stmt // inserts batch() rows; prepared when it is first needed
}

func (i *inserter) add(ctx context.Context, row ...any) error {
	i.args = append(i.args, row...)
	if len(i.args) < i.batch()*i.width {
		return nil
	}
	if i.full == nil {
		var err error
		if i.full, err = i.tx.PrepareContext(ctx, i.query(i.batch())); err != nil {
			return err
		}
	}
	_, err := i.full.ExecContext(ctx, i.args...)
	i.args = i.args[:0]
	return err
}

// batch is how many rows a statement takes: SQLite allows 999 parameters in older versions.
func (i *inserter) batch() int { return 900 / i.width }

func (i *inserter) query(n int) string {
	return "INSERT INTO " + i.into + " VALUES " + i.dialect.valueGroups(n, i.width) + i.tail
}

// flush writes the rows that add has kept back.
func (i *inserter) flush(ctx context.Context) error {
	if len(i.args) == 0 {
		return nil
	}
	_, err := i.tx.ExecContext(ctx, i.query(len(i.args)/i.width), i.args...)
	i.args = i.args[:0]
	return err
}
