package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Annotations returns the errors that people marked in texts, the oldest first.
func (s *Store) Annotations(ctx context.Context, f l10n.RemarkFilter) ([]l10n.Annotation, error) {
	return bodies[l10n.Annotation](ctx, s.db, `SELECT body FROM annotations WHERE (site = $1 OR $1 = '') AND (locale = $2 OR $2 = '')
		AND (run = $3 OR $3 = '') AND at >= $4 ORDER BY at, id`, string(f.Site), string(f.Locale), string(f.Run), since(f.Since))
}

// AnnotationsOn returns those of one translation, the oldest first.
func (s *Store) AnnotationsOn(ctx context.Context, k l10n.TranslationKey) ([]l10n.Annotation, error) {
	return bodies[l10n.Annotation](ctx, s.db, `SELECT body FROM annotations WHERE document = $1 AND locale = $2 ORDER BY at, id`,
		string(k.Document), string(k.Locale))
}

// AddAnnotation writes an annotation. A repeat changes nothing; another one with its ID is [l10n.ErrConflict].
func (s *Store) AddAnnotation(ctx context.Context, a l10n.Annotation) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		_, err := addOnce(ctx, tx, row{table: "annotations", id: a.ID, key: l10n.TranslationKey{Document: a.Document, Locale: a.Locale},
			more: []column{{"site", string(a.Site)}, {"run", string(a.Run)}}},
			a, func(a l10n.Annotation) l10n.Annotation { a.At = time.Time{}; return a })
		return err
	})
}

// since is the stamp of a time from which records are wanted; the zero time wants all.
func since(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t)
}
