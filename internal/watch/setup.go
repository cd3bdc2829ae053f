package watch

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Plan makes the watch that is requested, and stores the plan of what it finds. What the configuration does not allow
// is refused with an error that wraps [l10n.ErrRefused].
func (s *Service) Plan(ctx context.Context, r l10n.WatchRequest) (l10n.Watch, error) {
	w, p, err := s.Planner.Watch(r)
	if err != nil {
		return l10n.Watch{}, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	w.Plan, err = blob.PutJSON(ctx, s.Blobs, p)
	return w, err
}

// Set has a site watched, or changes how: its plan, its rules, how often, and who said so when. What looks have
// learned of the source stays. A later change takes the place of an earlier one, whatever the order in which they
// arrive.
func (s *Service) Set(ctx context.Context, w l10n.Watch) error {
	switch {
	case w.Plan == "":
		return fmt.Errorf("%w: a watch of %s needs a plan", l10n.ErrRefused, w.Site)
	case w.By == "":
		return fmt.Errorf("%w: say who has %s watched", l10n.ErrRefused, w.Site)
	}
	_, err := s.Watches.UpdateWatch(ctx, w.Site, func(now *l10n.Watch) error {
		if !now.At.After(w.At) {
			now.Plan, now.Rules, now.Every, now.By, now.At = w.Plan, w.Rules, w.Every, w.By, w.At
		}
		return nil
	})
	return err
}

// End forgets a watch and what waits of its findings. Its looks stay, as an account. [l10n.ErrNotFound] says that the
// site is not watched.
func (s *Service) End(ctx context.Context, site l10n.SiteName) error {
	if _, err := s.Watches.Watch(ctx, site); err != nil {
		return err
	}
	return s.Watches.RemoveWatch(ctx, site)
}
