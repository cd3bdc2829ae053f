package publish

import (
	"net/url"
	"path"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// AssetName names a copied file by its content and its name at the source: "1a2b3c4d-logo.png". Other content has
// another name, so browsers may cache the file for ever. ext is the extension of the file's type.
func AssetName(sourceURL, ext string, body []byte) string {
	name := "file"
	if u, err := url.Parse(sourceURL); err == nil {
		if base := path.Base(u.Path); base != "/" && base != "." {
			name = base
		}
	}
	name = shorten(strings.Map(safeRune, strings.TrimSuffix(name, path.Ext(name))))
	return string(l10n.NewShortName(string(body)))[:8] + "-" + strings.ReplaceAll(name, "/", "-") + ext
}

// AssetPath is the path of a document's copied file, relative to the destination's base. With [l10n.HostScheme] it is
// in the locale's folder, because the locale's host serves no other.
func AssetPath(scheme l10n.URLScheme, locale l10n.Locale, doc l10n.DocumentID, name string) string {
	p := "assets/" + string(doc) + "/" + name
	if scheme == l10n.HostScheme {
		p = string(locale) + "/" + p
	}
	return p
}
