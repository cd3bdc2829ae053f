package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Purged is a cache's answer.
type Purged = publish.Purged

// PurgeInput names the addresses that have changed.
type PurgeInput struct {
	Plan      l10n.Ref
	Addresses []string
}

// PurgeCaches tells the caches before the plan's destination, and returns what they answered.
func (a *Activities) PurgeCaches(ctx context.Context, in PurgeInput) ([]Purged, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return nil, toAppError(err)
	}
	answers, err := a.Site.Purge(ctx, p, in.Addresses)
	return answers, toAppError(err)
}
