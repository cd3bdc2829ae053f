package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/distance"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// RecordDrafted keeps what there was for each segment of a translation before people saw it. What is on record of a run
// stays: a repeat changes nothing.
func (s *Store) RecordDrafted(ctx context.Context, tr l10n.Translation, ds []l10n.Drafted) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		at := stamp(time.Now())
		for _, d := range ds {
			checks := make([]string, len(d.Checks))
			for i, c := range d.Checks {
				checks[i] = string(c)
			}
			slices.Sort(checks)
			_, err := tx.ExecContext(ctx, `
				INSERT INTO drafted (document, locale, run, segment, site, at, class, score, engine, repeated, words, characters, checks, text)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
				ON CONFLICT (document, locale, run, segment) DO NOTHING`,
				string(tr.Document), string(tr.Locale), string(tr.Run), string(d.Segment), string(tr.Site), at, string(d.Class), d.Score,
				string(d.Engine), number(d.Repeated), d.Words, d.Characters, strings.Join(slices.Compact(checks), ","), d.Text.String())
			if err != nil {
				return fmt.Errorf("keep what was drafted for %s: %w", d.Segment, err)
			}
		}
		return nil
	})
}

// measureApproved notes of targets that have become final how much of their drafts people changed. A text that is approved
// again in the same run, after it was sent back, counts as it stands at last.
func measureApproved(ctx context.Context, tx *sql.Tx, tr l10n.Translation, final []l10n.Target) error {
	if len(final) == 0 {
		return nil
	}
	drafts, err := draftsOf(ctx, tx, tr)
	if err != nil {
		return err
	}
	at := stamp(time.Now())
	for _, t := range final {
		draft, ok := drafts[t.Segment]
		if !ok {
			continue
		}
		was := []rune(draft)
		_, err := tx.ExecContext(ctx, `UPDATE drafted SET approved_at = $5, changed = $6, length = $7
			WHERE document = $1 AND locale = $2 AND run = $3 AND segment = $4`,
			string(tr.Document), string(tr.Locale), string(tr.Run), string(t.Segment), at, distance.Of(was, []rune(t.Text.String())), len(was))
		if err != nil {
			return fmt.Errorf("measure the text of %s: %w", t.Segment, err)
		}
	}
	return nil
}

// draftsOf returns the drafted texts of a translation in its run.
func draftsOf(ctx context.Context, tx *sql.Tx, tr l10n.Translation) (map[l10n.SegmentID]string, error) {
	rows, err := tx.QueryContext(ctx, `SELECT segment, text FROM drafted WHERE document = $1 AND locale = $2 AND run = $3`,
		string(tr.Document), string(tr.Locale), string(tr.Run))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	drafts := map[l10n.SegmentID]string{}
	for rows.Next() {
		var id l10n.SegmentID
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		drafts[id] = text
	}
	return drafts, rows.Err()
}
