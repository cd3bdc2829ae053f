package store

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// RecordRollback writes an act down. A repeat of the same act changes nothing.
func (s *Store) RecordRollback(ctx context.Context, r l10n.Rollback) error {
	return s.exec(ctx, `INSERT INTO rollbacks (site, document, id, at, body) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (site, document, id) DO NOTHING`, string(r.Site), string(r.Document), r.ID, stamp(time.Now()), encode(r))
}

// Rollbacks returns the rollbacks of a site's document in the order in which they were done, whatever the clocks of those
// who signed say.
func (s *Store) Rollbacks(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.Rollback, error) {
	return bodies[l10n.Rollback](ctx, s.db,
		`SELECT body FROM rollbacks WHERE site = $1 AND document = $2 ORDER BY at, id`, string(site), string(doc))
}
