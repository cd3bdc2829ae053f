package gather

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

// gathering is one page whose files are being gathered.
type gathering struct {
	blobs     blob.Blobs
	fetcher   Fetcher
	plan      l10n.Plan
	page      string // its address
	bytesLeft int64  // that may be fetched yet
	fetches   int
	assets    []l10n.Asset
	out       Gathered
	copied    map[string]l10n.Asset // by address
	failed    map[string]error      // by address: why a file stays a link, told once
	importing map[string]bool       // the style sheets that lead to the one at hand
}

func newGathering(s *Service, p l10n.Plan, page string) *gathering {
	return &gathering{
		blobs: s.Blobs, fetcher: s.Fetcher, plan: p, page: page, bytesLeft: maxBytes,
		copied: map[string]l10n.Asset{}, failed: map[string]error{}, importing: map[string]bool{},
	}
}

// notCopiedError says why a file is not copied: it stays a link to the source.
type notCopiedError struct{ error }

// Unwrap returns the reason.
func (e notCopiedError) Unwrap() error { return e.error }

// gather copies one file and looks for its localized versions, as the policy says.
func (g *gathering) gather(ctx context.Context, u localize.Asset) error {
	lost := l10n.IsFileURL(u.URL) // as a link, for visitors can't open it
	if u.Kind == l10n.ScriptAsset && !g.plan.Assets.Scripts {
		if lost {
			return g.noteNotCopied(u.URL, notCopiedError{errors.New("the site copies no scripts: assets.scripts")})
		}
		return nil
	}
	if lost && !g.plan.Assets.Copy {
		return g.noteNotCopied(u.URL, notCopiedError{errors.New("the site copies no files: assets.policy")})
	}
	if g.plan.Assets.Copy && (lost || g.allowed(u.URL)) {
		if err := g.add(ctx, u); err != nil {
			return err
		}
	}
	if g.plan.Assets.Localized == "" || u.Kind == l10n.ScriptAsset || u.Kind == l10n.StyleAsset {
		return nil
	}
	for _, l := range g.plan.Locales {
		if err := g.addLocalized(ctx, u, l); err != nil {
			return err
		}
	}
	return nil
}

// add adds the copy of a file, or notes why it stays a link.
func (g *gathering) add(ctx context.Context, u localize.Asset) error {
	if _, err := g.copyFile(ctx, u); err != nil {
		return g.noteNotCopied(u.URL, err)
	}
	return nil
}

// noteNotCopied notes why a file stays a link. An error that is this machine's and not the file's is returned as it is.
func (g *gathering) noteNotCopied(address string, err error) error {
	if _, ok := errors.AsType[notCopiedError](err); !ok {
		return err
	}
	if g.failed[address] != nil {
		return nil // it is told
	}
	g.failed[address] = err
	g.out.Linked++
	if len(g.out.Reasons) < maxReasons {
		g.out.Reasons = append(g.out.Reasons, fmt.Sprintf("%s: %v", address, err))
	}
	return nil
}

// fetch gets a file from a place that may be copied from, before and after redirects. Why it can't be had is a
// notCopiedError.
func (g *gathering) fetch(ctx context.Context, address string, kinds ...l10n.AssetKind) (fetch.Asset, error) {
	if !g.allowed(address) {
		why := "it is not the site's own"
		if l10n.IsFileURL(address) {
			why = "it is not in the page's folder"
		}
		return fetch.Asset{}, notCopiedError{errors.New(why)}
	}
	if g.fetches == maxFetches || g.bytesLeft <= 0 {
		return fetch.Asset{}, notCopiedError{errors.New("the page has more or larger files than are fetched")}
	}
	g.fetches++
	got, err := g.fetchAsset(ctx, address, kinds)
	switch {
	case ctx.Err() != nil:
		return fetch.Asset{}, ctx.Err()
	case errors.Is(err, fetch.ErrGone) && l10n.IsFileURL(address):
		return fetch.Asset{}, notCopiedError{errors.New("there is no such file")}
	case err != nil:
		return fetch.Asset{}, notCopiedError{err}
	case !g.allowed(got.URL):
		return fetch.Asset{}, notCopiedError{errors.New("it leads to another site")}
	}
	g.bytesLeft -= int64(len(got.Body))
	return got, nil
}

func (g *gathering) fetchAsset(ctx context.Context, address string, kinds []l10n.AssetKind) (fetch.Asset, error) {
	if l10n.IsFileURL(address) {
		return g.fetcher.FetchFile(ctx, address, g.folderOf(address), g.bytesLeft, kinds...)
	}
	return g.fetcher.FetchAsset(ctx, address, g.bytesLeft, kinds...)
}

// tellOfLinks notes which files a page that is a file links to, and that visitors won't find: only what is published
// with it has an address.
func (g *gathering) tellOfLinks(sk *extract.Skeleton) error {
	if !l10n.IsFileURL(g.page) {
		return nil
	}
	links, err := localize.FileLinks(sk, g.page)
	if err != nil {
		return err
	}
	for _, link := range links {
		if _, ok := g.copied[link]; !ok && link != g.page && !slices.Contains(g.plan.Pages, link) && len(g.out.Dead) < maxReasons {
			g.out.Dead = append(g.out.Dead, link)
		}
	}
	return nil
}
