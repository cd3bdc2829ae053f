package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// auditDocuments reads what all sites have published through the destinations, or one document, as verifying after a
// publication does.
func (a *app) auditDocuments(ctx context.Context, au *auditor, doc l10n.DocumentID) error {
	found := false
	err := a.eachPublished(ctx, doc, func(site l10n.SiteName, doc l10n.DocumentID) error {
		found = true
		d, pub, err := a.published(ctx, site, doc)
		if err != nil {
			return err
		}
		b, err := json.Marshal(pub)
		if err != nil {
			return err
		}
		au.add(ctx, pub, b, func(ctx context.Context, f l10n.File) ([]byte, error) { return d.Get(ctx, f.Path) })
		return nil
	})
	if err == nil && !found && doc != "" {
		err = usage(fmt.Errorf("nothing of %s is published: 'dragoman show RUN' names the documents of a run", doc))
	}
	return err
}

// eachPublished calls f for each document that a site has published, or for one document.
func (a *app) eachPublished(ctx context.Context, doc l10n.DocumentID, f func(l10n.SiteName, l10n.DocumentID) error) error {
	sites, err := a.store.PublishedSites(ctx, doc)
	if err != nil {
		return err
	}
	for _, site := range sites {
		pages, err := a.store.PublishedSite(ctx, site)
		if err != nil {
			return err
		}
		seen := map[l10n.DocumentID]bool{}
		for _, pg := range pages {
			if seen[pg.Document] || doc != "" && pg.Document != doc {
				continue
			}
			seen[pg.Document] = true
			if err := f(site, pg.Document); err != nil {
				return err
			}
		}
	}
	return nil
}

// published is what a site has published of a document, and by whom visitors get it.
func (a *app) published(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) (*publish.Publisher, *l10n.Publication, error) {
	plan, err := a.planOf(ctx, doc, site)
	if err != nil {
		return nil, nil, err
	}
	d := a.activities.Destinations[plan.Destination].Publisher
	pub, err := d.Current(ctx, doc)
	return d, pub, err
}

// auditPage finds the document of a page and reads all of its files by their public addresses.
func (a *app) auditPage(ctx context.Context, au *auditor, address string) error {
	sites, err := a.store.PublishedSites(ctx, "")
	if err != nil {
		return err
	}
	for _, site := range sites {
		pages, err := a.store.PublishedSite(ctx, site)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(pages, func(pg l10n.PublishedPage) bool { return pg.URL == address })
		if at < 0 {
			continue
		}
		_, pub, err := a.published(ctx, site, pages[at].Document)
		if err != nil {
			return err
		}
		b, err := json.Marshal(pub)
		if err != nil {
			return err
		}
		return au.addressed(ctx, b, http.DefaultClient)
	}
	return usage(fmt.Errorf("nothing is published at %s; with --manifest FILE a page can be compared without records", address))
}
