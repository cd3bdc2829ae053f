package activities

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	pathpkg "path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// gatherer gathers one page's files.
type gatherer struct {
	a       *Activities
	plan    l10n.Plan
	page    string
	left    int64 // bytes that may be fetched yet
	fetched int
	assets  []l10n.Asset
	out     Gathered
}

// linkError says why a file stays a link.
type linkError struct{ error }

func (e linkError) Unwrap() error { return e.error }

func (g *gatherer) asset(ctx context.Context, u localize.Asset) error {
	if u.Kind == l10n.ScriptAsset && !g.plan.Assets.Scripts {
		return nil
	}
	if g.plan.Assets.Copy && g.allowed(u.URL) {
		asset, err := g.copied(ctx, u, 0)
		switch {
		case err == nil:
			g.assets = append(g.assets, asset)
			g.out.Copied++
		case !g.linked(u.URL, err):
			return err
		}
	}
	if g.plan.Assets.Localized == "" || u.Kind == l10n.ScriptAsset || u.Kind == l10n.StyleAsset {
		return nil
	}
	for _, l := range g.plan.Locales {
		if err := g.localized(ctx, u, l); err != nil {
			return err
		}
	}
	return nil
}

// linked notes why a file stays a link. It says no to errors that are this machine's, not the file's.
func (g *gatherer) linked(address string, err error) bool {
	if _, ok := errors.AsType[linkError](err); !ok {
		return false
	}
	g.out.Linked++
	if len(g.out.Reasons) < maxReasons {
		g.out.Reasons = append(g.out.Reasons, fmt.Sprintf("%s: %v", address, err))
	}
	return true
}

// fetch gets a file from a place that may be copied from, before and after redirects.
func (g *gatherer) fetch(ctx context.Context, address string, kinds ...l10n.AssetKind) (fetch.Asset, error) {
	if !g.allowed(address) {
		return fetch.Asset{}, linkError{errors.New("it is not the site's own")}
	}
	if g.fetched++; g.fetched > maxFetches || g.left <= 0 {
		return fetch.Asset{}, linkError{errors.New("the page has more or larger files than are fetched")}
	}
	got, err := g.a.Fetcher.FetchAsset(ctx, address, g.left, kinds...)
	switch {
	case ctx.Err() != nil:
		return fetch.Asset{}, ctx.Err()
	case err != nil:
		return fetch.Asset{}, linkError{err}
	case !g.allowed(got.URL):
		return fetch.Asset{}, linkError{errors.New("it leads to another site")}
	}
	g.left -= int64(len(got.Body))
	return got, nil
}

// allowed reports whether an address is of the source's origin, below the folder of a page that is a file, or in a place
// that the site names.
func (g *gatherer) allowed(address string) bool {
	u, err := url.Parse(address)
	page, pageErr := url.Parse(g.page)
	if err != nil || pageErr != nil {
		return false
	}
	clean := *u
	clean.Path, clean.RawPath = pathpkg.Clean("/"+u.Path), ""
	if page.Scheme == u.Scheme && strings.EqualFold(page.Host, u.Host) {
		if u.Scheme != "file" {
			return true
		}
		if strings.HasPrefix(clean.Path, strings.TrimSuffix(pathpkg.Dir(pathpkg.Clean(page.Path)), "/")+"/") {
			return true
		}
	}
	roots := slices.Clone(g.plan.Assets.From)
	if folder := g.plan.Assets.Localized; folder != l10n.BesideAssets && folder != "" {
		before, _, _ := strings.Cut(folder, localePlace)
		roots = append(roots, before)
	}
	return slices.ContainsFunc(roots, func(root string) bool {
		r, err := url.Parse(root)
		return err == nil && r.Scheme == u.Scheme && strings.EqualFold(r.Host, u.Host) && strings.HasPrefix(clean.Path, strings.TrimSuffix(r.Path, "/")+"/")
	})
}

const localePlace = "{locale}"

// copied fetches a file and keeps it. depth counts the style sheets that lead to it.
func (g *gatherer) copied(ctx context.Context, u localize.Asset, depth int) (l10n.Asset, error) {
	kinds := []l10n.AssetKind{u.Kind}
	if u.Style && u.Kind == l10n.ImageAsset {
		kinds = append(kinds, l10n.FontAsset)
	}
	got, err := g.fetch(ctx, u.URL, kinds...)
	if err != nil {
		return l10n.Asset{}, err
	}
	if u.Kind == l10n.StyleAsset {
		if got.Body, err = g.style(ctx, got, depth); err != nil {
			return l10n.Asset{}, err
		}
	}
	ref, err := g.a.Blobs.Put(ctx, got.Body)
	if err != nil {
		return l10n.Asset{}, err
	}
	return l10n.Asset{
		Source: u.URL, Name: publish.AssetName(u.URL, got.Ext, got.Body), Ref: ref, ContentType: got.ContentType, Size: int64(len(got.Body)),
	}, nil
}

// style makes a style sheet that is copied find its files: those that are copied with it, one level deep, beside it, and
// all others at the source.
func (g *gatherer) style(ctx context.Context, sheet fetch.Asset, depth int) ([]byte, error) {
	base, err := url.Parse(sheet.URL)
	if err != nil {
		return nil, linkError{err}
	}
	var broken error
	css := localize.StyleURLs(string(sheet.Body), func(address string, imported bool) string {
		u, err := base.Parse(strings.TrimSpace(address))
		if err != nil || broken != nil || strings.HasPrefix(address, "#") || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "file" {
			return address
		}
		whole := u.String()
		u.Fragment, u.RawFragment = "", ""
		if depth == 0 && g.allowed(u.String()) {
			kind := l10n.ImageAsset
			if imported {
				kind = l10n.StyleAsset
			}
			asset, err := g.copied(ctx, localize.Asset{URL: u.String(), Kind: kind, Style: true}, depth+1)
			if err == nil {
				g.assets = append(g.assets, asset)
				g.out.Copied++
				return (&url.URL{Path: asset.Name}).EscapedPath() + strings.TrimPrefix(whole, u.String())
			}
			if !g.linked(u.String(), err) {
				broken = err
			}
		}
		if u.Scheme == "file" {
			return address
		}
		return whole
	})
	return []byte(css), broken
}

// localized looks for a locale's own version of a file: by its tag, or that of its parents, pt for pt-BR.
func (g *gatherer) localized(ctx context.Context, u localize.Asset, l l10n.Locale) error {
	for tag := l.Tag(); tag != language.Und; tag = tag.Parent() {
		address := localizedAddress(u.URL, tag.String(), g.plan.Assets.Localized)
		if address == "" {
			return nil
		}
		got, err := g.fetch(ctx, address, u.Kind)
		if _, ok := errors.AsType[linkError](err); ok {
			continue // there is none
		} else if err != nil {
			return err
		}
		asset := l10n.Asset{Source: u.URL, Locale: l, URL: got.URL}
		if g.plan.Assets.Copy {
			if asset.Ref, err = g.a.Blobs.Put(ctx, got.Body); err != nil {
				return err
			}
			asset.Name, asset.ContentType, asset.Size = publish.AssetName(address, got.Ext, got.Body), got.ContentType, int64(len(got.Body))
		}
		g.assets = append(g.assets, asset)
		g.out.Localized++
		return nil
	}
	return nil
}

// localizedAddress is where a file's localized version would be; "" when it can't have one.
func localizedAddress(address, tag, where string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	dir, name := pathpkg.Split(u.Path)
	ext := pathpkg.Ext(name)
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
