package gather

import (
	"context"
	"errors"
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// addLocalized looks for a locale's own version of a file: by its tag, or that of its parents (pt for pt-BR).
func (g *gathering) addLocalized(ctx context.Context, u localize.Asset, l l10n.Locale) error {
	for tag := l.Tag(); tag != language.Und; tag = tag.Parent() {
		address := localizedAddress(u.URL, tag.String(), g.plan.Assets.Localized)
		if address == "" {
			return nil
		}
		got, err := g.fetch(ctx, address, u.Kind)
		if _, ok := errors.AsType[notCopiedError](err); ok {
			continue // there is none
		}
		if err != nil {
			return err
		}
		asset := l10n.Asset{Source: u.URL, Locale: l, URL: got.URL}
		if g.plan.Assets.Copy {
			if asset, err = g.storeFile(ctx, asset, address, got); err != nil {
				return err
			}
		}
		g.assets = append(g.assets, asset)
		g.out.Localized++
		return nil
	}
	return nil
}

// localizedAddress is where a file's version for a tag would be: photo.es.png beside photo.png, or photo.png in a
// folder whose address has the tag in the place of {locale}. It is empty for an address that is no file's.
func localizedAddress(address, tag, where string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	dir, name := path.Split(u.Path)
	ext := path.Ext(name)
	if name == "" || ext == name {
		return ""
	}
	if where != l10n.BesideAssets {
		folder, err := url.Parse(strings.ReplaceAll(where, localePlace, tag))
		if err != nil {
			return ""
		}
		folder.Path, folder.RawPath = strings.TrimSuffix(folder.Path, "/")+"/"+name, ""
		return folder.String()
	}
	u.Path, u.RawPath = dir+strings.TrimSuffix(name, ext)+"."+tag+ext, ""
	return u.String()
}
