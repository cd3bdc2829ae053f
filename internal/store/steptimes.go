package store

import (
	"cmp"
	"context"
	"database/sql"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// noteStep keeps when the step opened that a translation is at, and that another one which was open has ended, and how.
func noteStep(ctx context.Context, tx *sql.Tx, t l10n.Translation, end l10n.StepEnd) error {
	open := ""
	if t.Stage == l10n.StageReview {
		open = string(t.Step)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE step_times SET ended_at = $3, ended = $4
		WHERE document = $1 AND locale = $2 AND ended_at = '' AND NOT (run = $5 AND step = $6 AND round = $7)`,
		string(t.Document), string(t.Locale), stamp(time.Now()), string(end), string(t.Run), open, t.Round); err != nil {
		return err
	}
	if open == "" || t.WaitsSince.IsZero() {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO step_times (document, locale, run, round, step, opened_at, site, kind)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE NOT EXISTS (
			SELECT 1 FROM step_times WHERE document = $1 AND locale = $2 AND ended_at = '')
		ON CONFLICT (document, locale, run, round, step, opened_at) DO NOTHING`,
		string(t.Document), string(t.Locale), string(t.Run), t.Round, open, stamp(t.WaitsSince), string(t.Site),
		string(cmp.Or(t.StepKind, l10n.StepPerson)))
	return err
}

// endOf says how a step has ended that a translation is no longer at.
func endOf(t l10n.Translation, d *l10n.Decision) l10n.StepEnd {
	switch {
	case d != nil && d.Kind == l10n.RequestChanges:
		return l10n.StepSentBack
	case t.Stage.Ended() && t.Stage != l10n.StagePublished, t.Stage == l10n.StageTranslate, t.Stage == l10n.StageCheck:
		return l10n.StepBroken
	}
	return l10n.StepDone
}
