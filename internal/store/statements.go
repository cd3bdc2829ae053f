package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// SaidOn returns the latest of what reviewers said of a segment in all runs, the oldest first, at most limit of it, and how
// much there is in all. What a later run has taken over stands in the run in which it was said.
func (s *Store) SaidOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.Statement, int, error) {
	var all int
	if err := s.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM verdicts
		WHERE document = $1 AND locale = $2 AND segment = $3 AND inherited = 0`,
		string(k.Document), string(k.Locale), string(segment)).Scan(&all); err != nil {
		return nil, 0, fmt.Errorf("store: %w", err)
	}
	rows, err := s.db.QueryContext(ctx, `
		SELECT v.run, v.body, a.body FROM verdicts v
			JOIN assessments a ON a.document = v.document AND a.locale = v.locale AND a.assessment = v.assessment
		WHERE v.document = $1 AND v.locale = $2 AND v.segment = $3 AND v.inherited = 0
		ORDER BY v.at DESC, v.assessment DESC LIMIT $4`,
		string(k.Document), string(k.Locale), string(segment), limit)
	if err != nil {
		return nil, 0, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var said []l10n.Statement
	for rows.Next() {
		var one l10n.Statement
		var verdict, assessment []byte
		if err := rows.Scan(&one.Run, &verdict, &assessment); err != nil {
			return nil, 0, fmt.Errorf("store: %w", err)
		}
		if err := decode(verdict, &one.Verdict); err != nil {
			return nil, 0, err
		}
		if err := decode(assessment, &one.Assessment); err != nil {
			return nil, 0, err
		}
		said = append(said, one)
	}
	slices.Reverse(said)
	return said, all, rows.Err()
}

// VerdictsNow returns the latest verdict of each step on one segment, of a run.
func (s *Store) VerdictsNow(ctx context.Context, k l10n.TranslationKey, run l10n.RunID, segment l10n.SegmentID) ([]l10n.Verdict, error) {
	return bodies[l10n.Verdict](ctx, s.db,
		`SELECT body FROM current_verdicts WHERE document = $1 AND locale = $2 AND run = $3 AND segment = $4 ORDER BY step`,
		string(k.Document), string(k.Locale), string(run), string(segment))
}

// RoutedIn returns whether steps of people asked about segments in a run, and why, the oldest first.
func (s *Store) RoutedIn(ctx context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Verdict, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT segment, step, outcome, why FROM verdicts
		WHERE document = $1 AND locale = $2 AND run = $3 AND kind = 'rule' AND outcome IN ('asked', 'skipped') ORDER BY at, assessment`,
		string(k.Document), string(k.Locale), string(run))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var vs []l10n.Verdict
	for rows.Next() {
		var v l10n.Verdict
		if err := rows.Scan(&v.Segment, &v.Step, &v.Outcome, &v.Why); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		vs = append(vs, v)
	}
	return vs, rows.Err()
}

// KeptOn returns what people ever wrote or signed for one segment, the latest first, at most limit of it, and how much there
// is in all.
func (s *Store) KeptOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.KeptText, int, error) {
	var all int
	if err := s.db.QueryRowContext(ctx, `SELECT COUNT(*) FROM kept_texts WHERE document = $1 AND locale = $2 AND segment = $3`,
		string(k.Document), string(k.Locale), string(segment)).Scan(&all); err != nil {
		return nil, 0, fmt.Errorf("store: %w", err)
	}
	kept, err := bodies[l10n.KeptText](ctx, s.db,
		`SELECT body FROM kept_texts WHERE document = $1 AND locale = $2 AND segment = $3 ORDER BY at DESC, kept LIMIT $4`,
		string(k.Document), string(k.Locale), string(segment), limit)
	return kept, all, err
}
