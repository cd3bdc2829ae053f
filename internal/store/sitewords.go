package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// SiteWords returns the words that people have added to a site's dictionary of a language and not taken back, the oldest
// first. No site means all sites, and no language all languages.
func (s *Store) SiteWords(ctx context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error) {
	return bodies[l10n.SiteWord](ctx, s.db, `SELECT w.body FROM site_words w WHERE (w.site = $1 OR $1 = '')
		AND (w.language = $2 OR $2 = '') AND w.takes = '' AND NOT EXISTS (SELECT 1 FROM site_words b WHERE b.site = w.site AND b.takes = w.id)
		ORDER BY w.at, w.id`, string(site), language)
}

// SiteWordActs returns all that people did to a site's words, also what was taken back, the oldest first. No site means all.
func (s *Store) SiteWordActs(ctx context.Context, site l10n.SiteName) ([]l10n.SiteWord, error) {
	return bodies[l10n.SiteWord](ctx, s.db, `SELECT w.body FROM site_words w WHERE w.site = $1 OR $1 = '' ORDER BY w.at, w.id`,
		string(site))
}

// AddSiteWord writes an act. A repeat changes nothing; another one with its ID is [l10n.ErrConflict].
func (s *Store) AddSiteWord(ctx context.Context, w l10n.SiteWord) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `INSERT INTO site_words (site, id, language, takes, at, body) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (site, id) DO NOTHING`, string(w.Site), w.ID, w.Locale.Language(), w.Takes, stamp(w.At), encode(w))
		if err != nil {
			return fmt.Errorf("store: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n > 0 {
			return err
		}
		was, err := body[l10n.SiteWord](ctx, tx, "site_words "+w.ID, `SELECT body FROM site_words WHERE site = $1 AND id = $2`,
			string(w.Site), w.ID)
		if err != nil {
			return err
		}
		if was.At, w.At = (time.Time{}), (time.Time{}); was != w {
			return l10n.ErrOtherDecision(w.ID)
		}
		return nil
	})
}
