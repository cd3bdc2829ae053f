package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ActDone returns under which digest an act is on record, and which execution did it. An act that is not on record is
// [l10n.ErrNotFound].
func (s *Store) ActDone(ctx context.Context, id string) (digest l10n.Hash, execution string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT digest, execution FROM acts WHERE act = $1`, id).Scan(&digest, &execution)
	if errors.Is(err, sql.ErrNoRows) {
		return "", "", fmt.Errorf("act %q: %w", id, l10n.ErrNotFound)
	}
	if err != nil {
		return "", "", fmt.Errorf("store: %w", err)
	}
	return digest, execution, nil
}

// RecordAct writes down that an act is done. What is on record of it already stays.
func (s *Store) RecordAct(ctx context.Context, id string, digest l10n.Hash, execution string) error {
	return s.exec(ctx, `INSERT INTO acts (act, digest, execution, at) VALUES ($1, $2, $3, $4) ON CONFLICT (act) DO NOTHING`,
		id, string(digest), execution, stamp(time.Now()))
}
