package gather

import (
	"context"
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// copyFile fetches a file and stores it. depth counts the style sheets that lead to it.
func (g *gathering) copyFile(ctx context.Context, u localize.Asset, depth int) (l10n.Asset, error) {
	kinds := []l10n.AssetKind{u.Kind}
	if u.Style && u.Kind == l10n.ImageAsset { // a style sheet's url(…) doesn't say which of the two it is
		kinds = append(kinds, l10n.FontAsset)
	}
	got, err := g.fetch(ctx, u.URL, kinds...)
	if err != nil {
		return l10n.Asset{}, err
	}
	if u.Kind == l10n.StyleAsset {
		if got.Body, err = g.copyStylesheet(ctx, got, depth); err != nil {
			return l10n.Asset{}, err
		}
	}
	return g.storeFile(ctx, l10n.Asset{Source: u.URL}, u.URL, got)
}

// storeFile stores a file and completes its asset. It is named by its address.
func (g *gathering) storeFile(ctx context.Context, asset l10n.Asset, address string,
	got fetch.Asset) (l10n.Asset, error) {
	var err error
	if asset.Ref, err = g.blobs.Put(ctx, got.Body); err != nil {
		return l10n.Asset{}, err
	}
	asset.Name = publish.AssetName(address, got.Ext, got.Body)
	asset.ContentType, asset.Size = got.ContentType, int64(len(got.Body))
	return asset, nil
}

// copyStylesheet makes a copied style sheet find its files: those that are copied with it, one level deep, are beside
// it, and all others stay at the source.
func (g *gathering) copyStylesheet(ctx context.Context, sheet fetch.Asset, depth int) ([]byte, error) {
	base, err := url.Parse(sheet.URL)
	if err != nil {
		return nil, notCopiedError{err}
	}
	var failed error
	css := localize.StyleURLs(string(sheet.Body), func(address string, imported bool) string {
		u, err := base.Parse(ascii.TrimSpace(address))
		if err != nil || failed != nil || strings.HasPrefix(address, "#") || !fetchable(u.Scheme) {
			return address
		}
		whole := u.String()
		u.Fragment, u.RawFragment = "", ""
		if depth == 0 && g.allowed(u.String()) {
			used := localize.Asset{URL: u.String(), Kind: l10n.ImageAsset, Style: true}
			if imported {
				used.Kind = l10n.StyleAsset
			}
			asset, err := g.copyFile(ctx, used, depth+1)
			if err == nil {
				g.assets = append(g.assets, asset)
				g.out.Copied++
				return (&url.URL{Path: asset.Name}).EscapedPath() + strings.TrimPrefix(whole, u.String())
			}
			if failed = g.noteNotCopied(u.String(), err); failed != nil {
				return address
			}
		}
		if u.Scheme == "file" {
			return address
		}
		return whole
	})
	return []byte(css), failed
}

func fetchable(scheme string) bool { return scheme == "http" || scheme == "https" || scheme == "file" }
