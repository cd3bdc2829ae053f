package site

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
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
		if err := s.auditSite(ctx, au, site, pages, doc); err != nil {
			return err
		}
	}
	if doc != "" {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(s.Destinations)) {
		if err := s.auditUnlisted(ctx, au, name); err != nil {
			return err
		}
	}
	return nil
}

// auditUnlisted looks for what visitors get at a destination and no current publication has, where the destination can say what
// that is.
func (s *Service) auditUnlisted(ctx context.Context, au *Auditor, name string) error {
	d := s.Destinations[name].Publisher
	paths, ok := d.Visible(ctx)
	if !ok {
		return nil
	}
	var found []string
	for p, err := range paths {
		if err != nil {
			return fmt.Errorf("destination %s: %w", name, err)
		}
		found = append(found, p)
	}
	if len(found) == 0 {
		return nil
	}
	listed, err := s.listedAt(ctx, name) // read last, so that what is published meanwhile is listed
	if err != nil {
		return err
	}
	if listed == nil {
		au.Notes = append(au.Notes, "files that no manifest has were not looked for at "+name+", since a manifest can't be read")
		return nil
	}
	for _, p := range found {
		if listed[p] {
			continue
		}
		au.unlistedFile(p)
	}
	return nil
}

// listedAt returns the paths of all current publications at a destination, by the records and their manifests, or nil where one
// of these can't be read.
func (s *Service) listedAt(ctx context.Context, name string) (map[string]bool, error) {
	listed := map[string]bool{}
	sites, err := s.Pages.PublishedSites(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, site := range sites {
		pages, err := s.Pages.PublishedSite(ctx, site)
		if err != nil {
			return nil, err
		}
		plan, err := s.PlanOf(ctx, pages[0].Document, site)
		if err != nil {
			return nil, err
		}
		if plan.Destination != name {
			continue
		}
		docs := []l10n.DocumentID{listsOf(site)}
		for _, pg := range pages {
			docs = append(docs, pg.Document)
		}
		slices.Sort(docs)
		for _, doc := range slices.Compact(docs) {
			pub, err := s.Destinations[name].Publisher.Current(ctx, doc)
			switch {
			case errors.Is(err, l10n.ErrNotFound):
				continue // the audit of the document says so
			case errors.Is(err, publish.ErrManifest):
				return nil, nil // as it does of this: what is listed is not known
			case err != nil:
				return nil, err
			}
			for _, f := range pub.Files {
				listed[f.Path] = true
			}
		}
	}
	return listed, nil
}

// auditSite reads what a site has published, or one document of it, and the site's lists.
func (s *Service) auditSite(
	ctx context.Context, au *Auditor, site l10n.SiteName, pages []l10n.PublishedPage, doc l10n.DocumentID,
) error {
	plan, err := s.PlanOf(ctx, cmp.Or(doc, pages[0].Document), site)
	if err != nil {
		return err
	}
	d := s.Destinations[plan.Destination]
	seen := map[l10n.DocumentID]bool{}
	for _, pg := range pages {
		if seen[pg.Document] || doc != "" && pg.Document != doc {
			continue
		}
		seen[pg.Document] = true
		if err := s.auditDocument(ctx, au, d, pg); err != nil {
			return err
		}
	}
	if d.Address == nil { // a destination that makes its own addresses has no lists
		if err := s.auditLists(ctx, au, d, site, doc == ""); err != nil {
			return err
		}
	}
	au.compare(cmp.Or(d.URL, plan.Destination), d.URL, doc == "")
	return nil
}

// auditLists reads a site's lists, or the list of current publications alone.
func (s *Service) auditLists(ctx context.Context, au *Auditor, d Destination, site l10n.SiteName, all bool) error {
	lists, err := d.Publisher.Current(ctx, listsOf(site))
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		return nil
	case errors.Is(err, publish.ErrManifest):
		au.fault(listsOf(site), err.Error())
		return nil
	case err != nil:
		return err
	case !all:
		au.readList(ctx, lists, throughPublisher(d.Publisher))
		return nil
	}
	return au.addPublication(ctx, d.Publisher, lists)
}

// auditDocument reads what a site has published of a document through its destination. page is one of the document's
// pages by the records.
func (s *Service) auditDocument(ctx context.Context, au *Auditor, d Destination, page l10n.PublishedPage) error {
	pub, err := d.Publisher.Current(ctx, page.Document)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		au.fault(page.Document, fmt.Sprintf("the records have the publication %s of it, and the destination has none: %v",
			page.Publication, err))
		return nil
	case errors.Is(err, publish.ErrManifest):
		au.fault(page.Document, err.Error())
		return nil
	case err != nil:
		return err
	}
	if err := au.addPublication(ctx, d.Publisher, pub); err != nil || pub.ID == page.Publication {
		return err
	}
	// A publication may have come while it was read: look once more while nobody publishes.
	return s.locked(ctx, page.Document, func() error {
		pages, err := s.Pages.PublishedPages(ctx, page.Site, page.Document)
		if err != nil || len(pages) == 0 {
			return err
		}
		now, err := d.Publisher.Current(ctx, page.Document)
		if err == nil && now.ID != pages[0].Publication {
			au.faultOfLast(fmt.Sprintf("the records say that the publication %s is the current one, and visitors get %s",
				pages[0].Publication, now.ID))
		}
		return err
	})
}

// addPublication audits a publication through its destination.
func (au *Auditor) addPublication(ctx context.Context, d *publish.Publisher, pub *l10n.Publication) error {
	manifest, err := json.Marshal(pub)
	if err != nil {
		return err
	}
	au.add(ctx, pub, manifest, throughPublisher(d))
	return nil
}

func throughPublisher(d *publish.Publisher) func(context.Context, l10n.File) ([]byte, error) {
	return func(ctx context.Context, f l10n.File) ([]byte, error) { return d.Get(ctx, f.Path) }
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
