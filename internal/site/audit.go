package site

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// AuditDocuments reads what all sites have published through the destinations, or one document when doc is not empty,
// as verifying after a publication does. The auditor notes what is found; nothing when nothing is published.
func (s *Service) AuditDocuments(ctx context.Context, au *Auditor, doc l10n.DocumentID) error {
	sites, err := s.Pages.PublishedSites(ctx, doc)
	if err != nil {
		return err
	}
	for _, site := range sites {
		pages, err := s.Pages.PublishedSite(ctx, site)
		if err != nil {
			return err
		}
		seen := map[l10n.DocumentID]bool{}
		for _, pg := range pages {
			if seen[pg.Document] || doc != "" && pg.Document != doc {
				continue
			}
			seen[pg.Document] = true
			if err := s.auditDocument(ctx, au, site, pg.Document); err != nil {
				return err
			}
		}
	}
	return nil
}

// auditDocument reads what a site has published of a document through its destination.
func (s *Service) auditDocument(ctx context.Context, au *Auditor, site l10n.SiteName, doc l10n.DocumentID) error {
	d, pub, err := s.publishedBySite(ctx, site, doc)
	if err != nil {
		return err
	}
	manifest, err := json.Marshal(pub)
	if err != nil {
		return err
	}
	au.add(ctx, pub, manifest, func(ctx context.Context, f l10n.File) ([]byte, error) { return d.Get(ctx, f.Path) })
	return nil
}

// AuditPage finds the document of a published page by its address, and reads all of its files by their public
// addresses. The auditor notes what is found; nothing when no page is published there.
func (s *Service) AuditPage(ctx context.Context, au *Auditor, address string) error {
	sites, err := s.Pages.PublishedSites(ctx, "")
	if err != nil {
		return err
	}
	for _, site := range sites {
		pages, err := s.Pages.PublishedSite(ctx, site)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(pages, func(pg l10n.PublishedPage) bool { return pg.URL == address })
		if at < 0 {
			continue
		}
		_, pub, err := s.publishedBySite(ctx, site, pages[at].Document)
		if err != nil {
			return err
		}
		manifest, err := json.Marshal(pub)
		if err != nil {
			return err
		}
		return au.Addresses(ctx, manifest)
	}
	return nil
}

// publishedBySite is what a site has published of a document, and through what visitors get it.
func (s *Service) publishedBySite(
	ctx context.Context, site l10n.SiteName, doc l10n.DocumentID,
) (*publish.Publisher, *l10n.Publication, error) {
	plan, err := s.PlanOf(ctx, doc, site)
	if err != nil {
		return nil, nil, err
	}
	d := s.Destinations[plan.Destination].Publisher
	pub, err := d.Current(ctx, doc)
	return d, pub, err
}
