package gather

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/blob"
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
}

// notCopiedError says why a file is not copied: it stays a link to the source.
type notCopiedError struct{ error }

// Unwrap returns the reason.
func (e notCopiedError) Unwrap() error { return e.error }

// gather copies one file and looks for its localized versions, as the policy says.
func (g *gathering) gather(ctx context.Context, u localize.Asset) error {
	if u.Kind == l10n.ScriptAsset && !g.plan.Assets.Scripts {
		return nil
	}
	if g.plan.Assets.Copy && g.allowed(u.URL) {
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
	asset, err := g.copyFile(ctx, u, 0)
	if err != nil {
		return g.noteNotCopied(u.URL, err)
	}
	g.assets = append(g.assets, asset)
	g.out.Copied++
	return nil
}

// noteNotCopied notes why a file stays a link. An error that is this machine's and not the file's is returned as it is.
func (g *gathering) noteNotCopied(address string, err error) error {
	if _, ok := errors.AsType[notCopiedError](err); !ok {
		return err
	}
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
		return fetch.Asset{}, notCopiedError{errors.New("it is not the site's own")}
	}
	if g.fetches == maxFetches || g.bytesLeft <= 0 {
		return fetch.Asset{}, notCopiedError{errors.New("the page has more or larger files than are fetched")}
	}
	g.fetches++
	got, err := g.fetcher.FetchAsset(ctx, address, g.bytesLeft, kinds...)
	switch {
	case ctx.Err() != nil:
		return fetch.Asset{}, ctx.Err()
	case err != nil:
		return fetch.Asset{}, notCopiedError{err}
	case !g.allowed(got.URL):
		return fetch.Asset{}, notCopiedError{errors.New("it leads to another site")}
	}
	g.bytesLeft -= int64(len(got.Body))
	return got, nil
}
