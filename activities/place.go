package activities

import (
	"context"
	"fmt"
	pathpkg "path"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// place says where a page goes, and at which address visitors find it.
func (a *Activities) place(p l10n.Plan, page *l10n.PublishedPage) (path, address string, err error) {
	d, ok := a.Destinations[p.Destination]
	if !ok {
		return "", "", fmt.Errorf("%w: this worker has no destination %q", l10n.ErrRefused, p.Destination)
	}
	source, err := sourcePath(page.SourceURL)
	if err != nil {
		return "", "", err
	}
	if p.URLs.Slugs == l10n.ASCIISlugs {
		source = publish.LatinPath(p.SourceLang, source)
	}
	if !p.URLs.Kept() && page.Slug != "" {
		source = publish.WithName(source, page.Slug)
	}
	path = publish.SchemePath(p.URLs.Scheme, page.Locale, source)
	if d.Address != nil {
		return path, d.Address(d.URL, path), nil
	}
	return path, publish.Address(p.URLs, d.URL, page.Locale, path), nil
}

// sourcePath is the path of a source's address that its pages' paths are made of.
func sourcePath(sourceURL string) (string, error) {
	source, err := publish.SourcePath(sourceURL, "")
	if err != nil {
		return "", fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	if strings.HasPrefix(sourceURL, "file:") {
		source = "/" + pathpkg.Base(source) // where a file lies on somebody's disk is nothing for visitors
	}
	return source, nil
}

// name chooses the last name of a page's path where that is not the source's. It is chosen once: a page that has a name
// keeps it whatever becomes of its title. A name that another page of the site has gets the document's mark.
func (a *Activities) name(p l10n.Plan, page *l10n.PublishedPage, e *l10n.Extraction, ts []l10n.Target, site []l10n.PublishedPage) error {
	if p.URLs.Kept() || page.Slug != "" {
		return nil
	}
	source, err := sourcePath(page.SourceURL)
	if err != nil || publish.PageName(source) == "" {
		return err // a folder's index has no name
	}
	switch p.URLs.Slugs {
	case l10n.TranslateSlugs, l10n.TranslateASCIISlugs:
		page.Slug = publish.Slug(page.Locale, title(e, ts), p.URLs.Slugs == l10n.TranslateASCIISlugs)
	default:
		page.Slug = publish.PageName(publish.LatinPath(p.SourceLang, source))
	}
	if page.Slug == "" {
		page.Slug = publish.PageName(source)
	}
	_, address, err := a.place(p, page)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(site, func(q l10n.PublishedPage) bool { return q.URL == address && q.Document != page.Document }) {
		page.Slug += "-" + string(l10n.NewHash(string(page.Document)))[:6]
	}
	return nil
}

// earlierName gives a page the name that it had when it was last published, should it have been withdrawn since.
func (a *Activities) earlierName(ctx context.Context, p l10n.Plan, page *l10n.PublishedPage) error {
	history, err := a.Destinations[p.Destination].Publisher.History(ctx, page.Document)
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

// title is a page's translated heading, or else its title without the site's name; "" when neither is translated.
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

// files are the copied assets that go with a page. The page's rendering learns where its assets are: those of its own
// locale before those of all.
func (a *Activities) files(ctx context.Context, r *rendering) ([]l10n.File, error) {
	if r.page.Assets == "" {
		return nil, nil
	}
	assets, err := blob.GetJSON[[]l10n.Asset](ctx, a.Blobs, r.page.Assets)
	if err != nil {
		return nil, err
	}
	r.assets = map[string]string{}
	var files []l10n.File
	for _, own := range [...]bool{false, true} {
		for _, asset := range assets {
			if own != (asset.Locale != "") || own && asset.Locale != r.page.Locale {
				continue
			}
			if asset.Name == "" {
				r.assets[asset.Source] = asset.URL
				continue
			}
			path := publish.AssetPath(r.plan.URLs.Scheme, r.page.Locale, r.page.Document, asset.Name)
			r.assets[asset.Source] = publish.Address(r.plan.URLs, a.Destinations[r.plan.Destination].URL, r.page.Locale, path)
			files = append(files, l10n.File{Path: path, Ref: asset.Ref, ContentType: asset.ContentType, Size: asset.Size, Locale: asset.Locale})
		}
	}
	return files, nil
}
