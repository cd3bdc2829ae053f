package publish

import (
	"net/url"
	"path"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// AssetName names a copied file by its source's name and its content, so that a browser may keep it for ever and a later
// one never stands in its place. ext is the ending that its type has.
func AssetName(sourceURL, ext string, body []byte) string {
	name := "file"
	if u, err := url.Parse(sourceURL); err == nil {
		if base := path.Base(u.Path); base != "/" && base != "." {
			name = base
		}
	}
	name = shorten(strings.Map(safeRune, strings.TrimSuffix(name, path.Ext(name))))
	return string(l10n.NewHash(string(body)))[:8] + "-" + strings.ReplaceAll(name, "/", "-") + ext
}

// AssetPath is where a document's copied file is published, relative to the destination's base. A locale whose host
// serves its own folder alone has it there.
func AssetPath(scheme l10n.URLScheme, locale l10n.Locale, doc l10n.DocumentID, name string) string {
	p := "assets/" + string(doc) + "/" + name
	if scheme == l10n.HostScheme {
		p = string(locale) + "/" + p
	}
	return p
}
