package publish

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Finding is how one file of a publication is found by a visitor.
type Finding struct {
	Path string   `json:"path"`
	Want l10n.Ref `json:"want"`
	Got  l10n.Ref `json:"got,omitempty"` // empty when there is nothing
	// Fault says what differs; empty when nothing does.
	Fault string `json:"fault,omitempty"`
}

// Audit reads every file of a publication by get, which is a visitor's way to it, and compares. An error of get but
// [l10n.ErrNotFound] is a finding too, so that one page that can't be read does not hide the others.
func Audit(ctx context.Context, pub *l10n.Publication, get func(context.Context, l10n.File) ([]byte, error)) []Finding {
	found := make([]Finding, len(pub.Files))
	for i, f := range pub.Files {
		found[i] = Finding{Path: f.Path, Want: f.Ref}
		body, err := get(ctx, f)
		switch {
		case errors.Is(err, l10n.ErrNotFound):
			found[i].Fault = "visitors get nothing there"
		case err != nil:
			found[i].Fault = err.Error()
		default:
			if found[i].Got = l10n.NewRef(body); found[i].Got != f.Ref {
				found[i].Fault = fmt.Sprintf("visitors get other bytes: %d, and the manifest has %d", len(body), f.Size)
			}
		}
	}
	return found
}

// Get reads as a visitor.
func (p *Publisher) Get(ctx context.Context, path string) ([]byte, error) {
	return p.dest.Get(ctx, path)
}
