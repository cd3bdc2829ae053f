package site

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// ReadyLocale is a locale that people have approved.
type ReadyLocale struct {
	Locale    l10n.Locale
	Targets   l10n.Ref // the snapshot that they signed
	Approvals []l10n.Decision
	// InPart is a locale that is not approved: what people approved before is published, and the source's text else.
	// Targets and Approvals are empty.
	InPart bool `json:",omitempty"`
}

// InPart says how much of a page that went live before its approval is in the source's language.
type InPart struct {
	Untranslated, Segments int
}

// Ready is a document with the locales to publish now.
type Ready struct {
	Run                  l10n.RunID
	Document             l10n.Document
	Extraction, Skeleton l10n.Ref
	Locales              []ReadyLocale
	Assets               l10n.Ref // a list of l10n.Asset; empty where files stay links
}

// Published says what was published and where visitors find it.
type Published struct {
	Publication l10n.PublicationID
	URLs        map[l10n.Locale]string
	InPart      map[l10n.Locale]InPart `json:",omitempty"`
	Changed     []string               `json:",omitempty"` // addresses to tell caches of
}

// Publish makes one publication of a document: the locales that are ready, and those that visitors have already,
// rendered again with links to the new ones. The switch to it is atomic, and a repeat publishes nothing twice.
func (s *Service) Publish(ctx context.Context, p l10n.Plan, in Ready) (Published, error) {
	out := Published{URLs: map[l10n.Locale]string{}}
	err := s.lockedForNaming(ctx, p, in.Document.ID, func() error {
		pages, err := s.nextPages(ctx, p, in, &out)
		if err != nil {
			return err
		}
		pub, err := s.publishPages(ctx, p, &l10n.Publication{Run: in.Run, Document: in.Document.ID}, pages)
		if err != nil {
			return err
		}
		out.Publication = pub.ID
		if out.Changed, err = s.changedBy(ctx, p, pub); err != nil {
			return err
		}
		for _, l := range in.Locales {
			i := slices.IndexFunc(pages, func(pg l10n.PublishedPage) bool { return pg.Locale == l.Locale })
			out.URLs[l.Locale] = pages[i].URL
			if err := s.notePublished(ctx, in.Run, l, pages[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// nextPages are the document's pages as they will be: those that visitors have, with the ready ones in their places.
func (s *Service) nextPages(ctx context.Context, p l10n.Plan, in Ready, out *Published) ([]l10n.PublishedPage, error) {
	pages, err := s.Pages.PublishedPages(ctx, p.Site, in.Document.ID)
	if err != nil {
		return nil, err
	}
	for _, l := range in.Locales {
		page := l10n.PublishedPage{
			Site: p.Site, Document: in.Document.ID, Locale: l.Locale, SourceURL: in.Document.URL, Run: in.Run,
			Extraction: in.Extraction, Skeleton: in.Skeleton, Targets: l.Targets, Approvals: l.Approvals, Assets: in.Assets,
		}
		if l.InPart {
			part, err := s.fillInPart(ctx, &page)
			if err != nil {
				return nil, err
			}
			if out.InPart == nil {
				out.InPart = map[l10n.Locale]InPart{}
			}
			out.InPart[l.Locale] = part
		}
		if i := slices.IndexFunc(pages, func(q l10n.PublishedPage) bool { return q.Locale == l.Locale }); i >= 0 {
			page.Slug, page.Since, page.Corrections = pages[i].Slug, pages[i].FirstPublished(), pages[i].Corrections
			pages = slices.Delete(pages, i, i+1)
		}
		if page.Corrections, err = s.correctionNotes(ctx, page); err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	slices.SortFunc(pages, func(x, y l10n.PublishedPage) int { return cmp.Compare(x.Locale, y.Locale) })
	return pages, nil
}

// fillInPart gives a page that goes live before its approval the targets that people have approved.
func (s *Service) fillInPart(ctx context.Context, page *l10n.PublishedPage) (InPart, error) {
	e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, page.Extraction)
	if err != nil {
		return InPart{}, err
	}
	now, err := s.Translations.Targets(ctx, l10n.TranslationKey{Document: page.Document, Locale: page.Locale})
	if l10n.IgnoreNotFound(err) != nil {
		return InPart{}, err
	}
	ts, untranslated := review.FallbackTargets(&e, now)
	page.Untranslated = untranslated
	page.Targets, err = blob.PutJSON(ctx, s.Blobs, ts)
	return InPart{Untranslated: untranslated, Segments: len(ts)}, err
}

// notePublished writes into a translation's record where visitors find it. The record of a later run is left alone.
func (s *Service) notePublished(ctx context.Context, run l10n.RunID, l ReadyLocale, page l10n.PublishedPage) error {
	k := l10n.TranslationKey{Document: page.Document, Locale: page.Locale}
	_, err := s.Translations.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
		if t.Run != run {
			return nil
		}
		t.PublicURL, t.Untranslated = page.URL, page.Untranslated
		if !l.InPart {
			t.Stage, t.RolledBack, t.Withdrawn = l10n.StagePublished, nil, nil
		}
		return nil
	})
	return err
}
