package store

import (
	"context"
	"database/sql"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// PublishedPages returns the pages that visitors get of one document, by locale.
func (s *Store) PublishedPages(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error) {
	return bodies[l10n.PublishedPage](ctx, s.db, `SELECT body FROM published_pages WHERE site = $1 AND document = $2 ORDER BY locale`,
		string(site), string(doc))
}

// PublishedSite returns all pages that visitors get of a site.
func (s *Store) PublishedSite(ctx context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error) {
	return bodies[l10n.PublishedPage](ctx, s.db, `SELECT body FROM published_pages WHERE site = $1 ORDER BY source_url, locale`, string(site))
}

// SavePublished replaces the record of what visitors get of one document: after a publication, a rollback or a mend.
func (s *Store) SavePublished(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, pages []l10n.PublishedPage) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM published_pages WHERE site = $1 AND document = $2`, string(site), string(doc)); err != nil {
			return err
		}
		for _, p := range pages {
			if _, err := tx.ExecContext(ctx, `INSERT INTO published_pages (site, document, locale, source_url, publication, pending, body)
				VALUES ($1, $2, $3, $4, $5, $6, $7)`, string(site), string(doc), string(p.Locale), p.SourceURL, string(p.Publication),
				len(p.Pending), encode(p)); err != nil {
				return err
			}
		}
		return nil
	})
}
