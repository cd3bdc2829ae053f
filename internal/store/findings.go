package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Findings returns what waits for an editor, and what editors answered that no look has acted on yet, the oldest first.
// No site means all.
func (s *Store) Findings(ctx context.Context, site l10n.SiteName) ([]l10n.Finding, error) {
	return findings(ctx, s.db, site)
}

func findings(ctx context.Context, q querier, site l10n.SiteName) ([]l10n.Finding, error) {
	return bodies[l10n.Finding](ctx, q,
		`SELECT body FROM findings WHERE site = $1 OR $1 = '' ORDER BY found_at, document`, string(site))
}

// UpdateFindings changes the findings of a watched site in one transaction, and returns what was written, the oldest
// first. The change is told all of them; what it does not return is gone. [l10n.ErrNotFound] says that the site is not
// watched.
func (s *Store) UpdateFindings(ctx context.Context, site l10n.SiteName,
	change func([]l10n.Finding) ([]l10n.Finding, error),
) ([]l10n.Finding, error) {
	var now []l10n.Finding
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.lockRecord(ctx, tx, watchName(site)...); err != nil {
			return err
		}
		if _, err := watch(ctx, tx, site); err != nil {
			return err
		}
		old, err := findings(ctx, tx, site)
		if err != nil {
			return err
		}
		changed, err := change(slices.Clone(old))
		if err != nil {
			return err
		}
		if err := saveFindings(ctx, tx, site, old, changed); err != nil {
			return err
		}
		now, err = findings(ctx, tx, site)
		return err
	})
	return now, err
}

func saveFindings(ctx context.Context, tx *sql.Tx, site l10n.SiteName, old, now []l10n.Finding) error {
	before := map[l10n.DocumentID]string{}
	for _, f := range old {
		before[f.Document] = encode(f)
	}
	for _, f := range now {
		if f.Site != site {
			return fmt.Errorf("store: a finding of site %s is written as one of %s", f.Site, site)
		}
		if before[f.Document] != encode(f) {
			if err := saveFinding(ctx, tx, f); err != nil {
				return err
			}
		}
		delete(before, f.Document)
	}
	for gone := range before {
		if _, err := tx.ExecContext(ctx,
			`DELETE FROM findings WHERE site = $1 AND document = $2`, string(site), string(gone)); err != nil {
			return err
		}
	}
	return nil
}

func saveFinding(ctx context.Context, tx *sql.Tx, f l10n.Finding) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO findings (site, document, found_at, body) VALUES ($1, $2, $3, $4)
		ON CONFLICT (site, document) DO UPDATE SET found_at = excluded.found_at, body = excluded.body`,
		string(f.Site), string(f.Document), stamp(f.FoundAt), encode(f))
	return err
}
