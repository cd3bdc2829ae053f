package activities

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// switchTo switches visitors to a publication, and the records with them.
func (a *Activities) switchTo(ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage) error {
	d := a.Destinations[p.Destination].Publisher
	current, err := d.Current(ctx, pub.Document)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		current = &l10n.Publication{}
	case err != nil:
		return err
	case current.ID == pub.ID:
		*pub = *current // a retry: the time of the first try stands
	default:
		if err := mayReplace(current, pub); err != nil {
			return err
		}
	}
	if err := d.Publish(ctx, pub); err != nil {
		return err
	}
	if err := a.takeFrom(ctx, current, pub); err != nil {
		return err
	}
	return a.switched(ctx, p, pub, pages)
}

// mayReplace refuses to take from visitors what another site has published of the document at the same destination: a
// destination has one publication of a document.
func mayReplace(current, pub *l10n.Publication) error {
	if current.Site == "" || current.Site == pub.Site {
		return nil
	}
	for _, l := range current.Locales {
		if !slices.ContainsFunc(pub.Locales, func(m l10n.ManifestLocale) bool { return m.Locale == l.Locale }) {
			return fmt.Errorf("%w: the site %s has published %s here in %s too, which would be gone: give one of the sites another destination, or withdraw it there with: dragoman unpublish %s --site %s",
				l10n.ErrRefused, current.Site, pub.Document, l.Locale, pub.Document, current.Site)
		}
	}
	return nil
}

// switched has the records say what visitors get now.
func (a *Activities) switched(ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage) error {
	for i := range pages {
		pages[i].Publication, pages[i].PublishedAt = pub.ID, pub.PublishedAt
	}
	return a.Records.SavePublished(ctx, p.Site, pub.Document, pages)
}

// takeFrom has the records say that a document's pages are no longer those of the site that published them before.
func (a *Activities) takeFrom(ctx context.Context, before, pub *l10n.Publication) error {
	if before.Site == "" || before.Site == pub.Site {
		return nil
	}
	return a.Records.SavePublished(ctx, before.Site, pub.Document, nil)
}

// VerifyInput names a publication to read back.
type VerifyInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
}

// VerifyPublication reads what visitors get and compares it with the publication. A later publication of the document,
// a mended link for instance, is verified in its place.
func (a *Activities) VerifyPublication(ctx context.Context, in VerifyInput) error {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return fail(err)
	}
	return fail(a.locked(ctx, in.Document, func() error {
		d := a.Destinations[p.Destination].Publisher
		pub, err := d.Current(ctx, in.Document)
		if err != nil {
			return err
		}
		return d.Verify(ctx, pub)
	}))
}
