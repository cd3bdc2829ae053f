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
	clean := path.Clean("/" + u.Path) // dots may not lead out of a place
	if page.Scheme == u.Scheme && strings.EqualFold(page.Host, u.Host) {
		if u.Scheme != "file" || below(path.Dir(path.Clean(page.Path)), clean) {
			return true
		}
	}
	places := slices.Clone(g.plan.Assets.From)
	if folder := g.plan.Assets.Localized; folder != l10n.BesideAssets && folder != "" {
		before, _, _ := strings.Cut(folder, localePlace)
		places = append(places, before)
	}
	return slices.ContainsFunc(places, func(place string) bool {
		p, err := url.Parse(place)
		return err == nil && p.Scheme == u.Scheme && strings.EqualFold(p.Host, u.Host) && below(p.Path, clean)
	})
}

// below reports whether a path is that of something in a folder, or in a folder of it.
func below(folder, file string) bool {
	return strings.HasPrefix(file, strings.TrimSuffix(folder, "/")+"/")
}
