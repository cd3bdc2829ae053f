package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

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

// UpdateTargets changes a translation's record and its targets in one transaction, and returns what was written. The change
// is told both as they stand and returns the targets in document order; it may refuse by an error, and then the record and
// the targets as they stand come back with it. When the record was changed is for the change to say: an edit leaves a
// translation in its place in the queue. [l10n.ErrNotFound] says that there is no such translation.
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
		if err := saveTargets(ctx, tx, k, old, now); err != nil {
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

// saveTargets makes ts the targets of a translation that has had the old ones, and writes only what differs.
func saveTargets(ctx context.Context, tx *sql.Tx, k l10n.TranslationKey, old map[l10n.SegmentID]storedTarget, ts []l10n.Target) error {
	kept := make(map[l10n.SegmentID]bool, len(ts))
	for i, t := range ts {
		if kept[t.Segment] {
			return fmt.Errorf("store: %s in %s has two targets of segment %s", k.Document, k.Locale, t.Segment)
		}
		kept[t.Segment] = true
		now := storedTarget{i, encode(t)}
		if was, ok := old[t.Segment]; ok && was == now {
			continue
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO targets (document, locale, segment, ordinal, version, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (document, locale, segment) DO UPDATE SET ordinal = excluded.ordinal, version = excluded.version, body = excluded.body`,
			string(k.Document), string(k.Locale), string(t.Segment), i, t.Version, now.body); err != nil {
			return err
		}
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

// ReplaceTargets makes ts the translation's targets. A retry that finds a person's edits already there keeps them: what
// a person wrote for the same source is never overwritten by the machine within one run.
func (s *Store) ReplaceTargets(ctx context.Context, k l10n.TranslationKey, ts []l10n.Target) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		old, err := targets(ctx, tx, k)
		if err != nil {
			return err
		}
		edited := map[l10n.SegmentID]l10n.Target{}
		for _, t := range old {
			if t.SubState == l10n.SubHuman && !t.State.AtLeast(l10n.Final) {
				edited[t.Segment] = t
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM targets WHERE document = $1 AND locale = $2`, string(k.Document), string(k.Locale)); err != nil {
			return err
		}
		stmt, err := tx.PrepareContext(ctx, `INSERT INTO targets (document, locale, segment, ordinal, version, body) VALUES ($1, $2, $3, $4, $5, $6)`)
		if err != nil {
			return err
		}
		defer func() { _ = stmt.Close() }()
		for i, t := range ts {
			if e, ok := edited[t.Segment]; ok && e.SourceHash == t.SourceHash {
				t = e
			}
			if t.Version == 0 {
				t.Version = 1
			}
			if _, err := stmt.ExecContext(ctx, string(k.Document), string(k.Locale), string(t.Segment), i, t.Version, encode(t)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Edit writes a person's change of one target. [l10n.ErrConflict] says that the target has changed since the person saw
// it; the target as it stands comes back with it. [l10n.ErrRefused] says that the translation no longer waits for people.
func (s *Store) Edit(ctx context.Context, k l10n.TranslationKey, e l10n.Edit, issues []l10n.Issue) (l10n.Target, error) {
	var t l10n.Target
	err := s.inTx(ctx, func(tx *sql.Tx) (err error) {
		tr, err := s.lockTranslation(ctx, tx, k)
		if err != nil {
			return err
		}
		if tr.Stage != l10n.StageReview {
			return fmt.Errorf("%w: this translation is not open for editing, it is %s", l10n.ErrRefused, tr.Stage)
		}
		if t, err = body[l10n.Target](ctx, tx, fmt.Sprintf("segment %s", e.Segment),
			`SELECT body FROM targets WHERE document = $1 AND locale = $2 AND segment = $3`,
			string(k.Document), string(k.Locale), string(e.Segment)); err != nil {
			return err
		}
		if t.Version != e.Version {
			return fmt.Errorf("segment %s: %w", e.Segment, l10n.ErrConflict)
		}
		if t.Text.String() == e.Text.String() {
			return nil // an unchanged text keeps its state and origin
		}
		t.Text, t.Issues, t.EditedAt = e.Text, issues, time.Now().UTC()
		t.State, t.SubState = t.State.Edited(e.Text.IsEmpty()), l10n.SubHuman
		t.Origin, t.Signed, t.SameAs = l10n.Origin{Kind: l10n.SubHuman, By: e.By}, nil, nil
		t.Version++
		if err := saveTarget(ctx, tx, k, t); err != nil {
			return err
		}
		return s.recount(ctx, tx, tr)
	})
	return t, err
}

func saveTarget(ctx context.Context, tx *sql.Tx, k l10n.TranslationKey, t l10n.Target) error {
	_, err := tx.ExecContext(ctx, `UPDATE targets SET version = $4, body = $5 WHERE document = $1 AND locale = $2 AND segment = $3`,
		string(k.Document), string(k.Locale), string(t.Segment), t.Version, encode(t))
	return err
}

// recount brings the record's progress up to date after an edit, so that the queue tells the truth.
func (s *Store) recount(ctx context.Context, tx *sql.Tx, tr l10n.Translation) error {
	ts, err := targets(ctx, tx, tr.TranslationKey)
	if err != nil {
		return err
	}
	before := tr.Progress
	tr.Progress = l10n.CountProgress(ts)
	tr.Progress.Characters, tr.Progress.Sent, tr.Progress.Saved = before.Characters, before.Sent, before.Saved
	return saveTranslation(ctx, tx, tr)
}

// Approved returns what people approved of this document before, by segment: the latest approval of each source.
func (s *Store) Approved(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return bodies[l10n.Target](ctx, s.db, `SELECT body FROM approved_targets WHERE document = $1 AND locale = $2 ORDER BY approved_at`,
		string(k.Document), string(k.Locale))
}
