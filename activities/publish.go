package activities

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// ReadyLocale is a locale that people have approved.
type ReadyLocale struct {
	Locale    l10n.Locale
	Targets   l10n.Ref // the snapshot that they signed
	Approvals []l10n.Decision
	// InPart is a locale that is not approved: what people approved before is published, and the source's text else. Targets
	// and Approvals are empty.
	InPart bool `json:",omitempty"`
}

// PublishInput is a document with the locales to publish now.
type PublishInput struct {
	Run                  l10n.RunID
	Plan                 l10n.Ref
	Document             l10n.Document
	Extraction, Skeleton l10n.Ref
	Locales              []ReadyLocale
	Assets               l10n.Ref `json:",omitempty"` // of Gathered
}

// PublishedOutput says what was published and where visitors find it.
type PublishedOutput struct {
	Publication l10n.PublicationID
	URLs        map[l10n.Locale]string
	InPart      map[l10n.Locale]InPart `json:",omitempty"`
	Changed     []string               `json:",omitempty"` // addresses to tell caches of
}

// PublishDocument makes one publication of a document: the locales that are ready, and anew, with links to these, those
// that visitors have already. The switch to it is atomic, and a repeat publishes nothing twice.
func (a *Activities) PublishDocument(ctx context.Context, in PublishInput) (PublishedOutput, error) {
	out := PublishedOutput{URLs: map[l10n.Locale]string{}}
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return out, fail(err)
	}
	err = a.publishing(ctx, p, in.Document.ID, func() error {
		pages, err := a.pagesNow(ctx, p, in, &out)
		if err != nil {
			return err
		}
		pub, err := a.publish(ctx, p, &l10n.Publication{Run: in.Run, Document: in.Document.ID}, pages)
		if err != nil {
			return err
		}
		out.Publication = pub.ID
		if out.Changed, err = a.changedBy(ctx, p, pub); err != nil {
			return err
		}
		for _, l := range in.Locales {
			i := slices.IndexFunc(pages, func(pg l10n.PublishedPage) bool { return pg.Locale == l.Locale })
			out.URLs[l.Locale] = pages[i].URL
			if err := a.notePublished(ctx, in, l, pages[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return out, fail(err)
}

// locked holds the lock of what is published of a document.
func (a *Activities) locked(ctx context.Context, doc l10n.DocumentID, f func() error) error {
	return a.Records.Locked(ctx, "publish "+string(doc), f)
}

// publishing holds the document's lock; where pages get names of their own, the site's too, so that no two choose the same.
func (a *Activities) publishing(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, f func() error) error {
	locked := func() error { return a.locked(ctx, doc, f) }
	if p.URLs.Kept() {
		return locked()
	}
	return a.Records.Locked(ctx, "names "+string(p.Site), locked)
}

// pagesNow are the document's pages as they will be: those that are there, with the ready ones in their places.
func (a *Activities) pagesNow(ctx context.Context, p l10n.Plan, in PublishInput, out *PublishedOutput) ([]l10n.PublishedPage, error) {
	pages, err := a.Records.PublishedPages(ctx, p.Site, in.Document.ID)
	if err != nil {
		return nil, err
	}
	for _, l := range in.Locales {
		var part InPart
		if l.InPart {
			if part, err = a.readyInPart(ctx, in, &l); err != nil {
				return nil, err
			}
			if out.InPart == nil {
				out.InPart = map[l10n.Locale]InPart{}
			}
			out.InPart[l.Locale] = part
		}
		page := l10n.PublishedPage{
			Site: p.Site, Document: in.Document.ID, Locale: l.Locale, SourceURL: in.Document.URL, Run: in.Run,
			Extraction: in.Extraction, Skeleton: in.Skeleton, Targets: l.Targets, Approvals: l.Approvals, Assets: in.Assets,
			Untranslated: part.Untranslated,
		}
		if i := slices.IndexFunc(pages, func(q l10n.PublishedPage) bool { return q.Locale == l.Locale }); i >= 0 {
			page.Slug, page.Since = pages[i].Slug, pages[i].FirstPublished()
			pages = slices.Delete(pages, i, i+1)
		}
		pages = append(pages, page)
	}
	slices.SortFunc(pages, func(x, y l10n.PublishedPage) int { return strings.Compare(string(x.Locale), string(y.Locale)) })
	return pages, nil
}

func (a *Activities) notePublished(ctx context.Context, in PublishInput, l ReadyLocale, page l10n.PublishedPage) error {
	_, err := a.Records.UpdateTranslation(ctx, l10n.TranslationKey{Document: in.Document.ID, Locale: l.Locale}, func(t *l10n.Translation) error {
		if t.Run != in.Run {
			return nil
		}
		t.PublicURL, t.Untranslated = page.URL, page.Untranslated
		if !l.InPart {
			t.Stage = l10n.StagePublished
		}
		return nil
	})
	return err
}

// publish renders all pages, puts them into a publication, of which the caller says whose it is, and switches to it. The
// caller holds the document's lock. Without pages it is a withdrawal of all.
func (a *Activities) publish(ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage) (*l10n.Publication, error) {
	pub.Site, pub.Tool, pub.Versions, pub.PublishedAt = p.Site, a.Tool, a.Versions, time.Now().UTC()
	site, err := a.Records.PublishedSite(ctx, p.Site)
	if err != nil {
		return nil, err
	}
	paths, err := a.addresses(ctx, p, pages, site)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		if pages[i].Since.IsZero() {
			pages[i].Since = pub.PublishedAt
		}
		if err := a.addPage(ctx, p, pub, &pages[i], paths[i], pages, site); err != nil {
			return nil, err
		}
	}
	*pub = *publish.Compose(nil, pub)
	return pub, a.besideLists(ctx, p, pub, func() error { return a.switchTo(ctx, p, pub, pages) })
}

// addresses gives every page its name, path and address by the plan, so that after a change of the scheme all siblings
// move together.
func (a *Activities) addresses(ctx context.Context, p l10n.Plan, pages, site []l10n.PublishedPage) ([]string, error) {
	paths := make([]string, len(pages))
	for i := range pages {
		page := &pages[i]
		if !p.URLs.Kept() && page.Slug == "" {
			if err := a.earlierName(ctx, p, page); err != nil {
				return nil, err
			}
			targets, err := blob.GetJSON[[]l10n.Target](ctx, a.Blobs, page.Targets)
			if err != nil {
				return nil, err
			}
			e, err := a.Extraction(ctx, page.Extraction)
			if err != nil {
				return nil, err
			}
			if err := a.name(p, page, e, targets, site); err != nil {
				return nil, err
			}
		}
		var err error
		if paths[i], page.URL, err = a.place(p, page); err != nil {
			return nil, err
		}
	}
	return paths, nil
}

func (a *Activities) addPage(ctx context.Context, p l10n.Plan, pub *l10n.Publication, page *l10n.PublishedPage, path string, siblings, site []l10n.PublishedPage) error {
	targets, err := blob.GetJSON[[]l10n.Target](ctx, a.Blobs, page.Targets)
	if err != nil {
		return err
	}
	if err := review.Publishable(p, *page, targets); err != nil {
		return err
	}
	page.Pending, page.Links = nil, nil
	r := &rendering{plan: p, page: *page, targets: targets, siblings: siblings, site: site}
	files, err := a.files(ctx, r)
	if err != nil {
		return err
	}
	body, e, err := a.render(ctx, r)
	if err != nil {
		return err
	}
	page.Pending, page.Links = r.page.Pending, r.page.Links
	if page.Title = title(e, targets); page.Title == "" {
		page.Title = e.Title
	}
	ref, err := a.Blobs.Put(ctx, body)
	if err != nil {
		return err
	}
	pub.Source, pub.SourceHash = e.Document, l10n.SourceHash(e.Units)
	pub.Files = append(pub.Files, l10n.File{Path: path, Ref: ref, ContentType: "text/html; charset=utf-8", Locale: page.Locale, Size: int64(len(body))})
	for _, f := range files {
		if !slices.ContainsFunc(pub.Files, func(g l10n.File) bool { return g.Path == f.Path }) {
			pub.Files = append(pub.Files, f)
		}
	}
	pub.Locales = append(pub.Locales, manifestLocale(*page, path, targets))
	return nil
}

func manifestLocale(page l10n.PublishedPage, path string, ts []l10n.Target) l10n.ManifestLocale {
	m := l10n.ManifestLocale{
		Locale: page.Locale, File: path, URL: page.URL, Slug: page.Slug, Title: page.Title, Since: page.Since, Approvals: page.Approvals,
		SourceURL: page.SourceURL, Extraction: page.Extraction, Skeleton: page.Skeleton, Targets: page.Targets, Assets: page.Assets,
		Untranslated: page.Untranslated,
	}
	for _, t := range ts {
		m.Segments = append(m.Segments, l10n.ManifestSegment{
			Segment: t.Segment, SourceHash: t.SourceHash, TargetHash: t.Text.Hash(), State: t.State, Origin: t.Origin,
			Signed: t.Signed, SameAs: t.SameAs, Fallback: page.Untranslated > 0 && t.Text.IsEmpty(),
		})
	}
	return m
}
