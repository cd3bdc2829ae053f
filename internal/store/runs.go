package store

import (
	"context"
	"database/sql"
	"errors"

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
	return body[l10n.Run](ctx, s.db, "run "+string(id), `SELECT body FROM runs WHERE run = $1`, string(id))
}

// SaveRun writes a run's record whole.
func (s *Store) SaveRun(ctx context.Context, r l10n.Run) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO runs (run, started_at, body) VALUES ($1, $2, $3)
		ON CONFLICT (run) DO UPDATE SET started_at = excluded.started_at, body = excluded.body`, string(r.ID), stamp(r.StartedAt), encode(r))
	return err
}

// Document returns what the last fetch of a document said, or [l10n.ErrNotFound].
func (s *Store) Document(ctx context.Context, id l10n.DocumentID) (l10n.Document, error) {
	return body[l10n.Document](ctx, s.db, "document "+string(id), `SELECT body FROM documents WHERE document = $1`, string(id))
}

// SaveDocument writes what a fetch said.
func (s *Store) SaveDocument(ctx context.Context, d l10n.Document) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO documents (document, body) VALUES ($1, $2)
		ON CONFLICT (document) DO UPDATE SET body = excluded.body`, string(d.ID), encode(d))
	return err
}

// Answer returns a provider's kept answer to a question, and whether there is one.
func (s *Store) Answer(ctx context.Context, question l10n.Hash) (l10n.Answer, bool, error) {
	a, err := body[l10n.Answer](ctx, s.db, "answer", `SELECT body FROM answers WHERE question = $1`, string(question))
	if errors.Is(err, l10n.ErrNotFound) {
		return a, false, nil
	}
	return a, err == nil, err
}

// KeepAnswers stores providers' answers; the first answer to a question stays.
func (s *Store) KeepAnswers(ctx context.Context, answers map[l10n.Hash]l10n.Answer) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		for q, a := range answers {
			if _, err := tx.ExecContext(ctx, `INSERT INTO answers (question, body) VALUES ($1, $2) ON CONFLICT (question) DO NOTHING`,
				string(q), encode(a)); err != nil {
				return err
			}
		}
		return nil
	})
}
