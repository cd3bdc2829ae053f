package activities

import (
	"context"
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// MendInput names a site whose pages may link to pages that have been published since.
type MendInput struct {
	Run  l10n.RunID
	Plan l10n.Ref
}

// MendLinks publishes anew each document with a page that links to a page which has appeared in its locale since, or has
// gone, and then the site's lists. It returns how many documents that were.
func (a *Activities) MendLinks(ctx context.Context, in MendInput) (int, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return 0, fail(err)
	}
	site, err := a.Records.PublishedSite(ctx, p.Site)
	if err != nil {
		return 0, fail(err)
	}
	there := map[string]bool{}
	for _, page := range site {
		there[string(page.Locale)+" "+normal(page.SourceURL)] = true
	}
	stale := map[l10n.DocumentID]bool{}
	for _, page := range site {
		for _, u := range page.Pending {
			stale[page.Document] = stale[page.Document] || there[string(page.Locale)+" "+normal(u)]
		}
		for _, u := range page.Links {
			stale[page.Document] = stale[page.Document] || !there[string(page.Locale)+" "+normal(u)]
		}
	}
	mended := 0
	for doc, isStale := range stale {
		if !isStale {
			continue
		}
		if err := a.mend(ctx, p, doc); err != nil {
			return mended, fail(err)
		}
		mended++
	}
	return mended, fail(a.publishLists(ctx, p))
}

func (a *Activities) mend(ctx context.Context, p l10n.Plan, doc l10n.DocumentID) error {
	return a.locked(ctx, doc, func() error {
		pages, err := a.Records.PublishedPages(ctx, p.Site, doc)
		if err != nil || len(pages) == 0 {
			return err
		}
		d := a.Destinations[p.Destination]
		before, err := d.Publisher.Current(ctx, doc)
		if l10n.IgnoreNotFound(err) != nil {
			return err
		}
		pub := &l10n.Publication{Run: pages[0].Run, Document: doc}
		_, err = a.publish(ctx, p, pub, pages)
		if errors.Is(err, publish.ErrOlder) { // the page is again what it was before it was mended last
			err = a.switchBack(ctx, p, pub, pages)
		}
		if err == nil {
			a.purgeNow(ctx, d, before, pub)
		}
		return err
	})
}

// switchBack switches to a publication that was there before: what is in the records now makes the very same.
func (a *Activities) switchBack(ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage) error {
	d := a.Destinations[p.Destination].Publisher
	was, err := d.Earlier(ctx, pub.Document, pub.ID)
	if err != nil {
		return err
	}
	return a.besideLists(ctx, p, was, func() error {
		if err := d.Switch(ctx, was); err != nil {
			return err
		}
		return a.switched(ctx, p, was, pages)
	})
}
