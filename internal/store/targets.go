package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Targets returns a translation's targets in document order.
func (s *Store) Targets(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return targets(ctx, s.db, k)
}

func targets(ctx context.Context, q querier, k l10n.TranslationKey) ([]l10n.Target, error) {
	return bodies[l10n.Target](ctx, q, `SELECT body FROM targets WHERE document = $1 AND locale = $2 ORDER BY ordinal`,
		string(k.Document), string(k.Locale))
}

// UpdateTargets changes a translation's record and its targets in one transaction, and returns what was written. The
// change is told both as they stand and returns the targets in document order; it may refuse by an error, and then the
// record and the targets as they stand come back with it. When the record was changed is for the change to say: an edit
// leaves a translation in its place in the queue. [l10n.ErrNotFound] says that there is no such translation.
func (s *Store) UpdateTargets(ctx context.Context, k l10n.TranslationKey,
	change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error),
) (l10n.Translation, []l10n.Target, error) {
	var t l10n.Translation
	var ts []l10n.Target
	err := s.inTx(ctx, func(tx *sql.Tx) (err error) {
		if t, err = s.lockTranslation(ctx, tx, k); err != nil {
			return err
		}
		if ts, err = targets(ctx, tx, k); err != nil {
			return err
		}
		tr, old := t, storedTargets(ts)
		now, err := change(&tr, slices.Clone(ts))
		if err != nil {
			return err
		}
		if err := saveTargets(ctx, tx, tr, old, now, nil); err != nil {
			return err
		}
		t, ts = tr, now
		return saveTranslation(ctx, tx, tr)
	})
	return t, ts, err
}

// storedTarget is a target as the database has it.
type storedTarget struct {
	ordinal int
	body    string
}

func storedTargets(ts []l10n.Target) map[l10n.SegmentID]storedTarget {
	stored := make(map[l10n.SegmentID]storedTarget, len(ts))
	for i, t := range ts {
		stored[t.Segment] = storedTarget{i, encode(t)}
	}
	return stored
}

// saveTargets makes ts the targets of a translation that has had the old ones, and writes only what differs. What people
// wrote or signed of it is kept besides; d is the decision by which the targets changed, or nil.
func saveTargets(ctx context.Context, tx *sql.Tx, tr l10n.Translation, old map[l10n.SegmentID]storedTarget,
	ts []l10n.Target, d *l10n.Decision,
) error {
	k := tr.TranslationKey
	kept := make(map[l10n.SegmentID]bool, len(ts))
	var final []l10n.Target
	for i, t := range ts {
		if kept[t.Segment] {
			return fmt.Errorf("store: %s in %s has two targets of segment %s", k.Document, k.Locale, t.Segment)
		}
		kept[t.Segment] = true
		now := storedTarget{i, encode(t)}
		was, ok := old[t.Segment]
		if ok && was == now {
			continue
		}
		if err := keepReplaced(ctx, tx, tr, was, t); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO targets (document, locale, segment, ordinal, version, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (document, locale, segment) DO UPDATE
				SET ordinal = excluded.ordinal, version = excluded.version, body = excluded.body`,
			string(k.Document), string(k.Locale), string(t.Segment), i, t.Version, now.body); err != nil {
			return err
		}
		if err := keepText(ctx, tx, tr, i, t, d); err != nil {
			return err
		}
		if t.State == l10n.Final {
			final = append(final, t)
		}
	}
	if err := measureApproved(ctx, tx, tr, final); err != nil {
		return err
	}
	for id := range old {
		if kept[id] {
			continue
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM targets WHERE document = $1 AND locale = $2 AND segment = $3`,
			string(k.Document), string(k.Locale), string(id)); err != nil {
			return err
		}
	}
	return nil
}

// Approved returns what people approved of this document before, by segment: the latest approval of each source.
func (s *Store) Approved(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return bodies[l10n.Target](ctx, s.db,
		`SELECT body FROM approved_targets WHERE document = $1 AND locale = $2 ORDER BY approved_at`,
		string(k.Document), string(k.Locale))
}
