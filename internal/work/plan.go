package work

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// PlannedRun is a run whose plan is stored. Its JSON is in histories.
type PlannedRun struct {
	Plan    l10n.Ref
	Site    l10n.SiteName
	Locales []l10n.Locale
}

// Plan makes and stores the plan of a requested run. It refuses, with an error that wraps [l10n.ErrRefused], what the
// configuration does not allow, and the pages that another run is at work on and that this one may not take over.
// busy are the documents that another run is at work on. The pages of sitemaps and feeds are for the run itself to
// look at.
func (s *Service) Plan(ctx context.Context, r l10n.Request, busy []l10n.DocumentID) (PlannedRun, error) {
	p, err := s.Planner.Plan(r)
	if err != nil {
		return PlannedRun{}, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	var refused []string
	for _, page := range p.Pages {
		doc, err := s.DocumentID(ctx, page)
		if err != nil {
			return PlannedRun{}, err
		}
		if !slices.Contains(busy, doc) {
			continue
		}
		_, err = s.TakeOver(ctx, p, doc, page)
		if err != nil && !errors.Is(err, l10n.ErrRefused) {
			return PlannedRun{}, err
		}
		if err != nil {
			refused = append(refused, page+": "+strings.TrimPrefix(err.Error(), l10n.ErrRefused.Error()+": "))
		}
	}
	if len(refused) > 0 {
		return PlannedRun{}, fmt.Errorf("%w: %s", l10n.ErrRefused, strings.Join(refused, "\n"))
	}
	ref, err := blob.PutJSON(ctx, s.Blobs, p)
	return PlannedRun{Plan: ref, Site: p.Site, Locales: p.Locales}, err
}
