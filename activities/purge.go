package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Purger tells the caches before a destination which addresses have changed.
type Purger interface {
	Purge(ctx context.Context, addresses []string) ([]publish.Purged, error)
}

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
		return nil, fail(err)
	}
	d := a.Destinations[p.Destination]
	if d.Purger == nil {
		return nil, nil
	}
	told, err := d.Purger.Purge(ctx, in.Addresses)
	return told, fail(err)
}

// changed are the addresses to tell caches of; none where there is no cache.
func (d Destination) changed(before, after *l10n.Publication) []string {
	if d.Purger == nil || d.Address != nil {
		return nil
	}
	return publish.Changed(before, after, d.URL)
}

// purgeNow tells caches of what an activity has changed besides what its workflow knows of: mended links and lists. It
// fails nothing, for what caches have expires.
func (a *Activities) purgeNow(ctx context.Context, d Destination, before, after *l10n.Publication) {
	addresses := d.changed(before, after)
	if len(addresses) == 0 {
		return
	}
	var err error
	for range 3 {
		if _, err = d.Purger.Purge(ctx, addresses); err == nil || ctx.Err() != nil {
			return
		}
	}
	a.Logger.Warn("caches could not be told", "document", after.Document, "addresses", len(addresses), "error", err)
}

// changedBy are the addresses that a publication has changed. It looks for the one before in the history, so that a
// retry tells the same.
func (a *Activities) changedBy(ctx context.Context, p l10n.Plan, pub *l10n.Publication) ([]string, error) {
	d := a.Destinations[p.Destination]
	if d.Purger == nil {
		return nil, nil
	}
	history, err := d.Publisher.History(ctx, pub.Document)
	if err != nil {
		return nil, err
	}
	for i, h := range history {
		if h.ID == pub.ID && i+1 < len(history) {
			return d.changed(history[i+1], pub), nil
		}
	}
	return d.changed(nil, pub), nil
}
