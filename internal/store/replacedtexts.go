package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// keepReplaced keeps a machine's text in whose place another one is written. was is the target that stood, or nothing.
func keepReplaced(ctx context.Context, tx *sql.Tx, tr l10n.Translation, was storedTarget, now l10n.Target) error {
	if was.body == "" {
		return nil
	}
	var old l10n.Target
	if err := decode([]byte(was.body), &old); err != nil {
		return err
	}
	replaced, ok := l10n.ReplacedOf(old, now, time.Now().UTC())
	if !ok {
		return nil
	}
	replaced = replaced.Of(tr, old.Version)
	_, err := tx.ExecContext(ctx, `INSERT INTO replaced_texts (document, locale, segment, replaced, at, body)
			VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (document, locale, segment, replaced) DO NOTHING`,
		string(tr.Document), string(tr.Locale), string(replaced.Segment), replaced.ID, stamp(replaced.At), encode(replaced))
	if err != nil {
		return fmt.Errorf("keep the text of %s that is replaced: %w", replaced.Segment, err)
	}
	return nil
}

// ReplacedOn returns the machines' texts that stood for one segment before others, the latest first, at most limit of them.
func (s *Store) ReplacedOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.KeptText, error) {
	return bodies[l10n.KeptText](ctx, s.db, `SELECT body FROM replaced_texts WHERE document = $1 AND locale = $2 AND segment = $3
		ORDER BY at DESC, replaced LIMIT $4`, string(k.Document), string(k.Locale), string(segment), limit)
}
