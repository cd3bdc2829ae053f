package site

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// publishPages renders all pages of a document, puts them into a publication and switches visitors to it. The caller
// says in pub whose publication it is and holds the document's lock. Without pages the document is withdrawn.
func (s *Service) publishPages(
	ctx context.Context, p l10n.Plan, pub *l10n.Publication, pages []l10n.PublishedPage,
) (*l10n.Publication, error) {
	if _, err := s.destination(p); err != nil {
		return nil, err
	}
	pub.Site, pub.Tool, pub.Versions, pub.PublishedAt = p.Site, s.Tool, s.Versions, time.Now().UTC()
	site, err := s.Pages.PublishedSite(ctx, p.Site)
	if err != nil {
		return nil, err
	}
	paths, err := s.setAddresses(ctx, p, pages, site)
	if err != nil {
		return nil, err
	}
	if err := addressTaken(pages, site); err != nil {
		return nil, err
	}
	for i := range pages {
		if pages[i].Since.IsZero() {
			pages[i].Since = pub.PublishedAt
		}
		if err := s.addPage(ctx, p, pub, &pages[i], paths[i], pages, site); err != nil {
			return nil, err
		}
	}
	*pub = *publish.Compose(nil, pub)
	err = s.clearOfLists(ctx, p, pub, func() error { return s.switchTo(ctx, p, pub, pages) })
	if errors.Is(err, l10n.ErrConflict) { // another page may have taken the address meanwhile
		if site, e := s.Pages.PublishedSite(ctx, p.Site); e == nil {
			err = cmp.Or(addressTaken(pages, site), err)
		}
	}
	return pub, err
}

// addPage renders a page and adds it to a publication, with its files and its account in the manifest.
func (s *Service) addPage(
	ctx context.Context, p l10n.Plan, pub *l10n.Publication, page *l10n.PublishedPage, path string,
	siblings, site []l10n.PublishedPage,
) error {
	targets, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, page.Targets)
	if err != nil {
		return err
	}
	if err := review.Publishable(p, *page, targets); err != nil {
		return err
	}
	page.Pending, page.Links = nil, nil
	r := &rendering{plan: p, page: *page, targets: targets, siblings: siblings, site: site}
	files, err := s.addAssets(ctx, r)
	if err != nil {
		return err
	}
	body, e, err := s.render(ctx, r)
	if err != nil {
		return err
	}
	page.Pending, page.Links = r.page.Pending, r.page.Links
	if page.Title = title(e, targets); page.Title == "" {
		page.Title = e.Title
	}
	page.SiteTitle, page.Unlisted = siteTitle(e, targets), e.NoIndex || e.Canonical != ""
	const contentType = "text/html; charset=utf-8"
	body = s.Destinations[p.Destination].neutral(contentType, body)
	ref, err := s.Blobs.Put(ctx, body)
	if err != nil {
		return err
	}
	pub.Source, pub.SourceHash = e.Document, l10n.SourceHash(e.Units)
	pub.Files = append(pub.Files, l10n.File{
		Path: path, Ref: ref, ContentType: contentType, Locale: page.Locale, Size: int64(len(body)),
	})
	for _, f := range files {
		if !hasFile(pub.Files, f.Path) {
			pub.Files = append(pub.Files, f)
		}
	}
	account := manifestLocale(*page, path, e, targets)
	account.Changes = r.changes
	pub.Locales = append(pub.Locales, account)
	return nil
}

func hasFile(files []l10n.File, path string) bool {
	return slices.ContainsFunc(files, func(f l10n.File) bool { return f.Path == path })
}

func hasLocale(locales []l10n.ManifestLocale, locale l10n.Locale) bool {
	return slices.ContainsFunc(locales, func(l l10n.ManifestLocale) bool { return l.Locale == locale })
}

// manifestLocale is the manifest's account of a page. [pagesOf] reads it.
func manifestLocale(page l10n.PublishedPage, path string, e *l10n.Extraction, ts []l10n.Target) l10n.ManifestLocale {
	m := l10n.ManifestLocale{
		Locale: page.Locale, File: path, URL: page.URL, Slug: page.Slug, Title: page.Title, Since: page.Since,
		SiteTitle: page.SiteTitle, Unlisted: page.Unlisted,
		SourceURL: page.SourceURL, Extraction: page.Extraction, Skeleton: page.Skeleton, Targets: page.Targets,
		Assets: page.Assets, Untranslated: page.Untranslated, Approvals: page.Approvals, Corrections: page.Corrections,
	}
	sources := map[l10n.SegmentID]l10n.Hash{}
	for _, at := range e.Places() {
		sources[at.Segment.ID] = at.Segment.Hash()
	}
	counts := l10n.CountProgress(ts)
	m.Unconfirmed, m.Passed = counts.Unconfirmed, counts.Passed
	for _, t := range ts {
		if whole := sources[t.Segment]; t.SourceHash.Holds(whole) { // a snapshot of the time before hashes were whole
			t.SourceHash = whole
		}
		var dismissed []l10n.Dismissal
		for _, i := range t.Dismissed {
			dismissed = append(dismissed, *i.Dismissed)
		}
		m.Segments = append(m.Segments, l10n.ManifestSegment{
			Segment: t.Segment, SourceHash: t.SourceHash, TargetHash: t.Text.Hash(), State: t.State, Origin: t.Origin,
			Signed: t.Signed, SameAs: t.SameAs, Confirmed: t.Confirmed, Unconfirmed: t.IsUnconfirmed(), PassedBy: t.PassedBy,
			Fallback:  page.Untranslated > 0 && t.Text.IsEmpty(),
			Dismissed: dismissed,
		})
	}
	return m
}

// pagesOf are the records of a publication's pages, as [manifestLocale] wrote them down.
func pagesOf(pub *l10n.Publication) []l10n.PublishedPage {
	var pages []l10n.PublishedPage
	for _, l := range pub.Locales {
		pages = append(pages, l10n.PublishedPage{
			Site: pub.Site, Document: pub.Document, Publication: pub.ID, Run: pub.Run, PublishedAt: pub.PublishedAt,
			Locale: l.Locale, SourceURL: l.SourceURL, URL: l.URL, Slug: l.Slug, Title: l.Title, Since: l.Since,
			SiteTitle: l.SiteTitle, Unlisted: l.Unlisted,
			Extraction: l.Extraction, Skeleton: l.Skeleton, Targets: l.Targets, Assets: l.Assets,
			Untranslated: l.Untranslated, Approvals: l.Approvals, Corrections: l.Corrections,
		})
	}
	return pages
}
