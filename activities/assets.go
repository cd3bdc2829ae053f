package activities

import (
	"context"
	"fmt"
	"net/url"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// The most that is fetched for one page; what is beyond stays a link.
const (
	maxFetches    = 1000 // localized files that may be there, and are not, count too
	maxAssetBytes = 64 << 20
	maxReasons    = 5
)

// AssetsInput names a page whose files are to be gathered.
type AssetsInput struct {
	Plan     l10n.Ref
	Document l10n.Document
	Skeleton l10n.Ref
}

// Gathered says which files a page's publications have with them.
type Gathered struct {
	Assets            l10n.Ref // a list of l10n.Asset
	Copied, Localized int
	Linked            int      `json:",omitempty"` // that could not be copied
	Reasons           []string `json:",omitempty"` // why, the first few
}

// GatherAssets fetches the files that a page uses, as the plan says: copies, and files that are localized. A file that
// can't be had, or that may not be copied, stays a link, and the answer says so.
func (a *Activities) GatherAssets(ctx context.Context, in AssetsInput) (Gathered, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return Gathered{}, fail(err)
	}
	sk, err := a.skeleton(ctx, in.Skeleton)
	if err != nil {
		return Gathered{}, fail(err)
	}
	used, err := localize.Assets(sk, in.Document.URL)
	if err != nil {
		return Gathered{}, fail(fmt.Errorf("%w: %w", l10n.ErrPage, err))
	}
	used = append(used, directed(p, in.Document.URL)...)
	g := &gatherer{a: a, plan: p, page: in.Document.URL, left: maxAssetBytes}
	for _, u := range used {
		if err := ctx.Err(); err != nil {
			return Gathered{}, err
		}
		if err := g.asset(ctx, u); err != nil {
			return Gathered{}, fail(err)
		}
	}
	g.out.Assets, err = blob.PutJSON(ctx, a.Blobs, g.assets)
	return g.out, fail(err)
}

// directed are the style sheets that the site has for its locales' directions.
func directed(p l10n.Plan, page string) []localize.Asset {
	base, err := url.Parse(page)
	if err != nil {
		return nil
	}
	var all []localize.Asset
	for _, d := range [...]l10n.Direction{l10n.LTR, l10n.RTL} {
		needed := slices.ContainsFunc(p.Locales, func(l l10n.Locale) bool { return l.Direction() == d })
		for _, address := range p.Stylesheets[d] {
			if u, err := base.Parse(address); err == nil && needed {
				all = append(all, localize.Asset{URL: u.String(), Kind: l10n.StyleAsset})
			}
		}
	}
	return all
}

func (a *Activities) skeleton(ctx context.Context, ref l10n.Ref) (*extract.Skeleton, error) {
	b, err := a.Blobs.Get(ctx, ref)
	if err != nil {
		return nil, err
	}
	return extract.ReadSkeleton(b)
}
