package site

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/listing"
	"github.com/dragoman-l10n/dragoman/internal/localize"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// rendering is one localized page to be made.
type rendering struct {
	plan     l10n.Plan
	page     l10n.PublishedPage // what is known of it; render adds Pending and Links
	targets  []l10n.Target
	siblings []l10n.PublishedPage // the document's pages that will be there with it, itself included
	site     []l10n.PublishedPage // all pages of the site that visitors get
	assets   map[string]string    // as localize.Page has them
	changes  []l10n.PageChange    // render adds them
}

// render makes the page, and notes what it has written besides the segments, which pages of the site it links to and which of them are not published yet.
func (s *Service) render(ctx context.Context, r *rendering) ([]byte, *l10n.Extraction, error) {
	src, err := s.readSource(ctx, r.page)
	if err != nil {
		return nil, nil, err
	}
	page, changes, err := localize.RenderWithChanges(ctx, s.toLocalize(r, src))
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	r.changes = changes
	return page, src.extraction, nil
}

// pageSource is a source page taken apart. It is not changed, and may be used by several goroutines.
type pageSource struct {
	skeleton   *extract.Skeleton
	extraction *l10n.Extraction
}

// readSource reads the source that a page is made of.
func (s *Service) readSource(ctx context.Context, page l10n.PublishedPage) (pageSource, error) {
	b, err := blob.GetOwn(ctx, s.Blobs, page.Skeleton)
	if err != nil {
		return pageSource{}, err
	}
	sk, err := extract.ReadSkeleton(b)
	if err != nil {
		return pageSource{}, err
	}
	e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, page.Extraction)
	if err != nil {
		return pageSource{}, err
	}
	return pageSource{sk, &e}, nil
}

// toLocalize gathers what a page is localized with.
func (s *Service) toLocalize(r *rendering, src pageSource) localize.Page {
	e := src.extraction
	targets := make(map[l10n.SegmentID]l10n.Fragment, len(r.targets))
	for _, t := range r.targets {
		if !t.Text.IsEmpty() {
			targets[t.Segment] = t.Text
		}
	}
	in := localize.Page{
		Skeleton: src.skeleton, Targets: targets, Locale: r.page.Locale, SourceLang: e.Lang,
		URL: r.page.URL, SourceURL: e.Document.URL, Bundle: s.Bundle, Link: r.link(e.Document.URL), Assets: r.assets,
		Untranslated: r.untranslated(),
		Switcher:     r.plan.Switcher != "",
		Stylesheets:  r.plan.Stylesheets[r.page.Locale.Direction()],
		NoIndex:      e.NoIndex, Canonical: e.Canonical, Feed: s.feedOf(r.plan, r.page.Locale, e),
	}
	if s.OfficialName != nil {
		in.Name = func(name string) (string, bool) { return s.OfficialName(e.Lang, r.page.Locale, name) }
	}
	for _, c := range r.page.Corrections {
		in.Corrections = append(in.Corrections, c.Date)
	}
	for _, q := range r.siblings {
		in.Siblings = append(in.Siblings, localize.Sibling{Locale: q.Locale, URL: q.URL})
	}
	if r.plan.Switcher != l10n.DefaultSwitcher {
		in.SwitcherTemplate = r.plan.Switcher
	}
	if r.plan.Attribution && in.Untranslated == nil {
		in.Attribution = attribution(r.targets, r.page.Approvals)
	}
	return in
}

// untranslated are the segments that keep the source's text, of a page that went live before its approval.
func (r *rendering) untranslated() map[l10n.SegmentID]bool {
	if r.page.Untranslated == 0 {
		return nil
	}
	open := map[l10n.SegmentID]bool{}
	for _, t := range r.targets {
		if t.Text.IsEmpty() {
			open[t.Segment] = true
		}
	}
	return open
}

// attribution tells readers how the text came about.
func attribution(ts []l10n.Target, approvals []l10n.Decision) localize.Attribution {
	kind, open, passed, all := localize.Reviewed, 0, 0, 0
	for _, t := range ts {
		if t.Origin.Kind == l10n.SubCopy {
			continue
		}
		all++
		if madeByEngine(t.Origin) {
			kind = localize.MachineReviewed
		}
		if t.IsUnconfirmed() {
			open++
			if t.PassedBy != nil {
				passed++
			}
		}
	}
	switch { // a program's word is told where it has looked at all that nobody else has
	case open > 0 && open == all && passed == open:
		return localize.Attribution{Kind: localize.MachineChecked}
	case open > 0 && open == all:
		return localize.Attribution{Kind: localize.Machine}
	case open > 0 && passed == open:
		kind = localize.CheckedInPart
	case open > 0:
		kind = localize.ReviewedInPart
	}
	var at time.Time
	for _, d := range approvals {
		if d.Kind != l10n.Conclude && d.At.After(at) { // a step that asked nobody is no review
			at = d.At
		}
	}
	return localize.Attribution{Kind: kind, Date: at, Unconfirmed: open, All: all}
}

// madeByEngine reports whether an engine made a text, in this run or in the one in which it was approved.
func madeByEngine(o l10n.Origin) bool {
	return o.Kind == l10n.SubMT || o.Kind == l10n.SubApproved && o.Provider != "" && o.Provider != "memory"
}

// feedOf is the address of a locale's feed, where the site has one that names the page.
func (s *Service) feedOf(p l10n.Plan, locale l10n.Locale, e *l10n.Extraction) string {
	d, ok := s.Destinations[p.Destination]
	if !ok || d.Address != nil || slices.Contains(p.Without, l10n.ListFeed) || e.NoIndex || e.Canonical != "" {
		return ""
	}
	return publish.Address(p.URLs, d.URL, locale, listing.FeedPath(p.URLs.Scheme, locale))
}
