package store

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Spend adds characters to what a provider was sent for a run in a month, which is written as 2026-11.
func (s *Store) Spend(ctx context.Context, p l10n.ProviderName, run l10n.RunID, month string, characters int) error {
	return s.exec(ctx, `INSERT INTO spending (provider, month, run, characters) VALUES ($1, $2, $3, $4)
		ON CONFLICT (provider, month, run) DO UPDATE SET characters = spending.characters + excluded.characters`,
		string(p), month, string(run), characters)
}

// Spent returns what a provider was sent for a run, in whichever months, and in a month, for whichever runs.
func (s *Store) Spent(
	ctx context.Context, p l10n.ProviderName, run l10n.RunID, month string,
) (inRun, inMonth int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT
		COALESCE(SUM(CASE WHEN run = $1 THEN characters ELSE 0 END), 0),
		COALESCE(SUM(CASE WHEN month = $2 THEN characters ELSE 0 END), 0)
		FROM spending WHERE provider = $3`, string(run), month, string(p)).Scan(&inRun, &inMonth)
	return inRun, inMonth, err
}
