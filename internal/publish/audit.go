package publish

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Finding says what a visitor gets at the path of one file.
type Finding struct {
	Path string   `json:"path"`
	Want l10n.Ref `json:"want"`
	Got  l10n.Ref `json:"got,omitempty"` // empty when visitors get nothing
	// Fault says what differs. It is empty when nothing does.
	Fault string `json:"fault,omitempty"`
}

// Audit reads every file of a publication as a visitor does, by get, and compares. An error of get is a finding too, so
// that a page that cannot be read does not hide the others.
func Audit(ctx context.Context, pub *l10n.Publication, get func(context.Context, l10n.File) ([]byte, error)) []Finding {
	findings := make([]Finding, len(pub.Files))
	for i, f := range pub.Files {
		findings[i] = Finding{Path: f.Path, Want: f.Ref}
		body, err := get(ctx, f)
		switch {
		case errors.Is(err, l10n.ErrNotFound):
			findings[i].Fault = "visitors get nothing there"
		case err != nil:
			findings[i].Fault = err.Error()
		default:
			findings[i].Got = l10n.NewRef(body)
			if findings[i].Got != f.Ref {
				findings[i].Fault = fmt.Sprintf("visitors get other bytes: %d, and the manifest has %d", len(body), f.Size)
			}
		}
	}
	return findings
}

// Get returns what a visitor gets at a path, or [l10n.ErrNotFound].
func (p *Publisher) Get(ctx context.Context, path string) ([]byte, error) {
	return p.dest.Get(ctx, path)
}
