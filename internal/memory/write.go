package memory

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// entry is a unit that is to be written, with the values of its columns.
type entry struct {
	l10n.MemoryEntry
	name    string
	quality int

	sourceKey   langKey
	targetKey   langKey
	exactHash   int64
	looseHash   int64
	contextHash int64
	body        string // canonical source
	text        string // target, with the source's canonical codes
	source      int64  // id, once the source's row is there
}

func (m *Memory) prepare(e l10n.MemoryEntry, name string, quality int) (*entry, error) {
	if e.Source.Text() == "" || e.Target.IsEmpty() {
		return nil, fmt.Errorf("memory: an entry needs a source text and a target, and %q has not both", e.Source.Text())
	}
	if e.SourceLang == "" || e.Locale == "" {
		return nil, fmt.Errorf("memory: an entry needs its source language and its locale: %q", e.Source.Text())
	}
	x := &entry{MemoryEntry: e, name: name, quality: quality}
	x.sourceKey = m.lang(e.SourceLang)
	x.targetKey = m.lang(e.Locale)
	canon, ids := canonical(e.Source)
	x.body = canon.String()
	x.text = renumber(e.Target, ids).String()
	x.exactHash = hash64(x.sourceKey.name, x.body)
	x.looseHash = looseHash(x.sourceKey, canon)
	x.contextHash = contextHash(e.Prev, e.Next, e.Element)
	if x.At.IsZero() {
		x.At = time.Now()
	}
	return x, nil
}

// looseHash is a hash of a text without codes and with masked numbers and addresses.
func looseHash(l langKey, f l10n.Fragment) int64 {
	text := squeeze(f.Text())
	var buf [16]placeable.Token
	return hash64(l.name, mask(text, placeable.Scan(buf[:0], text)))
}

// Add keeps approved targets. An entry that is already there changes nothing. An entry with another target for the same
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
	if _, err := m.put(ctx, batch, false); err != nil {
		return err
	}
	return m.index(ctx)
}

// put writes a batch in one transaction and returns how many targets were new. What comes from a file and was taken out by a
// person, or found wrong, does not come back.
func (m *Memory) put(ctx context.Context, batch []*entry, fromFile bool) (added int, err error) {
	err = m.inTx(ctx, func(tx *sql.Tx, st *memoryState) error {
		if err := m.putSources(ctx, tx, st, batch); err != nil {
			return err
		}
		rest := batch
		if fromFile {
			if rest, err = m.withoutTakenOut(ctx, tx, batch); err != nil {
				return err
			}
		}
		added, err = m.putTargets(ctx, tx, st, rest)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("memory: add: %w", err)
	}
	return added, nil
}

// memoryState is the only row of tm_state. A writer locks it first, so the writers of all processes wait for one
// another.
type memoryState struct {
	lastSource int64 // ids
	lastTarget int64
	indexed    int64 // the last source in the gram index
}

// inTx runs f in a transaction that holds the write lock, and writes the state that f has changed.
func (m *Memory) inTx(ctx context.Context, f func(*sql.Tx, *memoryState) error) error {
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var st memoryState
	if _, err := tx.ExecContext(ctx, `UPDATE tm_state SET id = 1 WHERE id = 1`); err != nil {
		return err
	}
	row := tx.QueryRowContext(ctx, `SELECT last_source, last_target, indexed FROM tm_state WHERE id = 1`)
	if err := row.Scan(&st.lastSource, &st.lastTarget, &st.indexed); err != nil {
		return err
	}
	if err := f(tx, &st); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE tm_state SET last_source = $1, last_target = $2, indexed = $3 WHERE id = 1`,
		st.lastSource, st.lastTarget, st.indexed)
	if err != nil {
		return err
	}
	return tx.Commit()
}

// putSources writes the sources that are not there yet, and sets the source id of every entry.
func (m *Memory) putSources(ctx context.Context, tx *sql.Tx, st *memoryState, batch []*entry) error {
	type key struct {
		exactHash int64
		body      string
	}
	ids := map[key]int64{}
	hashes := make([]int64, 0, len(batch))
	for _, e := range batch {
		hashes = append(hashes, e.exactHash)
	}
	query := `SELECT id, exact, body FROM tm_source WHERE exact IN (%s)`
	err := m.dialect.queryChunks(ctx, tx, query, hashes, func(r *sql.Rows) error {
		var id int64
		var k key
		if err := r.Scan(&id, &k.exactHash, &k.body); err != nil {
			return err
		}
		ids[k] = id
		return nil
	})
	if err != nil {
		return err
	}
	ins := inserter{dialect: m.dialect, tx: tx, into: "tm_source (id, lang, exact, loose, body)", width: 5}
	for _, e := range batch {
		k := key{e.exactHash, e.body}
		if ids[k] == 0 {
			st.lastSource++
			ids[k] = st.lastSource
			if err := ins.add(ctx, st.lastSource, e.sourceKey.name, e.exactHash, e.looseHash, e.body); err != nil {
				return err
			}
		}
		e.source = ids[k]
	}
	return ins.flush(ctx)
}

// slot is a place for one current target.
type slot struct {
	source      int64
	lang        string
	locale      string
	site        string
	contextHash int64
}

// currentTarget is the target in a slot.
type currentTarget struct {
	id      int64
	text    string
	changed int64 // Unix milliseconds
}

// insertTargets names the columns that putTargets fills.
const insertTargets = `tm_target (id, source, lang, superseded, context, site, body, source_locale, locale, quality,
	changed, name, author, run, document, prev, next, element, pending)`

// putTargets writes the targets that differ from the current ones and returns how many they are.
func (m *Memory) putTargets(ctx context.Context, tx *sql.Tx, st *memoryState, batch []*entry) (added int, err error) {
	current, err := m.currentTargets(ctx, tx, batch)
	if err != nil {
		return 0, err
	}
	ins := inserter{dialect: m.dialect, tx: tx, into: insertTargets, width: 19}
	for _, e := range batch {
		s := slot{e.source, e.targetKey.name, string(e.Locale), string(e.Site), e.contextHash}
		old, ok := current[s]
		at := e.At.UnixMilli()
		superseded := int64(0)
		switch {
		case ok && old.text == e.text:
			continue
		case ok && at < old.changed: // the entry is older than the current target, so it is history at once
			superseded = old.changed
		case ok:
			if err := ins.flush(ctx); err != nil { // the old target may be of this batch and not be written yet
				return 0, err
			}
			if _, err := tx.ExecContext(ctx, `UPDATE tm_target SET superseded = $1 WHERE id = $2`, at, old.id); err != nil {
				return 0, err
			}
		}
		st.lastTarget++
		added++
		if superseded == 0 {
			current[s] = currentTarget{st.lastTarget, e.text, at}
		}
		err := ins.add(ctx, st.lastTarget, e.source, e.targetKey.name, superseded, e.contextHash, string(e.Site), e.text,
			string(e.SourceLang), string(e.Locale), e.quality,
			at, e.name, string(e.Author), string(e.Run), string(e.Document), e.Prev.String(), e.Next.String(), e.Element, "")
		if err != nil {
			return 0, err
		}
	}
	return added, ins.flush(ctx)
}

// withoutTakenOut leaves entries out that were taken out of the memory. A file that is loaded at each start has them still.
func (m *Memory) withoutTakenOut(ctx context.Context, tx *sql.Tx, batch []*entry) ([]*entry, error) {
	type text struct {
		source     int64
		lang, body string
	}
	ids := make([]int64, 0, len(batch))
	for _, e := range batch {
		ids = append(ids, e.source)
	}
	out := map[text]bool{}
	query := `SELECT source, lang, body FROM tm_target WHERE source IN (%s) AND superseded > 0 AND (ended_by <> '' OR ended_why <> '')`
	err := m.dialect.queryChunks(ctx, tx, query, ids, func(r *sql.Rows) error {
		var t text
		if err := r.Scan(&t.source, &t.lang, &t.body); err != nil {
			return err
		}
		out[t] = true
		return nil
	})
	if err != nil || len(out) == 0 {
		return batch, err
	}
	return slices.DeleteFunc(slices.Clone(batch), func(e *entry) bool { return out[text{e.source, e.targetKey.name, e.text}] }), nil
}

// currentTargets reads the current targets of all sources of a batch.
func (m *Memory) currentTargets(ctx context.Context, tx *sql.Tx, batch []*entry) (map[slot]currentTarget, error) {
	ids := make([]int64, 0, len(batch))
	for _, e := range batch {
		ids = append(ids, e.source)
	}
	current := make(map[slot]currentTarget, len(batch))
	query := `SELECT id, source, lang, locale, site, context, body, changed FROM tm_target
		WHERE source IN (%s) AND superseded = 0 AND pending = ''`
	err := m.dialect.queryChunks(ctx, tx, query, ids, func(r *sql.Rows) error {
		var s slot
		var t currentTarget
		if err := r.Scan(&t.id, &s.source, &s.lang, &s.locale, &s.site, &s.contextHash, &t.text, &t.changed); err != nil {
			return err
		}
		current[s] = t
		return nil
	})
	return current, err
}
