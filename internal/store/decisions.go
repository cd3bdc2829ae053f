package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Decisions returns what people decided about a translation, in the order in which it was recorded: the clocks of those
// who signed may differ. Those from before decisions named their
// run have it from the column.
func (s *Store) Decisions(ctx context.Context, k l10n.TranslationKey) ([]l10n.Decision, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT run, body FROM decisions WHERE document = $1 AND locale = $2 ORDER BY at, decision`,
		string(k.Document), string(k.Locale))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var all []l10n.Decision
	for rows.Next() {
		var d l10n.Decision
		var run l10n.RunID
		var body []byte
		if err := rows.Scan(&run, &body); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		if err := json.Unmarshal(body, &d); err != nil {
			return nil, fmt.Errorf("store: a decision on %s: %w", k.Document, err)
		}
		d.Run = cmp.Or(d.Run, run)
		all = append(all, d)
	}
	return all, rows.Err()
}

// RecordDecision writes a decision and what follows from it, in one transaction: apply is told the record and its
// targets as they stand, changes both in place, and returns the targets that are approved by it, which are kept for the
// next source of the document. It may refuse by an error. A decision of this
// translation that was recorded before changes nothing; another one with its ID is [l10n.ErrConflict].
func (s *Store) RecordDecision(ctx context.Context, k l10n.TranslationKey, d l10n.Decision,
	apply func(*l10n.Translation, []l10n.Target) (approved []l10n.Target, err error),
) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		tr, err := s.lockTranslation(ctx, tx, k)
		if err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `
			INSERT INTO decisions (decision, document, locale, run, at, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (document, locale, decision) DO NOTHING`,
			d.ID, string(k.Document), string(k.Locale), string(tr.Run), stamp(time.Now()), encode(d))
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, repeats(ctx, tx, k, d))
		}
		ts, err := targets(ctx, tx, k)
		if err != nil {
			return err
		}
		old := storedTargets(ts)
		approved, err := apply(&tr, ts)
		if err != nil {
			return err
		}
		if err := saveTargets(ctx, tx, tr, old, ts, &d); err != nil {
			return err
		}
		if err := keepApproved(ctx, tx, k, d, approved); err != nil {
			return err
		}
		tr.UpdatedAt = time.Now().UTC()
		return saveDecided(ctx, tx, tr, &d)
	})
}

// repeats returns an error when the decision on record that has the ID of d is another one.
func repeats(ctx context.Context, tx *sql.Tx, k l10n.TranslationKey, d l10n.Decision) error {
	was, err := body[l10n.Decision](ctx, tx, "decision "+d.ID,
		`SELECT body FROM decisions WHERE document = $1 AND locale = $2 AND decision = $3`, string(k.Document), string(k.Locale), d.ID)
	if err == nil && !d.Repeats(was) {
		return l10n.ErrOtherDecision(d.ID)
	}
	return err
}

// keepApproved remembers the targets that a decision approved.
func keepApproved(ctx context.Context, tx *sql.Tx, k l10n.TranslationKey, d l10n.Decision, ts []l10n.Target) error {
	for _, t := range ts {
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO approved_targets (document, locale, segment, source_hash, approved_at, body)
				VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (document, locale, segment, source_hash) DO UPDATE
				SET approved_at = excluded.approved_at, body = excluded.body`,
			string(k.Document), string(k.Locale), string(t.Segment), string(t.SourceHash), stamp(d.At), encode(t)); err != nil {
			return fmt.Errorf("keep approval of %s: %w", t.Segment, err)
		}
	}
	return nil
}
