package memory

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Entry is an entry of the memory as people look after it.
type Entry struct {
	ID int64
	l10n.MemoryEntry
	Quality int
	// Ended is when it was superseded or taken out; EndedBy is who took it out, and EndedWhy why.
	Ended    time.Time
	EndedBy  l10n.UserID
	EndedWhy string
}

const entryColumns = `SELECT t.id, s.body, t.body, t.source_locale, t.locale, t.quality, t.changed, t.author, t.site, t.run, t.document,
	t.prev, t.next, t.element, t.superseded, t.ended_by, t.ended_why FROM tm_target t JOIN tm_source s ON s.id = t.source `

func scanEntry(scan func(...any) error) (e Entry, err error) {
	var source, target, prev, next string
	var changed, superseded int64
	err = scan(&e.ID, &source, &target, &e.SourceLang, &e.Locale, &e.Quality, &changed, &e.Author, &e.Site, &e.Run, &e.Document,
		&prev, &next, &e.Element, &superseded, &e.EndedBy, &e.EndedWhy)
	e.Source, e.Target, e.Prev, e.Next = readBody(source), readBody(target), readBody(prev), readBody(next)
	e.At = time.UnixMilli(changed).UTC()
	if superseded > 0 {
		e.Ended = time.UnixMilli(superseded).UTC()
	}
	return e, err
}

// Entry returns an entry by its ID, or an error that wraps [l10n.ErrNotFound].
func (m *Memory) Entry(ctx context.Context, id int64) (Entry, error) {
	e, err := scanEntry(m.db.QueryRowContext(ctx, entryColumns+`WHERE t.id = $1`, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return e, fmt.Errorf("entry %d of the memory: %w", id, l10n.ErrNotFound)
	}
	if err != nil {
		return e, fmt.Errorf("memory: %w", err)
	}
	return e, nil
}

// mostPast is how many entries a history has.
const mostPast = 200

// History returns all entries that there ever were of the source of one, in its language, the latest first.
func (m *Memory) History(ctx context.Context, id int64) ([]Entry, error) {
	rows, err := m.db.QueryContext(ctx, entryColumns+`WHERE EXISTS (
		SELECT 1 FROM tm_target o WHERE o.id = $1 AND o.source = t.source AND o.lang = t.lang) ORDER BY t.changed DESC, t.id DESC LIMIT $2`, id, mostPast)
	if err != nil {
		return nil, fmt.Errorf("memory: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []Entry
	for rows.Next() {
		e, err := scanEntry(rows.Scan)
		if err != nil {
			return nil, fmt.Errorf("memory: %w", err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// TakeOut has the memory offer a text for a source no more, whichever site and context it is of. It stays as history, with who
// took it out and why, and no import brings it back; what is approved anew is offered again.
func (m *Memory) TakeOut(ctx context.Context, id int64, by l10n.UserID, why string) error {
	if by == "" {
		return fmt.Errorf("%w: somebody has to take an entry out", l10n.ErrRefused)
	}
	return m.inTx(ctx, func(tx *sql.Tx, _ *memoryState) error {
		result, err := tx.ExecContext(ctx, `UPDATE tm_target SET superseded = $1, ended_by = $2, ended_why = $3 WHERE superseded = 0 AND EXISTS (
			SELECT 1 FROM tm_target o WHERE o.id = $4 AND o.source = tm_target.source AND o.lang = tm_target.lang AND o.body = tm_target.body)`,
			time.Now().UnixMilli(), string(by), why, id)
		if err != nil {
			return fmt.Errorf("memory: %w", err)
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("the entry does not stand any more: %w", l10n.ErrConflict))
		}
		return nil
	})
}

// Change puts another target in the place of an entry's, which stays as history. The target has to have the codes of the source.
// An entry that does not stand any more wraps [l10n.ErrConflict].
func (m *Memory) Change(ctx context.Context, id int64, target l10n.Fragment, by l10n.UserID) error {
	e, err := m.Entry(ctx, id)
	switch {
	case err != nil:
		return err
	case !e.Ended.IsZero():
		return fmt.Errorf("the entry does not stand any more: %w", l10n.ErrConflict)
	case target.Text() == "":
		return fmt.Errorf("%w: an entry needs a text; take it out to have none", l10n.ErrRefused)
	}
	if err := target.CheckCodes(e.Source, nil); err != nil {
		return err
	}
	changed := e.MemoryEntry
	changed.Target, changed.Author, changed.At = target, by, time.Now()
	return m.Add(ctx, []l10n.MemoryEntry{changed})
}
