package localize

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Asset is a file that a page uses.
type Asset struct {
	URL  string // absolute, without a fragment
	Kind l10n.AssetKind
	// Style says that a style of the page names the file. Then it may be a font. With StyleAsset it is a style sheet that
	// another style sheet imports.
	Style bool
}

// Assets lists the files that a browser loads to show a page: images, video, sound, styles and scripts, each once, in
// the order of the page. It does not list frames, and links that readers follow.
func Assets(sk *extract.Skeleton, sourceURL string) ([]Asset, error) {
	source, err := url.Parse(sourceURL)
	if err != nil {
		return nil, err
	}
	c := &collector{localizer: &localizer{source: source, base: source}, seen: map[string]bool{}}
	err = sk.Look(func(doc *goquery.Document) {
		c.doc = doc
		c.readBase()
		doc.Find("*").Each(func(_ int, s *goquery.Selection) { c.element(s) })
	})
	return c.assets, err
}

type collector struct {
	*localizer
	seen   map[string]bool
	assets []Asset
}

// sources has the attributes that hold the address of a file, by element, and the file's kind.
var sources = map[string]map[string]l10n.AssetKind{
	"img": {"src": l10n.ImageAsset}, "input": {"src": l10n.ImageAsset},
	"image": {"href": l10n.ImageAsset, "xlink:href": l10n.ImageAsset},
	"video": {"src": l10n.MediaAsset, "poster": l10n.ImageAsset}, "audio": {"src": l10n.MediaAsset},
	"source": {"src": l10n.MediaAsset}, "track": {"src": l10n.TrackAsset}, "script": {"src": l10n.ScriptAsset},
	"body": {"background": l10n.ImageAsset}, "table": {"background": l10n.ImageAsset},
	"td": {"background": l10n.ImageAsset}, "th": {"background": l10n.ImageAsset},
	"use":     {"href": l10n.ImageAsset, "xlink:href": l10n.ImageAsset},
	"feImage": {"href": l10n.ImageAsset, "xlink:href": l10n.ImageAsset},
	"embed":   {"src": l10n.ImageAsset}, "object": {"data": l10n.ImageAsset},
}

// preloads are the kinds of files that a link of the relation preload names, by its attribute as.
var preloads = map[string]l10n.AssetKind{
	"image": l10n.ImageAsset, "style": l10n.StyleAsset, "script": l10n.ScriptAsset, "font": l10n.FontAsset,
	"audio": l10n.MediaAsset, "video": l10n.MediaAsset, "track": l10n.TrackAsset,
}

// sourceKeys has the attributes of sources in a fixed order.
var sourceKeys = []string{"src", "href", "xlink:href", "poster", "background", "data"}

func (c *collector) element(s *goquery.Selection) {
	n := s.Get(0)
	for _, key := range sourceKeys {
		if kind, ok := sources[n.Data][key]; ok {
			if v, ok := attr(s, key); ok {
				c.add(v, kind, false)
			}
		}
	}
	key := "srcset"
	if n.Data == "link" {
		key = "imagesrcset"
	}
	if v, ok := attr(s, key); ok && (n.Data == "img" || n.Data == "source" || n.Data == "link") {
		mapSrcset(v, func(address string) string {
			c.add(address, l10n.ImageAsset, false)
			return address
		})
	}
	if n.Data == "link" {
		rels, href := relations(s), s.AttrOr("href", "")
		switch {
		case slices.Contains(rels, "stylesheet"):
			c.add(href, l10n.StyleAsset, false)
		case slices.ContainsFunc(rels, isIcon):
			c.add(href, l10n.ImageAsset, false)
		case slices.Contains(rels, "modulepreload"):
			c.add(href, l10n.ScriptAsset, false)
		case slices.Contains(rels, "preload") || slices.Contains(rels, "prefetch"):
			if kind, ok := preloads[ascii.ToLower(s.AttrOr("as", ""))]; ok {
				c.add(href, kind, false)
			}
		}
	}
	c.metadata(s)
	css, _ := attr(s, "style")
	if n.Data == "style" {
		css = s.Text()
	}
	if css != "" {
		StyleURLs(css, func(address string, imported bool) string {
			kind := l10n.ImageAsset
			if imported {
				kind = l10n.StyleAsset
			}
			c.add(address, kind, true)
			return address
		})
	}
}

// metadata adds the pictures that a page which is a file names for shared links. Those of the web are at their addresses.
func (c *collector) metadata(s *goquery.Selection) {
	name, ok := attr(s, "property")
	if !ok {
		name, _ = attr(s, "name")
	}
	if content, ok := attr(s, "content"); ok && s.Is("meta") && c.source.Scheme == "file" && metaURLs[ascii.ToLower(name)] {
		c.add(content, l10n.ImageAsset, false)
	}
}

func isIcon(rel string) bool {
	switch rel {
	case "icon", "apple-touch-icon", "apple-touch-icon-precomposed", "apple-touch-startup-image", "mask-icon", "image_src":
		return true
	}
	return false
}

// FileLinks lists the files of this machine that a page which is a file leads to: by links, frames, and metadata. They are
// absolute, without fragments, each once.
func FileLinks(sk *extract.Skeleton, sourceURL string) ([]string, error) {
	source, err := url.Parse(sourceURL)
	if err != nil {
		return nil, err
	}
	l := &localizer{source: source, base: source}
	var links []string
	err = sk.Look(func(doc *goquery.Document) {
		l.doc = doc
		l.readBase()
		doc.Find("a[href], area[href], iframe[src], frame[src]").Each(func(_ int, s *goquery.Selection) {
			href, ok := attr(s, "href")
			if !ok {
				href, _ = attr(s, "src")
			}
			u, ok := l.resolve(href)
			if !ok || u.Scheme != "file" || ofAnotherHost(u) {
				return
			}
			if link := withoutFragment(u); !slices.Contains(links, link) {
				links = append(links, link)
			}
		})
	})
	return links, err
}

// ofAnotherHost reports whether an address of a page that is a file names a host: //cdn.example/a.css is that of the web,
// once the page is there.
func ofAnotherHost(u *url.URL) bool {
	return u.Scheme == "file" && u.Host != "" && !strings.EqualFold(u.Host, "localhost")
}

func (c *collector) add(address string, kind l10n.AssetKind, style bool) {
	u, ok := c.resolve(address)
	if !ok || ofAnotherHost(u) {
		return
	}
	if key := withoutFragment(u); !c.seen[key] {
		c.seen[key] = true
		c.assets = append(c.assets, Asset{URL: key, Kind: kind, Style: style})
	}
}

// withoutFragment writes an address without its fragment.
func withoutFragment(u *url.URL) string {
	b := *u
	b.Fragment = ""
	b.RawFragment = ""
	return b.String()
}

// copyOf returns the address of the copy of a file of the source. It reports false where there is no copy.
func (l *localizer) copyOf(u *url.URL) (*url.URL, bool) {
	address, ok := l.Assets[withoutFragment(u)]
	if !ok {
		return nil, false
	}
	to, err := l.page.Parse(ascii.TrimSpace(address))
	if err != nil {
		return nil, false
	}
	if u.Fragment != "" {
		to.Fragment = u.Fragment
		to.RawFragment = u.RawFragment
	}
	return to, true
}

// styles rewrites the addresses in the page's style elements.
func (l *localizer) styles() {
	l.doc.Find("style").Each(func(_ int, s *goquery.Selection) {
		css := s.Text()
		if changed := l.styleURLs(css); changed != css && s.Get(0).Namespace == "" {
			l.edit.SetStyle(s.Get(0), changed)
		}
	})
}
