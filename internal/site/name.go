package site

import (
	"context"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// chooseName chooses the last name of a page's path where that is not the source's. It is chosen once: a page that has
// a name keeps it, whatever its title becomes. Where another page of the site has the name already, a piece of the
// document's hash follows it.
func (s *Service) chooseName(
	p l10n.Plan, page *l10n.PublishedPage, e *l10n.Extraction, ts []l10n.Target, site []l10n.PublishedPage,
) error {
	if p.URLs.Kept() || page.Slug != "" {
		return nil
	}
	source, err := sourcePath(page.SourceURL)
	if err != nil || publish.PageName(source) == "" {
		return err // the index of a folder has no name
	}
	switch p.URLs.Slugs {
	case l10n.TranslateSlugs, l10n.TranslateASCIISlugs:
		page.Slug = publish.Slug(page.Locale, title(e, ts), p.URLs.Slugs == l10n.TranslateASCIISlugs)
	default:
		page.Slug = publish.PageName(publish.LatinPath(p.SourceLang, source))
	}
	own := publish.PageName(source)
	if page.Slug == "" {
		page.Slug = own
	}
	distinct := page.Slug + "-" + string(l10n.NewShortName(string(page.Document)))[:6]
	if page.Slug != own && publish.Reserved(page.Slug) {
		page.Slug = distinct
		return nil
	}
	_, address, err := s.pagePath(p, page)
	if err != nil {
		return err
	}
	taken := func(q l10n.PublishedPage) bool {
		return strings.EqualFold(q.URL, address) && q.Document != page.Document
	}
	if slices.ContainsFunc(site, taken) {
		page.Slug = distinct
	}
	return nil
}

// useEarlierName gives a page the name that it had when it was last published, in case it has been withdrawn since.
func (s *Service) useEarlierName(ctx context.Context, p l10n.Plan, page *l10n.PublishedPage) error {
	history, err := s.Destinations[p.Destination].Publisher.History(ctx, page.Document)
	if l10n.IgnoreNotFound(err) != nil {
		return err
	}
	for _, pub := range history {
		for _, l := range pub.Locales {
			if l.Locale == page.Locale && l.Slug != "" {
				page.Slug = l.Slug
				return nil
			}
		}
	}
	return nil
}

// title is a page's translated heading, or else its title without the site's name ("Title | Site"). It is empty when
// neither is translated whole.
func title(e *l10n.Extraction, ts []l10n.Target) string {
	texts := map[l10n.SegmentID]string{}
	for _, t := range ts {
		texts[t.Segment] = t.Text.Text()
	}
	for _, element := range [...]string{"h1", "title"} {
		for _, u := range e.Units {
			if u.Element != element || u.Attribute != "" {
				continue
			}
			var words []string
			for _, s := range u.Segments {
				if texts[s.ID] == "" {
					return ""
				}
				words = append(words, texts[s.ID])
			}
			text, _, _ := strings.Cut(strings.Join(words, " "), " | ")
			return text
		}
	}
	return ""
}

// siteTitle is how a page names its site, translated where it is.
func siteTitle(e *l10n.Extraction, ts []l10n.Target) string {
	for _, t := range ts {
		if e.SiteTitle.Unit != "" && t.Segment.Unit() == e.SiteTitle.Unit && !t.Text.IsEmpty() {
			return t.Text.Text()
		}
	}
	return e.SiteTitle.Text
}
