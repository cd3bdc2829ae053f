package site

import (
	"context"

	"github.com/cenkalti/backoff/v5"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Purger tells the caches before a destination which addresses have changed, and returns their answers.
type Purger interface {
	Purge(ctx context.Context, addresses []string) ([]publish.Purged, error)
}

// Purge tells the caches before the plan's destination of changed addresses, once, and returns what they answered.
func (s *Service) Purge(ctx context.Context, p l10n.Plan, addresses []string) ([]publish.Purged, error) {
	d := s.Destinations[p.Destination]
	if d.Purger == nil {
		return nil, nil
	}
	return d.Purger.Purge(ctx, addresses)
}

// changed are the addresses to tell caches of; none where there is no cache.
func (d Destination) changed(before, after *l10n.Publication) []string {
	if d.Purger == nil || d.Address != nil {
		return nil
	}
	return publish.Changed(before, after, d.URL)
}

// purgeTries is how often caches are told of what a workflow doesn't tell them of. The pauses between grow from half a
// second.
const purgeTries = 3

// purgeOrLog tells caches of what has changed besides what a workflow tells them of: mended links and lists. It fails
// nothing, because what caches have expires; what they answered to the last try is in the log.
func (s *Service) purgeOrLog(ctx context.Context, d Destination, before, after *l10n.Publication) {
	addresses := d.changed(before, after)
	if len(addresses) == 0 {
		return
	}
	tell := func() ([]publish.Purged, error) { return d.Purger.Purge(ctx, addresses) }
	answers, err := backoff.Retry(ctx, tell, backoff.WithMaxTries(purgeTries))
	if err != nil && ctx.Err() == nil {
		s.Logger.Warn("caches could not be told",
			"document", after.Document, "addresses", len(addresses), "answers", answers, "error", err)
	}
}

// changedBy are the addresses that a publication has changed. The publication before it comes from the history, so
// that a repeat gives the same.
func (s *Service) changedBy(ctx context.Context, p l10n.Plan, pub *l10n.Publication) ([]string, error) {
	d := s.Destinations[p.Destination]
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
