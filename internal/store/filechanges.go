package store

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// AddFileChange keeps a change of a file. A repeat changes nothing.
func (s *Store) AddFileChange(ctx context.Context, c l10n.FileChange) error {
	return s.exec(ctx, `INSERT INTO file_changes (id, file, at, body) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING`,
		c.ID, c.File, stamp(c.At), encode(c))
}

// FileChanges returns the latest changes of a file, the latest first.
func (s *Store) FileChanges(ctx context.Context, file string, limit int) ([]l10n.FileChange, error) {
	return bodies[l10n.FileChange](ctx, s.db, `SELECT body FROM file_changes WHERE file = $1 ORDER BY at DESC, id LIMIT $2`, file, limit)
}
