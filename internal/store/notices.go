package store

import (
	"context"
	"database/sql"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// UpdateNotice changes what is on record of a notice in one transaction. The change is told the record as it stands, an
// empty one with the ID where there is none, and may refuse by an error.
func (s *Store) UpdateNotice(ctx context.Context, id string, change func(*l10n.Notice) error) (l10n.Notice, error) {
	return update(ctx, s, record[l10n.Notice]{
		name:   []string{"notice", id},
		absent: &l10n.Notice{ID: id},
		read: func(ctx context.Context, q querier) (l10n.Notice, error) {
			return body[l10n.Notice](ctx, q, "notice "+id, `SELECT body FROM notices WHERE id = $1`, id)
		},
		write: func(ctx context.Context, tx *sql.Tx, n l10n.Notice) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO notices (id, document, locale, at, body) VALUES ($1, $2, $3, $4, $5)
				ON CONFLICT (id) DO UPDATE SET at = excluded.at, body = excluded.body`,
				n.ID, string(n.Document), string(n.Locale), stamp(n.Change), encode(n))
			return err
		},
	}, change)
}

// Notices returns what people and programs were told of a translation, the latest first.
func (s *Store) Notices(ctx context.Context, k l10n.TranslationKey, limit int) ([]l10n.Notice, error) {
	return bodies[l10n.Notice](ctx, s.db,
		`SELECT body FROM notices WHERE document = $1 AND locale = $2 ORDER BY at DESC, id LIMIT $3`,
		string(k.Document), string(k.Locale), limit)
}

// RecordAbsence keeps a word about who is away. A repeat changes nothing.
func (s *Store) RecordAbsence(ctx context.Context, a l10n.Absence) error {
	return s.exec(ctx, `INSERT INTO absences (id, at, body) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING`,
		a.ID, stamp(a.At), encode(a))
}

// Absences returns what was said about who is away, the oldest first.
func (s *Store) Absences(ctx context.Context) ([]l10n.Absence, error) {
	return bodies[l10n.Absence](ctx, s.db, `SELECT body FROM absences ORDER BY at, id`)
}
