package destination

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// closed is a destination that cannot be used from this machine.
type closed struct{ why error }

// Closed returns a destination whose methods all return an error that says why it cannot be used. The error wraps
// [l10n.ErrUnavailable], so another worker may do the work. The addresses of pages are those of the kind.
func Closed(kind string, why error) publish.Destination {
	c := closed{fmt.Errorf("the destination is %w here: %w", l10n.ErrUnavailable, why)}
	if kind == "wordpress" {
		return struct {
			closed
			wordpressAddress
		}{closed: c}
	}
	return c
}

func (c closed) Put(context.Context, *l10n.Publication, l10n.File, []byte) error { return c.why }
func (c closed) Switch(context.Context, *l10n.Publication) error                 { return c.why }
func (c closed) Get(context.Context, string) ([]byte, error)                     { return nil, c.why }
func (c closed) Current(context.Context, l10n.DocumentID) (l10n.PublicationID, error) {
	return "", c.why
}
func (c closed) History(context.Context, l10n.DocumentID) ([]l10n.PublicationID, error) {
	return nil, c.why
}
func (c closed) Manifest(context.Context, l10n.DocumentID, l10n.PublicationID) (*l10n.Publication, error) {
	return nil, c.why
}
