package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// wholeHashes migrates what people are bound by from hashes of 16 digits to whole ones: the sources of targets and of
// approved targets, the texts of decisions, and declarations. What a short hash is of is found among the texts on file. One
// whose text is gone stays as it is, and holds for the text that has it as its beginning: see [l10n.Hash.Holds]. One that
// two texts on file have is nobody's any more, for nobody can tell which of the two was approved.
func wholeHashes(ctx context.Context, tx *sql.Tx) error {
	return migrateHashes(ctx, tx, l10n.Hash.Shortened)
}

func migrateHashes(ctx context.Context, tx *sql.Tx, shorten func(l10n.Hash) l10n.Hash) error {
	docs, err := texts(ctx, tx, `SELECT DISTINCT document FROM translations ORDER BY document`)
	if err != nil {
		return err
	}
	for _, doc := range docs {
		m := hashMigration{tx: tx, shorten: shorten, whole: map[l10n.Hash]l10n.Hash{}}
		if err := m.document(ctx, doc); err != nil {
			return fmt.Errorf("whole hashes of %s: %w", doc, err)
		}
	}
	return nil
}

// hashMigration is the migration of one document.
type hashMigration struct {
	tx      *sql.Tx
	shorten func(l10n.Hash) l10n.Hash
	whole   map[l10n.Hash]l10n.Hash // by the short one
}

// ambiguous begins what takes the place of a short hash that two texts have.
const ambiguous = "ambiguous-"

// know says that a text with this hash is on file.
func (m hashMigration) know(whole l10n.Hash) {
	short := m.shorten(whole)
	switch was, ok := m.whole[short]; {
	case !ok:
		m.whole[short] = whole
	case was != whole:
		m.whole[short] = ambiguous + short
	}
}

// of returns what takes the place of a hash on record.
func (m hashMigration) of(h l10n.Hash) l10n.Hash {
	if whole, ok := m.whole[h]; ok {
		return whole
	}
	return h
}

func (m hashMigration) document(ctx context.Context, doc string) error {
	trs, err := bodies[l10n.Translation](ctx, m.tx, `SELECT body FROM translations WHERE document = $1`, doc)
	if err != nil {
		return err
	}
	for _, tr := range trs {
		if err := m.learn(ctx, tr); err != nil {
			return err
		}
	}
	if err := m.learnPublished(ctx, doc); err != nil {
		return err
	}
	for _, table := range []func(context.Context, string) error{m.targets, m.approved, m.decisions, m.sameMeanings} {
		if err := table(ctx, doc); err != nil {
			return err
		}
	}
	return nil
}

// learn reads the texts that a translation's record leads to.
func (m hashMigration) learn(ctx context.Context, tr l10n.Translation) error {
	sources, snapshots := []l10n.Ref{tr.Extraction, tr.Earlier}, []l10n.Ref{tr.Targets}
	if tr.Base != nil {
		sources, snapshots = append(sources, tr.Base.Extraction), append(snapshots, tr.Base.Targets)
	}
	ts, err := targets(ctx, m.tx, tr.TranslationKey)
	if err != nil {
		return err
	}
	m.know(l10n.TargetsHash(ts))
	return m.learnTexts(ctx, sources, snapshots)
}

func (m hashMigration) learnPublished(ctx context.Context, doc string) error {
	pages, err := bodies[l10n.PublishedPage](ctx, m.tx, `SELECT body FROM published_pages WHERE document = $1`, doc)
	for _, p := range pages {
		err = errors.Join(err, m.learnTexts(ctx, []l10n.Ref{p.Extraction}, []l10n.Ref{p.Targets}))
	}
	return err
}

func (m hashMigration) learnTexts(ctx context.Context, sources, snapshots []l10n.Ref) error {
	for _, ref := range sources {
		e, ok, err := stored[l10n.Extraction](ctx, m.tx, ref)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		m.know(l10n.SourceHash(e.Units))
		for _, u := range e.Units {
			for _, s := range u.Segments {
				m.know(s.Hash())
			}
		}
	}
	for _, ref := range snapshots {
		ts, ok, err := stored[[]l10n.Target](ctx, m.tx, ref)
		if err != nil {
			return err
		}
		if ok {
			m.know(l10n.TargetsHash(ts))
		}
	}
	return nil
}

// stored reads a blob; ok is false for one that is gone or can't be read.
func stored[T any](ctx context.Context, tx *sql.Tx, ref l10n.Ref) (v T, ok bool, err error) {
	var b []byte
	err = tx.QueryRowContext(ctx, `SELECT body FROM blobs WHERE ref = $1`, string(ref)).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return v, false, nil
	}
	if err != nil {
		return v, false, err
	}
	return v, json.Unmarshal(b, &v) == nil, nil
}

func (m hashMigration) targets(ctx context.Context, doc string) error {
	locales, err := texts(ctx, m.tx, `SELECT DISTINCT locale FROM targets WHERE document = $1`, doc)
	for _, locale := range locales {
		ts, e := bodies[l10n.Target](ctx, m.tx, `SELECT body FROM targets WHERE document = $1 AND locale = $2`, doc, locale)
		err = errors.Join(err, e)
		for _, t := range ts {
			m.target(&t)
			_, e := m.tx.ExecContext(ctx, `UPDATE targets SET body = $1 WHERE document = $2 AND locale = $3 AND segment = $4`,
				encode(t), doc, locale, string(t.Segment))
			err = errors.Join(err, e)
		}
	}
	return err
}

func (m hashMigration) target(t *l10n.Target) {
	t.SourceHash = m.of(t.SourceHash)
	if t.SameAs != nil {
		t.SameAs.Old, t.SameAs.New = m.of(t.SameAs.Old), m.of(t.SameAs.New)
	}
}

func (m hashMigration) approved(ctx context.Context, doc string) error {
	locales, err := texts(ctx, m.tx, `SELECT DISTINCT locale FROM approved_targets WHERE document = $1`, doc)
	for _, locale := range locales {
		ts, e := bodies[l10n.Target](ctx, m.tx, `SELECT body FROM approved_targets WHERE document = $1 AND locale = $2`, doc, locale)
		err = errors.Join(err, e)
		for _, t := range ts {
			was := t.SourceHash
			m.target(&t)
			_, e := m.tx.ExecContext(ctx, `UPDATE approved_targets SET source_hash = $1, body = $2
				WHERE document = $3 AND locale = $4 AND segment = $5 AND source_hash = $6`,
				string(t.SourceHash), encode(t), doc, locale, string(t.Segment), string(was))
			err = errors.Join(err, e)
		}
	}
	return err
}

func (m hashMigration) decisions(ctx context.Context, doc string) error {
	locales, err := texts(ctx, m.tx, `SELECT DISTINCT locale FROM decisions WHERE document = $1`, doc)
	for _, locale := range locales {
		ds, e := bodies[l10n.Decision](ctx, m.tx, `SELECT body FROM decisions WHERE document = $1 AND locale = $2`, doc, locale)
		err = errors.Join(err, e)
		for _, d := range ds {
			d.SourceHash, d.TargetHash = m.of(d.SourceHash), m.of(d.TargetHash)
			_, e := m.tx.ExecContext(ctx, `UPDATE decisions SET body = $1 WHERE document = $2 AND locale = $3 AND decision = $4`,
				encode(d), doc, locale, d.ID)
			err = errors.Join(err, e)
		}
	}
	return err
}

func (m hashMigration) sameMeanings(ctx context.Context, doc string) error {
	ms, err := bodies[l10n.SameMeaning](ctx, m.tx, `SELECT body FROM same_meanings WHERE document = $1`, doc)
	for _, s := range ms {
		was := s.New
		s.Old, s.New = m.of(s.Old), m.of(s.New)
		_, e := m.tx.ExecContext(ctx, `UPDATE same_meanings SET new_hash = $1, body = $2 WHERE document = $3 AND new_hash = $4`,
			string(s.New), encode(s), doc, string(was))
		err = errors.Join(err, e)
	}
	return err
}

// texts runs a query whose rows are one text each.
func texts(ctx context.Context, tx *sql.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		all = append(all, s)
	}
	return all, rows.Err()
}
