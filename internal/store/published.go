package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// PublishedPages returns the pages that visitors get of one document, by locale.
func (s *Store) PublishedPages(
	ctx context.Context, site l10n.SiteName, doc l10n.DocumentID,
) ([]l10n.PublishedPage, error) {
	return publishedPages(ctx, s.db, site, doc)
}

func publishedPages(
	ctx context.Context, q querier, site l10n.SiteName, doc l10n.DocumentID,
) ([]l10n.PublishedPage, error) {
	return bodies[l10n.PublishedPage](ctx, q,
		`SELECT body FROM published_pages WHERE site = $1 AND document = $2 ORDER BY locale`,
		string(site), string(doc))
}

// PublishedSites returns the sites that have pages of a document, or of any document when that is empty, by name.
func (s *Store) PublishedSites(ctx context.Context, doc l10n.DocumentID) ([]l10n.SiteName, error) {
	query, args := `SELECT DISTINCT site FROM published_pages ORDER BY site`, []any{}
	if doc != "" {
		query, args = `SELECT DISTINCT site FROM published_pages WHERE document = $1 ORDER BY site`, []any{string(doc)}
	}
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var sites []l10n.SiteName
	for rows.Next() {
		var site string
		if err := rows.Scan(&site); err != nil {
			return nil, err
		}
		sites = append(sites, l10n.SiteName(site))
	}
	return sites, rows.Err()
}

// knownSite is a site's published pages as they were at a revision. The slice is never changed, only replaced.
type knownSite struct {
	mu       sync.Mutex
	read     bool
	revision int64
	pages    []l10n.PublishedPage
}

// PublishedSite returns all pages that visitors get of a site, by their sources' addresses. The slice is shared:
// callers must not change it. Each publication asks for it, so that of a large site only what has changed is read
// again.
func (s *Store) PublishedSite(ctx context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error) {
	known, _ := s.sites.LoadOrStore(site, &knownSite{})
	k := known.(*knownSite)
	k.mu.Lock()
	defer k.mu.Unlock()
	err := s.inReadTx(ctx, func(tx *sql.Tx) error {
		if !k.read {
			return k.readAll(ctx, tx, site)
		}
		return k.readChanges(ctx, tx, site)
	})
	return k.pages, err
}

func (k *knownSite) readAll(ctx context.Context, tx *sql.Tx, site l10n.SiteName) error {
	pages, err := bodies[l10n.PublishedPage](ctx, tx,
		`SELECT body FROM published_pages WHERE site = $1 ORDER BY source_url, locale`, string(site))
	if err != nil {
		return err
	}
	var revision int64
	err = tx.QueryRowContext(ctx,
		`SELECT COALESCE(MAX(revision), 0) FROM published_revisions WHERE site = $1`, string(site)).Scan(&revision)
	if err != nil {
		return err
	}
	slices.SortFunc(pages, bySource) // as the changes are sorted in: databases have orders of their own
	k.pages, k.revision, k.read = pages, revision, true
	return nil
}

// readChanges reads the documents that have changed since, and puts them in the places of what they were.
func (k *knownSite) readChanges(ctx context.Context, tx *sql.Tx, site l10n.SiteName) error {
	rows, err := tx.QueryContext(ctx,
		`SELECT document, revision FROM published_changes WHERE site = $1 AND revision > $2`, string(site), k.revision)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	changed, latest := map[l10n.DocumentID]bool{}, k.revision
	for rows.Next() {
		var doc string
		var revision int64
		if err := rows.Scan(&doc, &revision); err != nil {
			return err
		}
		changed[l10n.DocumentID(doc)], latest = true, max(latest, revision)
	}
	if err := rows.Err(); err != nil || len(changed) == 0 {
		return err
	}
	var now []l10n.PublishedPage
	for doc := range changed {
		pages, err := publishedPages(ctx, tx, site, doc)
		if err != nil {
			return err
		}
		now = append(now, pages...)
	}
	slices.SortFunc(now, bySource)
	k.pages, k.revision = merged(k.pages, changed, now), latest
	return nil
}

// merged is the old pages without those that changed, and the new ones among them.
func merged(old []l10n.PublishedPage, changed map[l10n.DocumentID]bool, now []l10n.PublishedPage) []l10n.PublishedPage {
	out := make([]l10n.PublishedPage, 0, len(old)+len(now))
	for _, p := range old {
		if changed[p.Document] {
			continue
		}
		for len(now) > 0 && bySource(now[0], p) < 0 {
			out, now = append(out, now[0]), now[1:]
		}
		out = append(out, p)
	}
	return append(out, now...)
}

func bySource(a, b l10n.PublishedPage) int {
	return cmp.Or(
		cmp.Compare(a.SourceURL, b.SourceURL), cmp.Compare(a.Locale, b.Locale), cmp.Compare(a.Document, b.Document),
	)
}

// UpdatePublished changes the record of what visitors get of one document in one transaction: after a publication, a
// rollback or a mend. The change is told the pages as they stand, by locale; what it does not return is gone.
func (s *Store) UpdatePublished(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID,
	change func([]l10n.PublishedPage) ([]l10n.PublishedPage, error),
) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if err := s.lockRecord(ctx, tx, "published", string(site), string(doc)); err != nil {
			return err
		}
		old, err := publishedPages(ctx, tx, site, doc)
		if err != nil {
			return err
		}
		now, err := change(old)
		if err != nil {
			return err
		}
		return writePublished(ctx, tx, site, doc, now)
	})
}

func writePublished(
	ctx context.Context, tx *sql.Tx, site l10n.SiteName, doc l10n.DocumentID, pages []l10n.PublishedPage,
) error {
	if err := countChange(ctx, tx, site, doc); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx,
		`DELETE FROM published_pages WHERE site = $1 AND document = $2`, string(site), string(doc)); err != nil {
		return err
	}
	for _, p := range pages {
		if _, err := tx.ExecContext(ctx, `
			INSERT INTO published_pages (site, document, locale, source_url, publication, pending, body)
			VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			string(site), string(doc), string(p.Locale), p.SourceURL, string(p.Publication),
			len(p.Pending), encode(p)); err != nil {
			return err
		}
	}
	return nil
}

// countChange gives the document the site's next revision. The site's row stays locked until the transaction ends, so
// that revisions become visible in their order.
func countChange(ctx context.Context, tx *sql.Tx, site l10n.SiteName, doc l10n.DocumentID) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO published_revisions (site, revision) VALUES ($1, 1)
		ON CONFLICT (site) DO UPDATE SET revision = published_revisions.revision + 1`, string(site)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO published_changes (site, document, revision)
		SELECT $1, $2, revision FROM published_revisions WHERE site = $3
		ON CONFLICT (site, document) DO UPDATE SET revision = excluded.revision`, string(site), string(doc), string(site))
	return err
}
