package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
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
		return saveAssessment(ctx, tx, tr, a, vs, worstIssues(ts))
	})
}

// worstIssues returns the severity of the worst issue of each target that has one.
func worstIssues(ts []l10n.Target) map[l10n.SegmentID]int {
	worst := map[l10n.SegmentID]int{}
	for _, t := range ts {
		for _, i := range t.Issues {
			worst[t.Segment] = max(worst[t.Segment], i.Severity)
		}
	}
	return worst
}

// saveAssessment writes an assessment and its verdicts. worst has the severities of the texts' worst issues.
func saveAssessment(ctx context.Context, tx *sql.Tx, tr l10n.Translation, a l10n.Assessment, vs []l10n.Verdict,
	worst map[l10n.SegmentID]int,
) error {
	doc, locale, at := string(tr.Document), string(tr.Locale), stamp(time.Now())
	c := a.Cost
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO assessments (document, locale, assessment, run, site, step, at, body,
			kind, shadow, dropped, malformed, characters, input, output, amount, currency)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
		doc, locale, a.ID, string(a.Run), string(tr.Site), string(a.Step), at, encode(a),
		string(a.By.Kind), number(a.Shadow), a.Dropped, a.Malformed, c.Characters, c.Input, c.Output, c.Amount, c.Currency); err != nil {
		return fmt.Errorf("keep the assessment %s: %w", a.ID, err)
	}
	for _, v := range vs {
		body := encode(v)
		var r l10n.Rewrite
		if v.Rewrite != nil {
			r = *v.Rewrite
		}
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO verdicts (document, locale, assessment, segment, run, at, body,
				site, step, kind, outcome, why, shadow, source_hash, target_hash, severity, rewrites, changed, length, inherited)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
			doc, locale, a.ID, string(v.Segment), string(a.Run), at, body,
			string(tr.Site), string(v.Step), string(v.By.Kind), string(v.Outcome), reasonOf(v), number(v.Shadow), string(v.SourceHash),
			string(v.TargetHash), worst[v.Segment], string(r.Of), r.Changed, r.Length, number(v.Assessment != a.ID)); err != nil {
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

// longestReason is how many bytes of a reason are told apart in reports.
const longestReason = 80

// reasonOf is the word by which reports count a verdict: why, or what stands in its place for who says nothing.
func reasonOf(v l10n.Verdict) string {
	why := v.Why
	if v.Outcome == l10n.Abstain && (why == "" || why == "none") {
		why = v.Comment
	}
	if len(why) > longestReason {
		why = strings.ToValidUTF8(why[:longestReason], "")
	}
	return why
}

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
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
