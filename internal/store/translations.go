package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Translations lists translations: those that wait for a person first, the longest waiting at the top, then the others,
// the latest change first.
func (s *Store) Translations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	where, args := selected(f)
	limit := f.Limit
	if limit <= 0 {
		limit = 200
	}
	args = append(args, limit, f.Offset)
	q := fmt.Sprintf(`SELECT body FROM translations WHERE %s
		ORDER BY CASE WHEN step <> '' THEN 0 ELSE 1 END, CASE WHEN step <> '' THEN updated_at ELSE '' END,
			updated_at DESC, document, locale
		LIMIT $%d OFFSET $%d`, where, len(args)-1, len(args))
	return bodies[l10n.Translation](ctx, s.db, q, args...)
}

// Translation returns one translation, or [l10n.ErrNotFound].
func (s *Store) Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	return s.translation(ctx, s.db, k)
}

func (s *Store) translation(ctx context.Context, q querier, k l10n.TranslationKey) (l10n.Translation, error) {
	return body[l10n.Translation](ctx, q, fmt.Sprintf("translation of %s into %s", k.Document, k.Locale),
		`SELECT body FROM translations WHERE document = $1 AND locale = $2`, string(k.Document), string(k.Locale))
}

// UpdateTranslation changes a translation's record in one transaction. The change is told the record as it stands and
// may refuse by an error.
func (s *Store) UpdateTranslation(
	ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error,
) (l10n.Translation, error) {
	return s.updateTranslation(ctx, k, nil, change)
}

// OpenTranslation changes a translation's record as [Store.UpdateTranslation] does, and makes it when it isn't there.
func (s *Store) OpenTranslation(
	ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error,
) (l10n.Translation, error) {
	return s.updateTranslation(ctx, k, &l10n.Translation{TranslationKey: k}, change)
}

// updateTranslation notes when the record was changed, unless the change itself says when.
func (s *Store) updateTranslation(ctx context.Context, k l10n.TranslationKey, absent *l10n.Translation,
	change func(*l10n.Translation) error,
) (l10n.Translation, error) {
	return update(ctx, s, record[l10n.Translation]{
		name:   translationName(k),
		absent: absent,
		read:   func(ctx context.Context, q querier) (l10n.Translation, error) { return s.translation(ctx, q, k) },
		write:  saveTranslation,
	}, func(t *l10n.Translation) error {
		before := t.UpdatedAt
		if err := change(t); err != nil {
			return err
		}
		if t.UpdatedAt.Equal(before) {
			t.UpdatedAt = time.Now().UTC()
		}
		return nil
	})
}

func translationName(k l10n.TranslationKey) []string {
	return []string{"translation", string(k.Document), string(k.Locale)}
}

// lockTranslation reads a record that the transaction is going to change.
func (s *Store) lockTranslation(ctx context.Context, tx *sql.Tx, k l10n.TranslationKey) (l10n.Translation, error) {
	if err := s.lockRecord(ctx, tx, translationName(k)...); err != nil {
		return l10n.Translation{}, err
	}
	return s.translation(ctx, tx, k)
}

func saveTranslation(ctx context.Context, tx *sql.Tx, t l10n.Translation) error {
	return saveDecided(ctx, tx, t, nil)
}

// saveDecided writes a translation's record; d is the decision that changed it, or nil.
func saveDecided(ctx context.Context, tx *sql.Tx, t l10n.Translation, d *l10n.Decision) error {
	if err := noteStep(ctx, tx, t, endOf(t, d)); err != nil {
		return fmt.Errorf("keep the times of the steps of %s: %w", t.Document, err)
	}
	waits := t.Step // for people
	if t.StepKind != "" && t.StepKind != l10n.StepPerson {
		waits = ""
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO translations (document, locale, run, site, stage, step, updated_at, about, body)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (document, locale) DO UPDATE SET run = excluded.run, site = excluded.site, stage = excluded.stage,
			step = excluded.step, updated_at = excluded.updated_at, about = excluded.about, body = excluded.body`,
		string(t.Document), string(t.Locale), string(t.Run), string(t.Site), string(t.Stage), string(waits),
		stamp(t.UpdatedAt), about(t), encode(t))
	return err
}
