// Package blobtest keeps blobs in memory, for tests of services.
package blobtest

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Memory keeps blobs by their refs. It satisfies blob.Blobs and is not safe for concurrent use.
type Memory map[l10n.Ref][]byte

// Put keeps b.
func (m Memory) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	m[ref] = b
	return ref, nil
}

// Get returns the bytes of a ref, or an error that wraps [l10n.ErrNotFound].
func (m Memory) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := m[ref]
	if !ok {
		return nil, fmt.Errorf("blob %s: %w", ref, l10n.ErrNotFound)
	}
	return b, nil
}
