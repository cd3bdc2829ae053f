package store

import (
	"context"
	"database/sql"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Watches returns the watched sites, by name.
func (s *Store) Watches(ctx context.Context) ([]l10n.Watch, error) {
	return bodies[l10n.Watch](ctx, s.db, `SELECT body FROM watches ORDER BY site`)
}

// Watch returns a watched site, or [l10n.ErrNotFound].
func (s *Store) Watch(ctx context.Context, site l10n.SiteName) (l10n.Watch, error) {
	return watch(ctx, s.db, site)
}

func watch(ctx context.Context, q querier, site l10n.SiteName) (l10n.Watch, error) {
	return body[l10n.Watch](ctx, q, "a watch of site "+string(site),
		`SELECT body FROM watches WHERE site = $1`, string(site))
}

// UpdateWatch changes a watch, which is made when it isn't there, and returns what was written.
func (s *Store) UpdateWatch(
	ctx context.Context, site l10n.SiteName, change func(*l10n.Watch) error,
) (l10n.Watch, error) {
	return update(ctx, s, record[l10n.Watch]{
		name:   watchName(site),
		absent: &l10n.Watch{Site: site},
		read:   func(ctx context.Context, q querier) (l10n.Watch, error) { return watch(ctx, q, site) },
		write: func(ctx context.Context, tx *sql.Tx, w l10n.Watch) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO watches (site, body) VALUES ($1, $2)
				ON CONFLICT (site) DO UPDATE SET body = excluded.body`, string(site), encode(w))
			return err
		},
	}, change)
}

func watchName(site l10n.SiteName) []string { return []string{"watch", string(site)} }

// RemoveWatch forgets a watch and what waits of its findings. Its looks stay, as an account.
func (s *Store) RemoveWatch(ctx context.Context, site l10n.SiteName) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.lockRecord(ctx, tx, watchName(site)...); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM findings WHERE site = $1`, string(site)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM watches WHERE site = $1`, string(site))
		return err
	})
}

// keptLooks is how many looks of a site are kept.
const keptLooks = 500

// SaveLook adds a look to a site's account, or writes it anew. The oldest are dropped.
func (s *Store) SaveLook(ctx context.Context, l l10n.Look) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO looks (site, at, body) VALUES ($1, $2, $3)
			ON CONFLICT (site, at) DO UPDATE SET body = excluded.body`,
			string(l.Site), stamp(l.At), encode(l)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DELETE FROM looks WHERE site = $1 AND at < (SELECT MIN(at) FROM
			(SELECT at FROM looks WHERE site = $1 ORDER BY at DESC LIMIT $2) AS latest)`, string(l.Site), keptLooks)
		return err
	})
}

// Looks returns a site's looks, the latest first.
func (s *Store) Looks(ctx context.Context, site l10n.SiteName, limit int) ([]l10n.Look, error) {
	return bodies[l10n.Look](ctx, s.db,
		`SELECT body FROM looks WHERE site = $1 ORDER BY at DESC LIMIT $2`, string(site), limit)
}
