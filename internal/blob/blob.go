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

// Own is what blobs are that know which of them this program made, and which came from outside: pages, pictures. Whoever
// reaches Temporal can name any ref in the input of a workflow, and can have a page fetched that reads like a plan or
// like approved targets. So what is to be such a thing must have been made here.
type Own interface {
	PutOwn(ctx context.Context, b []byte) (l10n.Ref, error)
	// GetOwn refuses bytes from outside by an error that wraps [l10n.ErrRefused].
	GetOwn(ctx context.Context, ref l10n.Ref) ([]byte, error)
}

// PutOwn stores what this program made.
func PutOwn(ctx context.Context, blobs Blobs, b []byte) (l10n.Ref, error) {
	if own, ok := blobs.(Own); ok {
		return own.PutOwn(ctx, b)
	}
	return blobs.Put(ctx, b)
}

// GetOwn returns what [PutOwn] stored.
func GetOwn(ctx context.Context, blobs Blobs, ref l10n.Ref) ([]byte, error) {
	if own, ok := blobs.(Own); ok {
		return own.GetOwn(ctx, ref)
	}
	return blobs.Get(ctx, ref)
}

// PutJSON stores v as JSON and returns its ref. The same value always has the same ref.
func PutJSON(ctx context.Context, blobs Blobs, v any) (l10n.Ref, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	return PutOwn(ctx, blobs, b)
}

// GetJSON loads what [PutJSON] stored.
func GetJSON[T any](ctx context.Context, blobs Blobs, ref l10n.Ref) (T, error) {
	var v T
	b, err := GetOwn(ctx, blobs, ref)
	if err != nil {
		return v, err
	}
	if err := json.Unmarshal(b, &v); err != nil {
		return v, fmt.Errorf("blob %s is not what was expected: %w", ref, err)
	}
	return v, nil
}
