package activities

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// rendering is one localized page to be made.
type rendering struct {
	plan     l10n.Plan
	page     l10n.PublishedPage // what is known of it; Pending is filled
	targets  []l10n.Target
	siblings []l10n.PublishedPage // the document's pages that will be there with it, itself included
	site     []l10n.PublishedPage // all pages of the site that visitors get
	assets   map[string]string    // of localize.Page
}

// render makes the page and notes which links could not be followed yet.
func (a *Activities) render(ctx context.Context, r *rendering) ([]byte, *l10n.Extraction, error) {
	sk, err := a.skeleton(ctx, r.page.Skeleton)
	if err != nil {
		return nil, nil, err
	}
	e, err := a.Extraction(ctx, r.page.Extraction)
	if err != nil {
		return nil, nil, err
	}
	targets := make(map[l10n.SegmentID]l10n.Fragment, len(r.targets))
	for _, t := range r.targets {
		if !t.Text.IsEmpty() {
			targets[t.Segment] = t.Text
		}
	}
	in := localize.Page{
		Skeleton: sk, Targets: targets, Locale: r.page.Locale, SourceLang: e.Lang,
		URL: r.page.URL, SourceURL: e.Document.URL, Bundle: a.Bundle, Link: r.link(e.Document.URL), Assets: r.assets, Untranslated: r.untranslated(),
		Switcher:    r.plan.Switcher != "",
		Stylesheets: r.plan.Stylesheets[r.page.Locale.Direction()],
	}
	for _, s := range r.siblings {
		in.Siblings = append(in.Siblings, localize.Sibling{Locale: s.Locale, URL: s.URL})
	}
	if r.plan.Switcher != l10n.DefaultSwitcher {
		in.SwitcherTemplate = r.plan.Switcher
	}
	if r.plan.Attribution && in.Untranslated == nil {
		in.Attribution = attribution(r.targets, r.page.Approvals)
	}
	page, err := localize.Render(in)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	return page, e, nil
}

// link answers for localize where a link of the source leads in this locale. Pages of the source's own site that are not
// published yet are noted, so that the page is made anew when they are, and so are those that are, for when they go.
func (r *rendering) link(source string) func(*url.URL) (string, l10n.Locale, bool) {
	published := map[string]string{}
	for _, p := range slices.Concat(r.site, r.siblings) {
		if p.Locale == r.page.Locale {
			published[normal(p.SourceURL)] = p.URL
		}
	}
	own, _ := url.Parse(source)
	return func(to *url.URL) (string, l10n.Locale, bool) {
		address := to.String()
		if href, ok := published[normal(address)]; ok {
			if normal(address) != normal(source) && !slices.Contains(r.page.Links, address) {
				r.page.Links = append(r.page.Links, address)
			}
			return href, r.page.Locale, true
		}
		if own != nil && to.Host == own.Host && to.Scheme == own.Scheme && !slices.Contains(r.page.Pending, address) {
			r.page.Pending = append(r.page.Pending, address)
		}
		return "", "", false
	}
}

// normal folds the addresses of one page: a directory and its index.
func normal(u string) string {
	p, err := url.Parse(u)
	if err != nil {
		return u
	}
	p.Fragment = ""
	if p.Path == "" {
		p.Path = "/"
	}
	if strings.HasSuffix(p.Path, "/index.html") {
		p.Path = strings.TrimSuffix(p.Path, "index.html")
	}
	return p.String()
}

// attribution tells readers how the text came about.
func attribution(ts []l10n.Target, approvals []l10n.Decision) localize.Attribution {
	kind := localize.Reviewed
	for _, t := range ts {
		if t.Origin.Kind == l10n.SubMT {
			kind = localize.MachineReviewed
		}
	}
	var at time.Time
	for _, d := range approvals {
		if d.At.After(at) {
			at = d.At
		}
	}
	return localize.Attribution{Kind: kind, Date: at}
}

// Preview makes the page as it would be published now, approved or not; empty targets show the source.
func (a *Activities) Preview(ctx context.Context, k l10n.TranslationKey) ([]byte, error) {
	t, err := a.Records.Translation(ctx, k)
	if err != nil {
		return nil, err
	}
	r := &rendering{page: l10n.PublishedPage{
		Site: t.Site, Document: t.Document, Locale: t.Locale, SourceURL: t.URL, Extraction: t.Extraction, Skeleton: t.Skeleton,
	}}
	if r.plan, err = a.plan(ctx, t.Plan); err != nil {
		return nil, err
	}
	if r.targets, err = a.Records.Targets(ctx, k); err != nil {
		return nil, err
	}
	if r.site, err = a.Records.PublishedSite(ctx, t.Site); err != nil {
		return nil, err
	}
	if err := a.previewAddress(ctx, r); err != nil {
		return nil, err
	}
	r.siblings = siblings(r.site, r.page)
	page, _, err := a.render(ctx, r)
	return page, err
}

// previewAddress gives a page the address that it has, or would get now.
func (a *Activities) previewAddress(ctx context.Context, r *rendering) error {
	for _, p := range r.site {
		if p.Document == r.page.Document && p.Locale == r.page.Locale {
			r.page.Slug = p.Slug
		}
	}
	e, err := a.Extraction(ctx, r.page.Extraction)
	if err != nil {
		return err
	}
	if err := a.name(r.plan, &r.page, e, r.targets, r.site); err != nil {
		return err
	}
	_, r.page.URL, err = a.place(r.plan, &r.page)
	return err
}

// siblings are the document's published pages in the other locales, and the page itself.
func siblings(site []l10n.PublishedPage, page l10n.PublishedPage) []l10n.PublishedPage {
	all := []l10n.PublishedPage{page}
	for _, p := range site {
		if p.Document == page.Document && p.Locale != page.Locale {
			all = append(all, p)
		}
	}
	return all
}
