package memory

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// entry is a unit on its way into the tables.
type entry struct {
	l10n.MemoryEntry
	name    string
	quality int

	lang, target langKey
	exact, loose int64
	context      int64
	body         string // canonical source
	text         string // canonical target
	source       int64  // id
}

func (m *Memory) prepare(e l10n.MemoryEntry, name string, quality int) (*entry, error) {
	if e.Source.Text() == "" || e.Target.IsEmpty() {
		return nil, fmt.Errorf("memory: an entry needs a source text and a target, and %q has not both", e.Source.Text())
	}
	if e.SourceLang == "" || e.Locale == "" {
		return nil, fmt.Errorf("memory: an entry needs its source language and its locale: %q", e.Source.Text())
	}
	x := &entry{MemoryEntry: e, name: name, quality: quality, lang: m.lang(e.SourceLang), target: m.lang(e.Locale)}
	canon, ids := canonical(e.Source)
	x.body, x.text = canon.String(), renumber(e.Target, ids).String()
	x.exact, x.loose = hash64(x.lang.name, x.body), looseHash(x.lang, canon)
	x.context = contextHash(e.Prev, e.Next, e.Element)
	if x.At.IsZero() {
		x.At = time.Now()
	}
	return x, nil
}

func looseHash(l langKey, f l10n.Fragment) int64 {
	text := squeeze(f.Text())
	var buf [16]placeable.Token
	return hash64(l.name, mask(text, placeable.Scan(buf[:0], text)))
}

// Add remembers approved targets. An entry that is there already changes nothing; one with another target for the same
// source, locale, site and context supersedes the old one, which stays as history.
func (m *Memory) Add(ctx context.Context, es []l10n.MemoryEntry) error {
	batch := make([]*entry, 0, len(es))
	for _, e := range es {
		x, err := m.prepare(e, "", 100)
		if err != nil {
			return err
		}
		batch = append(batch, x)
	}
	if len(batch) == 0 {
		return nil
	}
	_, err := m.put(ctx, batch)
	if err != nil {
		return err
	}
	return m.index(ctx)
}

// put writes a batch in one transaction and reports how many targets were new.
func (m *Memory) put(ctx context.Context, batch []*entry) (added int, err error) {
	err = m.inTx(ctx, func(tx *sql.Tx, st *state) error {
		if err := m.putSources(ctx, tx, st, batch); err != nil {
			return err
		}
		added, err = m.putTargets(ctx, tx, st, batch)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("memory: add: %w", err)
	}
	return added, nil
}

// state is the one row of tm_state. Taking it is the write lock: writers of all processes queue up behind it.
type state struct{ source, target, indexed int64 }

func (m *Memory) inTx(ctx context.Context, f func(*sql.Tx, *state) error) error {
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var st state
	if _, err := tx.ExecContext(ctx, `UPDATE tm_state SET id = 1 WHERE id = 1`); err != nil {
		return err
	}
	row := tx.QueryRowContext(ctx, `SELECT last_source, last_target, indexed FROM tm_state WHERE id = 1`)
	if err := row.Scan(&st.source, &st.target, &st.indexed); err != nil {
		return err
	}
	if err := f(tx, &st); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE tm_state SET last_source = $1, last_target = $2, indexed = $3 WHERE id = 1`, st.source, st.target, st.indexed)
	if err != nil {
		return err
	}
	return tx.Commit()
}

// putSources finds or makes the sources' rows and sets every entry's source.
func (m *Memory) putSources(ctx context.Context, tx *sql.Tx, st *state, batch []*entry) error {
	type key struct {
		exact int64
		body  string
	}
	known := map[key]int64{}
	hashes := make([]int64, 0, len(batch))
	for _, e := range batch {
		hashes = append(hashes, e.exact)
	}
	err := m.dialect.each(ctx, tx, `SELECT id, exact, body FROM tm_source WHERE exact IN (%s)`, hashes, func(r *sql.Rows) error {
		var id int64
		var k key
		if err := r.Scan(&id, &k.exact, &k.body); err != nil {
			return err
		}
		known[k] = id
		return nil
	})
	if err != nil {
		return err
	}
	ins := inserter{dialect: m.dialect, tx: tx, into: "tm_source (id, lang, exact, loose, body)", width: 5}
	for _, e := range batch {
		k := key{e.exact, e.body}
		if known[k] == 0 {
			st.source++
			known[k] = st.source
			if err := ins.add(ctx, st.source, e.lang.name, e.exact, e.loose, e.body); err != nil {
				return err
			}
		}
		e.source = known[k]
	}
	return ins.flush(ctx)
}

// slot is what one target at a time may stand in.
type slot struct {
	source  int64
	lang    string
	locale  string
	site    string
	context int64
}

type standing struct {
	id      int64
	text    string
	changed int64
}

func (m *Memory) putTargets(ctx context.Context, tx *sql.Tx, st *state, batch []*entry) (added int, err error) {
	now, err := m.standingTargets(ctx, tx, batch)
	if err != nil {
		return 0, err
	}
	ins := inserter{dialect: m.dialect, tx: tx, into: `tm_target (id, source, lang, superseded, context, site, body, source_locale, locale, quality, changed,
		name, author, run, document, prev, next, element)`, width: 18}
	for _, e := range batch {
		s := slot{e.source, e.target.name, string(e.Locale), string(e.Site), e.context}
		old, ok := now[s]
		at, superseded := e.At.UnixMilli(), int64(0)
		switch {
		case ok && old.text == e.text:
			continue
		case ok && at < old.changed: // older than what stands: it enters as history
			superseded = old.changed
		case ok:
			if err := ins.flush(ctx); err != nil { // the old one may be of this very batch
				return 0, err
			}
			if _, err := tx.ExecContext(ctx, `UPDATE tm_target SET superseded = $1 WHERE id = $2`, at, old.id); err != nil {
				return 0, err
			}
		}
		st.target++
		added++
		if superseded == 0 {
			now[s] = standing{st.target, e.text, at}
		}
		err := ins.add(ctx, st.target, e.source, e.target.name, superseded, e.context, string(e.Site), e.text,
			string(e.SourceLang), string(e.Locale),
			e.quality, at, e.name, string(e.Author), string(e.Run), string(e.Document), e.Prev.String(), e.Next.String(), e.Element)
		if err != nil {
			return 0, err
		}
	}
	return added, ins.flush(ctx)
}

func (m *Memory) standingTargets(ctx context.Context, tx *sql.Tx, batch []*entry) (map[slot]standing, error) {
	ids := make([]int64, 0, len(batch))
	for _, e := range batch {
		ids = append(ids, e.source)
	}
	now := make(map[slot]standing, len(batch))
	err := m.dialect.each(ctx, tx, `SELECT id, source, lang, locale, site, context, body, changed FROM tm_target WHERE source IN (%s) AND superseded = 0`, ids,
		func(r *sql.Rows) error {
			var s slot
			var x standing
			if err := r.Scan(&x.id, &s.source, &s.lang, &s.locale, &s.site, &s.context, &x.text, &x.changed); err != nil {
				return err
			}
			now[s] = x
			return nil
		})
	return now, err
}
