package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// KeptTexts returns all that people ever wrote or signed of a translation, the oldest first. Every change of targets
// adds to it, and nothing takes away from it.
func (s *Store) KeptTexts(ctx context.Context, k l10n.TranslationKey) ([]l10n.KeptText, error) {
	return bodies[l10n.KeptText](ctx, s.db, `SELECT body FROM kept_texts WHERE document = $1 AND locale = $2 ORDER BY at, ordinal`,
		string(k.Document), string(k.Locale))
}

// keepText adds what is to be kept of a target that is being written. The target is the ordinal-th of its translation, and
// d is the decision that changed it, or nil. A repeat adds nothing.
func keepText(ctx context.Context, tx *sql.Tx, tr l10n.Translation, ordinal int, t l10n.Target, d *l10n.Decision) error {
	kept, ok := l10n.KeptOf(t, d)
	if !ok {
		return nil
	}
	kept = kept.Of(tr, t.Version)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO kept_texts (document, locale, kept, segment, source_hash, at, ordinal, body)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (document, locale, kept) DO NOTHING`,
		string(tr.Document), string(tr.Locale), kept.ID, string(kept.Segment), string(kept.SourceHash), stamp(time.Now()), ordinal,
		encode(kept))
	if err != nil {
		return fmt.Errorf("keep the text of %s: %w", t.Segment, err)
	}
	return nil
}

// keepPresentTexts migrates a database of a version that kept no texts: it keeps those that stand on the desk.
func keepPresentTexts(ctx context.Context, tx *sql.Tx) error {
	trs, err := bodies[l10n.Translation](ctx, tx, `SELECT body FROM translations ORDER BY document, locale`)
	if err != nil {
		return err
	}
	for _, tr := range trs {
		ts, err := targets(ctx, tx, tr.TranslationKey)
		if err != nil {
			return err
		}
		if tr.Extraction, err = extractionOf(ctx, tx, tr, ts); err != nil {
			return err
		}
		for i, t := range ts {
			err = errors.Join(err, keepText(ctx, tx, tr, i, t, nil))
		}
		if err != nil {
			return fmt.Errorf("texts of %s in %s: %w", tr.Document, tr.Locale, err)
		}
	}
	return nil
}

// extractionOf returns the extraction that targets are of: that of their record or, when a run had begun with a new
// source and had not come to its targets yet, the one before.
func extractionOf(ctx context.Context, tx *sql.Tx, tr l10n.Translation, ts []l10n.Target) (l10n.Ref, error) {
	best, most := tr.Extraction, -1
	for _, ref := range []l10n.Ref{tr.Extraction, tr.Earlier} {
		e, ok, err := stored[l10n.Extraction](ctx, tx, ref)
		if err != nil {
			return "", err
		}
		if !ok {
			continue
		}
		sources := map[l10n.SegmentID]l10n.Hash{}
		for _, at := range e.Places() {
			sources[at.Segment.ID] = at.Segment.Hash()
		}
		held := 0
		for _, t := range ts {
			if h, ok := sources[t.Segment]; ok && t.SourceHash.Holds(h) {
				held++
			}
		}
		if held > most {
			best, most = ref, held
		}
	}
	return best, nil
}
