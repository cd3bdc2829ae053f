package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// RecordAssessment writes an assessment with its verdicts in one transaction. The function is told the record and the
// targets as they stand, and returns the verdicts; it may refuse by an error. An assessment of this translation whose ID
// is on record changes nothing, and the function is not called.
func (s *Store) RecordAssessment(ctx context.Context, k l10n.TranslationKey, a l10n.Assessment,
	verdicts func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error),
) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		tr, err := s.lockTranslation(ctx, tx, k)
		if err != nil {
			return err
		}
		known, err := bodies[l10n.Assessment](ctx, tx,
			`SELECT body FROM assessments WHERE document = $1 AND locale = $2 AND assessment = $3`,
			string(k.Document), string(k.Locale), a.ID)
		if err != nil || len(known) > 0 {
			return err
		}
		ts, err := targets(ctx, tx, k)
		if err != nil {
			return err
		}
		vs, err := verdicts(tr, ts)
		if err != nil {
			return err
		}
		if a.Run == "" {
			a.Run = tr.Run
		}
		a.Segments = len(vs)
		return saveAssessment(ctx, tx, tr, a, vs)
	})
}

func saveAssessment(ctx context.Context, tx *sql.Tx, tr l10n.Translation, a l10n.Assessment, vs []l10n.Verdict) error {
	doc, locale, at := string(tr.Document), string(tr.Locale), stamp(time.Now())
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO assessments (document, locale, assessment, run, site, step, at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		doc, locale, a.ID, string(a.Run), string(tr.Site), string(a.Step), at, encode(a)); err != nil {
		return fmt.Errorf("keep the assessment %s: %w", a.ID, err)
	}
	for _, v := range vs {
		body := encode(v)
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO verdicts (document, locale, assessment, segment, step, run, at, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			doc, locale, a.ID, string(v.Segment), string(v.Step), string(a.Run), at, body); err != nil {
			return fmt.Errorf("keep the verdict on %s: %w", v.Segment, err)
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO current_verdicts (document, locale, run, step, segment, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (document, locale, run, step, segment) DO UPDATE SET body = excluded.body`,
			doc, locale, string(a.Run), string(v.Step), string(v.Segment), body); err != nil {
			return fmt.Errorf("keep the verdict on %s: %w", v.Segment, err)
		}
	}
	return nil
}

// Verdicts returns the latest verdict of each step on each segment, of a run.
func (s *Store) Verdicts(ctx context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Verdict, error) {
	return bodies[l10n.Verdict](ctx, s.db,
		`SELECT body FROM current_verdicts WHERE document = $1 AND locale = $2 AND run = $3 ORDER BY step, segment`,
		string(k.Document), string(k.Locale), string(run))
}

// VerdictsOn returns every verdict that there ever was on a segment, the oldest first.
func (s *Store) VerdictsOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID) ([]l10n.Verdict, error) {
	return bodies[l10n.Verdict](ctx, s.db,
		`SELECT body FROM verdicts WHERE document = $1 AND locale = $2 AND segment = $3 ORDER BY at`,
		string(k.Document), string(k.Locale), string(segment))
}

// Assessments returns what reviewers answered about a translation in a run, the oldest first.
func (s *Store) Assessments(ctx context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Assessment, error) {
	return bodies[l10n.Assessment](ctx, s.db,
		`SELECT body FROM assessments WHERE document = $1 AND locale = $2 AND run = $3 ORDER BY at, assessment`,
		string(k.Document), string(k.Locale), string(run))
}
