package fetch

import (
	"context"
	"fmt"
	"mime"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// assetTypes has the media types of files that pages use, with the extensions by which web servers recognize them.
// Files of other types are not fetched.
var assetTypes = []struct {
	kind  l10n.AssetKind
	media string
	exts  []string // the first is the default
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
	// Ext is the extension that makes a web server serve the file with its type.
	Ext string
}

// FetchAsset gets a file that a page uses. The file may have at most limit bytes, and not more than [Options.MaxBytes].
// A file whose type is not of one of the kinds is refused. The errors are those of [Fetcher.Fetch].
func (f *Fetcher) FetchAsset(ctx context.Context, rawURL string, limit int64, kinds ...l10n.AssetKind) (Asset, error) {
	return f.fetchAsset(ctx, rawURL, "", limit, kinds)
}

// FetchFile is [Fetcher.FetchAsset] for a file: URL, of a file that must be in a folder or below it. Neither dots nor
// symbolic links lead out of the folder.
func (f *Fetcher) FetchFile(ctx context.Context, rawURL, folder string, limit int64, kinds ...l10n.AssetKind) (Asset, error) {
	if !l10n.IsFileURL(rawURL) || folder == "" {
		return Asset{}, fmt.Errorf("%w: %s is no file in a folder", ErrForbiddenAddress, rawURL)
	}
	return f.fetchAsset(ctx, rawURL, filepath.FromSlash(folder), limit, kinds)
}

func (f *Fetcher) fetchAsset(ctx context.Context, rawURL, folder string, limit int64, kinds []l10n.AssetKind) (Asset, error) {
	var types []string
	for _, t := range assetTypes {
		if slices.Contains(kinds, t.kind) {
			types = append(types, t.media)
		}
	}
	got, err := f.get(ctx, rawURL,
		request{accept: strings.Join(types, ","), types: types, maxBytes: min(limit, f.opt.MaxBytes), folder: folder})
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
			name := strings.ToLower(pathOf(got.url))
			if i := slices.IndexFunc(t.exts, func(e string) bool { return strings.HasSuffix(name, e) }); i >= 0 {
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

// assetTypeOf is the media type of an extension, or "".
func assetTypeOf(ext string) string {
	for _, t := range assetTypes {
		if slices.Contains(t.exts, strings.ToLower(ext)) {
			return t.media
		}
	}
	return ""
}
