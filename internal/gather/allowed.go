package gather

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// localePlace stands for a locale's tag in the address of a folder of localized files.
const localePlace = "{locale}"

// allowed reports whether a file may be copied from an address: one of the page's own origin, or below the folder of a
// page that is itself a file, or below a place that the site names.
func (g *gathering) allowed(address string) bool {
	u, err := url.Parse(address)
	page, pageErr := url.Parse(g.page)
	if err != nil || pageErr != nil {
		return false
	}
	if u.Scheme == "file" {
		return g.folderOf(address) != ""
	}
	if page.Scheme == u.Scheme && strings.EqualFold(page.Host, u.Host) {
		return true
	}
	return g.placeOf(u) != nil
}

// folderOf is the folder that a file may be copied from: that of a page that is itself a file, or one that the site
// names. It is empty where there is none.
func (g *gathering) folderOf(address string) string {
	u, err := url.Parse(address)
	page, pageErr := url.Parse(g.page)
	if err != nil || pageErr != nil || u.Scheme != "file" {
		return ""
	}
	if own := path.Dir(path.Clean(page.Path)); page.Scheme == "file" && strings.EqualFold(page.Host, u.Host) && below(own, clean(u)) {
		return own
	}
	if place := g.placeOf(u); place != nil {
		return path.Clean(place.Path)
	}
	return ""
}

// placeOf is the place that the site names and that a file is below, or nil.
func (g *gathering) placeOf(u *url.URL) *url.URL {
	places := slices.Clone(g.plan.Assets.From)
	if folder := g.plan.Assets.Localized; folder != l10n.BesideAssets && folder != "" {
		before, _, _ := strings.Cut(folder, localePlace)
		places = append(places, before)
	}
	for _, place := range places {
		p, err := url.Parse(place)
		if err == nil && p.Scheme == u.Scheme && strings.EqualFold(p.Host, u.Host) && below(p.Path, clean(u)) {
			return p
		}
	}
	return nil
}

// clean is an address's path without dots, which may not lead out of a place.
func clean(u *url.URL) string { return path.Clean("/" + u.Path) }

// below reports whether a path is that of something in a folder, or in a folder of it.
func below(folder, file string) bool {
	return strings.HasPrefix(file, strings.TrimSuffix(folder, "/")+"/")
}
