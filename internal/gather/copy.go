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

// maxImports is how many style sheets may lead to one another.
const maxImports = 5

// copyFile fetches a file, stores it, and adds it to the page's. A file that is used twice is copied once.
func (g *gathering) copyFile(ctx context.Context, u localize.Asset) (l10n.Asset, error) {
	if asset, ok := g.copied[u.URL]; ok {
		return asset, nil
	}
	if err := g.failed[u.URL]; err != nil {
		return l10n.Asset{}, err
	}
	kinds := []l10n.AssetKind{u.Kind}
	if u.Style && u.Kind == l10n.ImageAsset { // a style sheet's url(…) doesn't say which of the two it is
		kinds = append(kinds, l10n.FontAsset)
	}
	got, err := g.fetch(ctx, u.URL, kinds...)
	if err != nil {
		return l10n.Asset{}, err
	}
	if u.Kind == l10n.StyleAsset {
		if got.Body, err = g.copyStylesheet(ctx, got, u.URL); err != nil {
			return l10n.Asset{}, err
		}
	}
	asset, err := g.storeFile(ctx, l10n.Asset{Source: u.URL}, u.URL, got)
	if err != nil {
		return l10n.Asset{}, err
	}
	g.copied[u.URL] = asset
	g.assets = append(g.assets, asset)
	g.out.Copied++
	return asset, nil
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

// copyStylesheet makes a copied style sheet find its files: those that are copied with it are beside it, and all others
// stay at the source. A style sheet that leads to itself is not copied twice.
func (g *gathering) copyStylesheet(ctx context.Context, sheet fetch.Asset, address string) ([]byte, error) {
	base, err := url.Parse(sheet.URL)
	if err != nil {
		return nil, notCopiedError{err}
	}
	g.importing[address] = true
	defer delete(g.importing, address)
	var failed error
	css := localize.StyleURLs(string(sheet.Body), func(address string, imported bool) string {
		u, err := base.Parse(ascii.TrimSpace(address))
		if err != nil || failed != nil || strings.HasPrefix(address, "#") || !fetchable(u.Scheme) {
			return address
		}
		var now string
		if now, failed = g.inStylesheet(ctx, u, imported); failed != nil || now == "" {
			return address
		}
		return now
	})
	return []byte(css), failed
}

// inStylesheet copies a file that a style sheet names, and returns its address there: that of the copy, or the absolute
// one at the source. It is empty where the address must stay as it is.
func (g *gathering) inStylesheet(ctx context.Context, u *url.URL, imported bool) (string, error) {
	whole := u.String()
	u.Fragment, u.RawFragment = "", ""
	used := localize.Asset{URL: u.String(), Kind: l10n.ImageAsset, Style: true}
	if imported {
		used.Kind = l10n.StyleAsset
	}
	circle := imported && (g.importing[used.URL] || len(g.importing) > maxImports)
	if (u.Scheme == "file" || g.allowed(used.URL)) && !circle {
		asset, err := g.copyFile(ctx, used)
		if err == nil {
			return (&url.URL{Path: asset.Name}).EscapedPath() + strings.TrimPrefix(whole, used.URL), nil
		}
		if err := g.noteNotCopied(used.URL, err); err != nil {
			return "", err
		}
	}
	if u.Scheme == "file" {
		return "", nil
	}
	return whole, nil
}

func fetchable(scheme string) bool { return scheme == "http" || scheme == "https" || scheme == "file" }
