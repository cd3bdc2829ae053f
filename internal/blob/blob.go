// Package blob keeps values as JSON by content address. The services share it to store drafts, extractions and
// snapshots.
package blob

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Blobs keeps bytes by content address. Get of an unknown ref returns an error that wraps [l10n.ErrNotFound].
type Blobs interface {
	Put(ctx context.Context, b []byte) (l10n.Ref, error)
	Get(ctx context.Context, ref l10n.Ref) ([]byte, error)
}

// PutJSON stores v as JSON and returns its ref. The same value always has the same ref.
func PutJSON(ctx context.Context, blobs Blobs, v any) (l10n.Ref, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	return blobs.Put(ctx, b)
}

// GetJSON loads what [PutJSON] stored.
func GetJSON[T any](ctx context.Context, blobs Blobs, ref l10n.Ref) (T, error) {
	var v T
	b, err := blobs.Get(ctx, ref)
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return v, fmt.Errorf("blob %s is not what was expected: %w", ref, err)
	}
	return v, nil
}
