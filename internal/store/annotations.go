package store

import (
	"context"
	"database/sql"
	"fmt"
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

// VerdictRemarks returns the remarks of all verdicts that reviewers of any kind gave, each as an annotation by its reviewer
// and with the kind of the reviewer, the oldest first.
func (s *Store) VerdictRemarks(ctx context.Context, f l10n.RemarkFilter, each func(l10n.Annotation, l10n.ReviewerKind)) error {
	rows, err := s.db.QueryContext(ctx, `
		SELECT v.document, v.locale, v.run, a.site, v.body FROM verdicts v
		JOIN assessments a ON a.document = v.document AND a.locale = v.locale AND a.assessment = v.assessment
		WHERE (a.site = $1 OR $1 = '') AND (v.locale = $2 OR $2 = '') AND (v.run = $3 OR $3 = '') AND v.at >= $4
			AND v.body LIKE '%"remarks":[%' ORDER BY v.at, v.assessment, v.segment`,
		string(f.Site), string(f.Locale), string(f.Run), since(f.Since))
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var one l10n.Annotation
		var body []byte
		var v l10n.Verdict
		if err := rows.Scan(&one.Document, &one.Locale, &one.Run, &one.Site, &body); err != nil {
			return fmt.Errorf("store: %w", err)
		}
		if err := decode(body, &v); err != nil {
			return err
		}
		one.ID, one.Segment, one.Step, one.SourceHash, one.TargetHash = v.Assessment, v.Segment, v.Step, v.SourceHash, v.TargetHash
		one.By, one.At = l10n.UserID(v.By.ID), v.At
		for _, r := range v.Remarks {
			one.Remark = r
			each(one, v.By.Kind)
		}
	}
	return rows.Err()
}
