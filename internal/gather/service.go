// Package gather fetches the files that pages use: images, sound, style sheets, scripts. As the site's policy says,
// they are copied, so that they can be published with the page, or a locale's own version of them is looked for. What
// can't be had, or may not be copied, stays a link to the source.
package gather

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// The most that is fetched for one page; what is beyond stays a link.
const (
	maxFetches = 1000 // the tries for localized files that are not there count too
	maxBytes   = 64 << 20
	maxReasons = 20
)

// Fetcher gets files. [fetch.Fetcher] is one.
type Fetcher interface {
	// FetchAsset gets a file of one of the kinds, of no more than limit bytes.
	FetchAsset(ctx context.Context, address string, limit int64, kinds ...l10n.AssetKind) (fetch.Asset, error)
	// FetchFile is FetchAsset for a file of this machine, which must be in a folder or below it.
	FetchFile(ctx context.Context, address, folder string, limit int64, kinds ...l10n.AssetKind) (fetch.Asset, error)
}

// Service gathers the files of pages. It is safe for concurrent use.
type Service struct {
	Blobs   blob.Blobs
	Fetcher Fetcher
}

// Gathered says which files a page's publications have with them.
type Gathered struct {
	Assets            l10n.Ref // a list of l10n.Asset
	Copied, Localized int
	Linked            int `json:",omitempty"` // that could not be copied
	// Dead are links of a page that is a file to files that are not published with it.
	Dead    []string `json:",omitempty"`
	Reasons []string `json:",omitempty"` // why, the first few
}

// Notes say in English which files stay links and why, and which links of a page that is a file lead nowhere.
func (g Gathered) Notes() []string {
	notes := slices.Clone(g.Reasons)
	if len(g.Dead) > 0 {
		notes = append(notes, "linked, and not published with the page: publish them too, or link to their addresses on the web: "+strings.Join(g.Dead, " "))
	}
	return notes
}

// Gather fetches the files that a page uses, as the plan says, and stores the list of them. A file that can't be had,
// or that may not be copied, is no error: it stays a link, and the answer says so.
func (s *Service) Gather(ctx context.Context, p l10n.Plan, pageURL string, skeleton l10n.Ref) (Gathered, error) {
	b, err := blob.GetOwn(ctx, s.Blobs, skeleton)
	if err != nil {
		return Gathered{}, err
	}
	sk, err := extract.ReadSkeleton(b)
	if err != nil {
		return Gathered{}, err
	}
	used, err := localize.Assets(sk, pageURL)
	if err != nil {
		return Gathered{}, fmt.Errorf("%w: %w", l10n.ErrPage, err)
	}
	p.Assets = p.Assets.For(pageURL)
	g := newGathering(s, p, pageURL)
	for _, u := range append(used, addedStylesheets(p, pageURL)...) {
		if err := ctx.Err(); err != nil {
			return Gathered{}, err
		}
		if err := g.gather(ctx, u); err != nil {
			return Gathered{}, err
		}
	}
	if err := g.tellOfLinks(sk); err != nil {
		return Gathered{}, err
	}
	g.out.Assets, err = blob.PutJSON(ctx, s.Blobs, g.assets)
	return g.out, err
}

// addedStylesheets are the style sheets that the site has for the directions of the plan's locales. Pages use them
// besides their own.
func addedStylesheets(p l10n.Plan, pageURL string) []localize.Asset {
	base, err := url.Parse(pageURL)
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
