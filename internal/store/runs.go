package store

import (
	"context"
	"database/sql"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Runs lists runs, the latest first; a limit of 0 means 50.
func (s *Store) Runs(ctx context.Context, limit int) ([]l10n.Run, error) {
	if limit <= 0 {
		limit = 50
	}
	return bodies[l10n.Run](ctx, s.db, `SELECT body FROM runs ORDER BY started_at DESC, run LIMIT $1`, limit)
}

// Run returns one run, or [l10n.ErrNotFound].
func (s *Store) Run(ctx context.Context, id l10n.RunID) (l10n.Run, error) {
	return run(ctx, s.db, id)
}

func run(ctx context.Context, q querier, id l10n.RunID) (l10n.Run, error) {
	return body[l10n.Run](ctx, q, "run "+string(id), `SELECT body FROM runs WHERE run = $1`, string(id))
}

// UpdateRun changes a run's record, which is made when it isn't there, and returns what was written.
func (s *Store) UpdateRun(ctx context.Context, id l10n.RunID, change func(*l10n.Run) error) (l10n.Run, error) {
	return update(ctx, s, record[l10n.Run]{
		name:   []string{"run", string(id)},
		absent: &l10n.Run{ID: id},
		read:   func(ctx context.Context, q querier) (l10n.Run, error) { return run(ctx, q, id) },
		write: func(ctx context.Context, tx *sql.Tx, r l10n.Run) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO runs (run, started_at, body) VALUES ($1, $2, $3)
				ON CONFLICT (run) DO UPDATE SET started_at = excluded.started_at, body = excluded.body`,
				string(id), stamp(r.StartedAt), encode(r))
			return err
		},
	}, change)
}

// Document returns what the last fetch of a document said, or [l10n.ErrNotFound].
func (s *Store) Document(ctx context.Context, id l10n.DocumentID) (l10n.Document, error) {
	return document(ctx, s.db, id)
}

func document(ctx context.Context, q querier, id l10n.DocumentID) (l10n.Document, error) {
	return body[l10n.Document](ctx, q, "document "+string(id),
		`SELECT body FROM documents WHERE document = $1`, string(id))
}

// UpdateDocument changes what is known of a document, whose record is made when it isn't there, and returns what was
// written.
func (s *Store) UpdateDocument(
	ctx context.Context, id l10n.DocumentID, change func(*l10n.Document) error,
) (l10n.Document, error) {
	return update(ctx, s, record[l10n.Document]{
		name:   []string{"document", string(id)},
		absent: &l10n.Document{ID: id},
		read:   func(ctx context.Context, q querier) (l10n.Document, error) { return document(ctx, q, id) },
		write: func(ctx context.Context, tx *sql.Tx, d l10n.Document) error {
			_, err := tx.ExecContext(ctx, `INSERT INTO documents (document, body) VALUES ($1, $2)
				ON CONFLICT (document) DO UPDATE SET body = excluded.body`, string(id), encode(d))
			return err
		},
	}, change)
}
