// Package activities is where workflows touch the world. Each activity loads what its refs name, calls a service, and
// maps the error once (errors.go). No document text passes through an activity's input or result, so that it is never
// in a history, but for what engines and reviewers behind other people's workers are sent (engines.go, reviewers.go).
package activities

import (
	"context"
	"log/slog"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/correct"
	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/gather"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/watch"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

// Activities holds the services that activities call.
type Activities struct {
	Blobs  blob.Blobs
	Work   *work.Service
	Review *review.Service
	Site   *site.Service
	Gather *gather.Service
	Watch  *watch.Service
	// Correct takes people's words that published sentences are wrong.
	Correct *correct.Service
	// Duty knows who is asked and until when, and tells them.
	Duty *duty.Service
	// Authority says which acts of people count.
	Authority *review.Authority
	Logger    *slog.Logger

	pages runPages
}

// withPlan loads a plan, calls a service with it, and maps the error.
func withPlan[T any](ctx context.Context, a *Activities, ref l10n.Ref, call func(l10n.Plan) (T, error)) (T, error) {
	p, err := blob.GetJSON[l10n.Plan](ctx, a.Blobs, ref)
	if err != nil {
		var none T
		return none, toAppError(err)
	}
	out, err := call(p)
	return out, toAppError(err)
}
