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
	return s.put(ctx, b, `INSERT INTO blobs (ref, body, own) VALUES ($1, $2, 0) ON CONFLICT (ref) DO NOTHING`)
}

// PutOwn stores what this program made, so that [Store.GetOwn] returns it. Package blob says why.
func (s *Store) PutOwn(ctx context.Context, b []byte) (l10n.Ref, error) {
	return s.put(ctx, b, `INSERT INTO blobs (ref, body, own) VALUES ($1, $2, 1) ON CONFLICT (ref) DO UPDATE SET own = 1
		WHERE blobs.own = 0`)
}

func (s *Store) put(ctx context.Context, b []byte, insert string) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	if b == nil {
		b = []byte{} // no bytes are not NULL
	}
	if err := s.exec(ctx, insert, string(ref), b); err != nil {
		return "", fmt.Errorf("store: put blob: %w", err)
	}
	return ref, nil
}

// Get returns the bytes of a ref, or [l10n.ErrNotFound]. Bytes that no longer have their address are an error.
func (s *Store) Get(ctx context.Context, ref l10n.Ref) ([]byte, error) {
	b, _, err := s.get(ctx, ref)
	return b, err
}

// GetOwn returns what [Store.PutOwn] stored. Bytes that came from outside are [l10n.ErrRefused].
func (s *Store) GetOwn(ctx context.Context, ref l10n.Ref) ([]byte, error) {
	b, own, err := s.get(ctx, ref)
	if err == nil && !own {
		return nil, fmt.Errorf("%w: blob %s came from outside, and is nothing that this program made", l10n.ErrRefused, ref)
	}
	return b, err
}

func (s *Store) get(ctx context.Context, ref l10n.Ref) (b []byte, own bool, err error) {
	if !ref.Valid() {
		return nil, false, fmt.Errorf("blob %q: not a content address: %w", ref, l10n.ErrNotFound)
	}
	var mark int
	err = s.db.QueryRowContext(ctx, `SELECT body, own FROM blobs WHERE ref = $1`, string(ref)).Scan(&b, &mark)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, fmt.Errorf("blob %s: %w", ref, l10n.ErrNotFound)
	}
	if err != nil {
		return nil, false, fmt.Errorf("store: get blob: %w", err)
	}
	if l10n.NewRef(b) != ref {
		return nil, false, fmt.Errorf("store: blob %s is damaged: its bytes have another hash", ref)
	}
	return b, mark == 1, nil
}
