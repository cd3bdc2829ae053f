package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Put stores b under its content address and returns that. Storing the same bytes twice is one blob.
func (s *Store) Put(ctx context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	if b == nil {
		b = []byte{} // no bytes are not NULL
	}
	err := s.exec(ctx, `INSERT INTO blobs (ref, body) VALUES ($1, $2) ON CONFLICT (ref) DO NOTHING`, string(ref), b)
	if err != nil {
		return "", fmt.Errorf("store: put blob: %w", err)
	}
	return ref, nil
}

// Get returns the bytes of a ref, or [l10n.ErrNotFound]. Bytes that no longer have their address are an error.
func (s *Store) Get(ctx context.Context, ref l10n.Ref) ([]byte, error) {
	if !ref.Valid() {
		return nil, fmt.Errorf("blob %q: not a content address: %w", ref, l10n.ErrNotFound)
	}
	var b []byte
	err := s.db.QueryRowContext(ctx, `SELECT body FROM blobs WHERE ref = $1`, string(ref)).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("blob %s: %w", ref, l10n.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("store: get blob: %w", err)
	}
	if l10n.NewRef(b) != ref {
		return nil, fmt.Errorf("store: blob %s is damaged: its bytes have another hash", ref)
	}
	return b, nil
}
