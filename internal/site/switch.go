package site

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// switchTo switches visitors to a publication, and the records with them. When the publication is the current one
// already, pub becomes what is stored: the time of the first try stands.
func (s *Service) switchTo(ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage) error {
	d := s.Destinations[p.Destination].Publisher
	current, err := d.Current(ctx, pub.Document)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		current = &l10n.Publication{}
	case err != nil:
		return err
	case current.ID == pub.ID:
		*pub = *current
	default:
		if err := mayReplace(current, pub); err != nil {
			return err
		}
	}
	if err := d.Publish(ctx, pub); err != nil {
		return err
	}
	if err := s.takeFromOtherSite(ctx, current, pub); err != nil {
		return err
	}
	return s.savePages(ctx, pub, pages)
}

// mayReplace refuses to take from visitors what another site has published of the document at the same destination: a
// destination has one publication of a document.
func mayReplace(current, pub *l10n.Publication) error {
	if current.Site == "" || current.Site == pub.Site {
		return nil
	}
	for _, l := range current.Locales {
		if !hasLocale(pub.Locales, l.Locale) {
			return fmt.Errorf("%w: the site %s has published %s here in %s too, which would be gone: "+
				"give one of the sites another destination, or withdraw it there with: dragoman unpublish %s --site %s",
				l10n.ErrRefused, current.Site, pub.Document, l.Locale, pub.Document, current.Site)
		}
	}
	return nil
}

// savePages has the records say that visitors get a publication's pages.
func (s *Service) savePages(ctx context.Context, pub *l10n.Publication, pages []l10n.PublishedPage) error {
	for i := range pages {
		pages[i].Publication, pages[i].PublishedAt = pub.ID, pub.PublishedAt
	}
	return s.replacePages(ctx, pub.Site, pub.Document, pages)
}

// replacePages has the records say that a site has exactly these pages of a document. The caller holds the document's
// lock, so nobody else has changed them since it made them.
func (s *Service) replacePages(
	ctx context.Context, site l10n.SiteName, doc l10n.DocumentID, pages []l10n.PublishedPage,
) error {
	replace := func([]l10n.PublishedPage) ([]l10n.PublishedPage, error) { return pages, nil }
	return s.Pages.UpdatePublished(ctx, site, doc, replace)
}

// takeFromOtherSite has the records say that a document's pages are no longer those of the site that published them
// before.
func (s *Service) takeFromOtherSite(ctx context.Context, before, pub *l10n.Publication) error {
	if before.Site == "" || before.Site == pub.Site {
		return nil
	}
	return s.replacePages(ctx, before.Site, pub.Document, nil)
}

// Verify reads what visitors get of a document and compares it with its current publication. A publication that has
// been overtaken by a later one, a mended link for instance, is not looked at any more.
func (s *Service) Verify(ctx context.Context, p l10n.Plan, doc l10n.DocumentID) error {
	d, err := s.destination(p)
	if err != nil {
		return err
	}
	return s.locked(ctx, doc, func() error {
		pub, err := d.Publisher.Current(ctx, doc)
		if err != nil {
			return err
		}
		return d.Publisher.Verify(ctx, pub)
	})
}

// noteVisible has the translations say what visitors get of them after a switch from one publication to another that no
// run has made: a withdrawal, or a rollback, which is nil otherwise. before may be nil.
func (s *Service) noteVisible(ctx context.Context, before, after *l10n.Publication, rollback *l10n.Rollback) error {
	addresses, texts := map[l10n.Locale]string{}, map[l10n.Locale]l10n.Ref{}
	if before != nil {
		for _, l := range before.Locales {
			addresses[l.Locale] = ""
		}
	}
	for _, l := range after.Locales {
		addresses[l.Locale], texts[l.Locale] = l.URL, l.Targets
	}
	for l, address := range addresses {
		k := l10n.TranslationKey{Document: after.Document, Locale: l}
		_, err := s.Translations.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
			if t.Site != after.Site {
				return nil
			}
			t.PublicURL = address
			t.Withdrawn = withdrawnBy(address, after, rollback)
			switch {
			case address == "" || rollback != nil && texts[l] == t.Targets:
				t.RolledBack = nil
			case rollback != nil:
				t.RolledBack = rollback
			}
			switch {
			case address == "" && t.Stage == l10n.StagePublished:
				t.Stage = l10n.StageWithdrawn
			case address != "" && t.Stage == l10n.StageWithdrawn:
				t.Stage = l10n.StagePublished
			}
			return nil
		})
		if l10n.IgnoreNotFound(err) != nil {
			return err
		}
	}
	return nil
}

// withdrawnBy is the withdrawal by which visitors have no page of a translation, nil when they have one. A rollback to a
// publication without the page is one too.
func withdrawnBy(address string, after *l10n.Publication, rollback *l10n.Rollback) *l10n.Withdrawal {
	switch {
	case address != "":
		return nil
	case rollback != nil:
		return &l10n.Withdrawal{ID: rollback.ID, By: rollback.By, At: rollback.At,
			Comment: "An earlier publication without this language was brought back."}
	}
	return after.Withdrawn
}
