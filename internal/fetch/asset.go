package fetch

import (
	"context"
	"mime"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// assetTypes are the media types of files that pages use, with the endings by which web servers know them. What is of
// no such type is not fetched.
var assetTypes = []struct {
	kind  l10n.AssetKind
	media string
	exts  []string // the first is the one to write
}{
	{l10n.ImageAsset, "image/svg+xml", []string{".svg"}},
	{l10n.ImageAsset, "image/png", []string{".png"}},
	{l10n.ImageAsset, "image/jpeg", []string{".jpg", ".jpeg"}},
	{l10n.ImageAsset, "image/gif", []string{".gif"}},
	{l10n.ImageAsset, "image/webp", []string{".webp"}},
	{l10n.ImageAsset, "image/avif", []string{".avif"}},
	{l10n.ImageAsset, "image/x-icon", []string{".ico"}},
	{l10n.ImageAsset, "image/vnd.microsoft.icon", []string{".ico"}},
	{l10n.MediaAsset, "video/mp4", []string{".mp4", ".m4v"}},
	{l10n.MediaAsset, "video/webm", []string{".webm"}},
	{l10n.MediaAsset, "video/ogg", []string{".ogv"}},
	{l10n.MediaAsset, "audio/mpeg", []string{".mp3"}},
	{l10n.MediaAsset, "audio/mp4", []string{".m4a"}},
	{l10n.MediaAsset, "audio/ogg", []string{".oga", ".ogg", ".opus"}},
	{l10n.MediaAsset, "audio/wav", []string{".wav"}},
	{l10n.TrackAsset, "text/vtt", []string{".vtt"}},
	{l10n.StyleAsset, "text/css", []string{".css"}},
	{l10n.ScriptAsset, "text/javascript", []string{".js", ".mjs"}},
	{l10n.ScriptAsset, "application/javascript", []string{".js", ".mjs"}},
	{l10n.ScriptAsset, "application/x-javascript", []string{".js"}},
	{l10n.FontAsset, "font/woff2", []string{".woff2"}},
	{l10n.FontAsset, "font/woff", []string{".woff"}},
	{l10n.FontAsset, "font/ttf", []string{".ttf"}},
	{l10n.FontAsset, "font/otf", []string{".otf"}},
	{l10n.FontAsset, "application/font-woff", []string{".woff"}},
	{l10n.FontAsset, "application/font-woff2", []string{".woff2"}},
}

// Asset is a file that a page uses.
type Asset struct {
	URL         string // after redirects
	ContentType string // without parameters but the charset
	Body        []byte
	// Ext is the ending that a web server needs to serve the file as what it is.
	Ext string
}

// FetchAsset gets a file that a page uses as one of the kinds. It has at most limit bytes, where that is less than a
// page's limit. What is of another type than the kinds' is refused; the errors are those of Fetch.
func (f *Fetcher) FetchAsset(ctx context.Context, rawURL string, limit int64, kinds ...l10n.AssetKind) (Asset, error) {
	var types []string
	for _, t := range assetTypes {
		if slices.Contains(kinds, t.kind) {
			types = append(types, t.media)
		}
	}
	got, err := f.get(ctx, rawURL,
		request{accept: strings.Join(types, ","), types: types, maxBytes: min(limit, f.opt.MaxBytes)})
	if err != nil {
		return Asset{}, err
	}
	a := Asset{URL: got.url, Body: got.body, ContentType: got.contentType}
	media, _, err := mime.ParseMediaType(got.contentType)
	if err != nil {
		media, _, _ = strings.Cut(got.contentType, ";")
		a.ContentType = media
	}
	for _, t := range assetTypes {
		if t.media == ascii.ToLower(ascii.TrimSpace(media)) {
			a.Ext = t.exts[0]
			if i := slices.IndexFunc(t.exts, func(e string) bool {
				return strings.HasSuffix(strings.ToLower(pathOf(got.url)), e)
			}); i >= 0 {
				a.Ext = t.exts[i]
			}
			break
		}
	}
	return a, nil
}

// pathOf is the part of an address before its query.
func pathOf(rawURL string) string {
	p, _, _ := strings.Cut(rawURL, "?")
	return p
}

// assetType is the type of a file by its name's ending.
func assetType(ext string) string {
	for _, t := range assetTypes {
		if slices.Contains(t.exts, strings.ToLower(ext)) {
			return t.media
		}
	}
	return ""
}
