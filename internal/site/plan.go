package site

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Planned is a stored plan with its ref.
type Planned struct {
	Ref l10n.Ref
	l10n.Plan
}

// PlanOf is the plan by which a site publishes a document, with a destination that is there: who withdraws it or mends
// its pages needs no more than the document's ID. Without a site it is that of the one site that has published the
// document, or else of the last run that translated it. A site of which the records know nothing has its configured
// plan.
func (s *Service) PlanOf(ctx context.Context, doc l10n.DocumentID, site l10n.SiteName) (Planned, error) {
	if site == "" {
		sites, err := s.Pages.PublishedSites(ctx, doc)
		switch {
		case err != nil:
			return Planned{}, err
		case len(sites) > 1:
			return Planned{}, fmt.Errorf("the sites %v have both published %s: say which with --site", sites, doc)
		case len(sites) == 1:
			site = sites[0]
		}
	}
	plan, err := s.recordedPlan(ctx, doc, site)
	if errors.Is(err, l10n.ErrNotFound) && site != "" && s.Configured != nil {
		// The destination may know the document all the same.
		plan, err = s.configuredPlan(ctx, site)
	}
	if err != nil {
		return Planned{}, err
	}
	if _, ok := s.Destinations[plan.Destination]; !ok {
		return Planned{}, fmt.Errorf("%s is published at the destination %q, which the configuration no longer has",
			doc, plan.Destination)
	}
	return plan, nil
}

// recordedPlan is the plan by which a document was last translated into one of its locales for a site, or for any site
// when site is empty.
func (s *Service) recordedPlan(ctx context.Context, doc l10n.DocumentID, site l10n.SiteName) (Planned, error) {
	ts, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Document: doc})
	if err != nil {
		return Planned{}, err
	}
	var ref l10n.Ref
	var latest time.Time
	for _, t := range ts {
		if t.Plan != "" && (site == "" || t.Site == site) && (ref == "" || t.UpdatedAt.After(latest)) {
			ref, latest = t.Plan, t.UpdatedAt
		}
	}
	if ref == "" && site != "" { // another site's run has the translations now
		if ref, err = s.publishedBy(ctx, doc, site); err != nil {
			return Planned{}, err
		}
	}
	if ref == "" {
		return Planned{}, fmt.Errorf("no document %s is known: %w", doc, l10n.ErrNotFound)
	}
	p, err := blob.GetJSON[l10n.Plan](ctx, s.Blobs, ref)
	return Planned{ref, p}, err
}

// publishedBy is the plan of the run that published a document's pages, "" when that is not known.
func (s *Service) publishedBy(ctx context.Context, doc l10n.DocumentID, site l10n.SiteName) (l10n.Ref, error) {
	pages, err := s.Pages.PublishedPages(ctx, site, doc)
	if err != nil || len(pages) == 0 {
		return "", err
	}
	r, err := s.Translations.Run(ctx, pages[0].Run)
	return r.Plan, l10n.IgnoreNotFound(err)
}

// configuredPlan stores the plan that a site has by its configuration.
func (s *Service) configuredPlan(ctx context.Context, site l10n.SiteName) (Planned, error) {
	p, err := s.Configured(site)
	if err != nil {
		return Planned{}, err
	}
	ref, err := blob.PutJSON(ctx, s.Blobs, p)
	return Planned{ref, p}, err
}
