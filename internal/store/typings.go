package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// SaveTyping keeps what a person has typed for a segment, in the place of what they had typed there before. It refuses a new one of
// a person who has as many as are kept of a translation. Those of all people from before a time are deleted.
func (s *Store) SaveTyping(ctx context.Context, k l10n.TranslationKey, t l10n.Typing, most int, before time.Time) error {
	doc, locale, by := string(k.Document), string(k.Locale), string(t.By)
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM typings WHERE at < $1`, stamp(before)); err != nil {
			return err
		}
		var others int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM typings WHERE document = $1 AND locale = $2 AND person = $3 AND segment <> $4`,
			doc, locale, by, string(t.Segment)).Scan(&others); err != nil {
			return err
		}
		if others >= most {
			return fmt.Errorf("%w: %d typed texts of a translation are kept of one person: save some, or drop them", l10n.ErrRefused, most)
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO typings (document, locale, person, segment, version, at, body) VALUES ($1, $2, $3, $4, $5, $6, $7)
			ON CONFLICT (document, locale, person, segment) DO UPDATE SET version = excluded.version, at = excluded.at, body = excluded.body`,
			doc, locale, by, string(t.Segment), t.Version, stamp(t.At), encode(t))
		return err
	})
}

// DropTyping deletes what a person has typed for segments of a translation over a version of the target that is no later than
// this one.
func (s *Store) DropTyping(ctx context.Context, k l10n.TranslationKey, by l10n.UserID, version int, segments ...l10n.SegmentID) error {
	for _, id := range segments {
		if err := s.exec(ctx, `DELETE FROM typings WHERE document = $1 AND locale = $2 AND person = $3 AND segment = $4 AND version <= $5`,
			string(k.Document), string(k.Locale), string(by), string(id), version); err != nil {
			return err
		}
	}
	return nil
}

// Typings returns what people have typed for a translation and neither saved nor dropped, the oldest first.
func (s *Store) Typings(ctx context.Context, k l10n.TranslationKey) ([]l10n.Typing, error) {
	return bodies[l10n.Typing](ctx, s.db, `SELECT body FROM typings WHERE document = $1 AND locale = $2 ORDER BY at, person, segment`,
		string(k.Document), string(k.Locale))
}

// Versions returns the version of each target of a translation.
func (s *Store) Versions(ctx context.Context, k l10n.TranslationKey) (map[l10n.SegmentID]int, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT segment, version FROM targets WHERE document = $1 AND locale = $2`,
		string(k.Document), string(k.Locale))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	all := map[l10n.SegmentID]int{}
	for rows.Next() {
		var id l10n.SegmentID
		var version int
		if err := rows.Scan(&id, &version); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		all[id] = version
	}
	return all, rows.Err()
}
