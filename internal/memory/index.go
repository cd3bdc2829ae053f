package memory

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// index brings the gram index up to the last source, one block in each transaction. It runs after every write. Should a
// process die between a write and its indexing, then the next write indexes both.
func (m *Memory) index(ctx context.Context) error {
	for {
		done := false
		err := m.inTx(ctx, func(tx *sql.Tx, st *memoryState) error {
			to := min(st.lastSource, (st.indexed+1)|(blockSize-1))
			done = to == st.lastSource
			if st.indexed >= st.lastSource {
				return nil
			}
			if err := m.indexBlock(ctx, tx, st.indexed, to); err != nil {
				return err
			}
			st.indexed = to
			return nil
		})
		if err != nil {
			return fmt.Errorf("memory: index: %w", err)
		}
		if done {
			return nil
		}
	}
}

// indexBlock adds the sources with from < id <= to, all of them in one block.
func (m *Memory) indexBlock(ctx context.Context, tx *sql.Tx, from, to int64) error {
	fresh := map[int64]*posting{}
	r, err := tx.QueryContext(ctx, `SELECT id, lang, body FROM tm_source WHERE id > $1 AND id <= $2 ORDER BY id`, from, to)
	if err != nil {
		return err
	}
	for r.Next() {
		var id int64
		var lang, body string
		if err := r.Scan(&id, &lang, &body); err != nil {
			_ = r.Close()
			return err
		}
		for _, g := range gramsOf(hash64(lang), newForm(readBody(body)).folded) {
			p := fresh[g]
			if p == nil {
				p = &posting{}
				fresh[g] = p
			}
			p.add(uint16(id))
		}
	}
	if err := r.Err(); err != nil {
		return err
	}
	return m.mergePostings(ctx, tx, to>>blockBits, fresh)
}

// mergePostings appends the fresh ids to the block's rows. The ids in the rows are all lower than the fresh ones.
func (m *Memory) mergePostings(ctx context.Context, tx *sql.Tx, block int64, fresh map[int64]*posting) error {
	grams := make([]int64, 0, len(fresh))
	for g := range fresh {
		grams = append(grams, g)
	}
	counts := inserter{dialect: m.dialect, tx: tx, into: "tm_gram_count AS c (gram, n)", width: 2,
		tail: " ON CONFLICT (gram) DO UPDATE SET n = c.n + excluded.n"}
	slices.Sort(grams)
	for _, g := range grams {
		if err := counts.add(ctx, g, fresh[g].n); err != nil {
			return err
		}
	}
	if err := counts.flush(ctx); err != nil {
		return err
	}
	query := fmt.Sprintf(`SELECT gram, n, ids FROM tm_gram WHERE block = %d AND gram IN (%%s)`, block)
	err := m.dialect.queryChunks(ctx, tx, query, grams, func(r *sql.Rows) error {
		var gram int64
		var n int
		var ids []byte
		if err := r.Scan(&gram, &n, &ids); err != nil {
			return err
		}
		old := readPosting(n, ids)
		eachID(0, fresh[gram].ids, func(id int64) { old.add(uint16(id)) })
		fresh[gram] = old
		return nil
	})
	if err != nil {
		return err
	}
	ins := inserter{dialect: m.dialect, tx: tx, into: "tm_gram (gram, block, n, ids)", width: 4,
		tail: " ON CONFLICT (gram, block) DO UPDATE SET n = excluded.n, ids = excluded.ids"}
	for _, g := range grams { // sorted, so that the database's tree is filled from left to right
		p := fresh[g]
		if err := ins.add(ctx, g, block, p.n, p.ids); err != nil {
			return err
		}
	}
	return ins.flush(ctx)
}
