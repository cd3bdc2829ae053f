package memory

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// each runs a query whose %s is a list of keys, in pieces, and calls f with every row.
func (d Dialect) each(ctx context.Context, tx *sql.Tx, query string, keys []int64, f func(*sql.Rows) error) error {
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for part := range slices.Chunk(keys, 1024) {
		args := padded(part)
		r, err := tx.QueryContext(ctx, fmt.Sprintf(query, d.places(1, len(args))), args...)
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

// inserter gathers rows into INSERT statements of many.
type inserter struct {
	dialect Dialect
	tx      *sql.Tx
	into    string // table and columns
	width   int
	tail    string // ON CONFLICT …
	args    []any
	full    *sql.Stmt
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

func (i *inserter) batch() int { return 900 / i.width }

func (i *inserter) query(n int) string {
	return "INSERT INTO " + i.into + " VALUES " + i.dialect.rows(n, i.width) + i.tail
}

func (i *inserter) flush(ctx context.Context) error {
	if len(i.args) == 0 {
		return nil
	}
	_, err := i.tx.ExecContext(ctx, i.query(len(i.args)/i.width), i.args...)
	i.args = i.args[:0]
	return err
}
