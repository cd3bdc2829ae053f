package fetch

import (
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// readFile answers a file: URL. The extension of the name gives the content type.
func (f *Fetcher) readFile(u *url.URL, r request) (*answer, error) {
	if !f.opt.AllowFiles {
		return nil, fmt.Errorf("%w: %s is a file; allow files if it is meant", ErrForbiddenAddress, u)
	}
	name := filepath.FromSlash(u.Path)
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrGone, name)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDenied, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is not a file", ErrDenied, name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDenied, err)
	}
	defer file.Close()
	a := &answer{url: u.String(), contentType: fileType(name), lastModified: info.ModTime().UTC().Format(http.TimeFormat)}
	if !typeIn(a.contentType, r.types) {
		return nil, wrongType(a.url, a.contentType, r.types)
	}
	if a.body, err = readLimited(file, a.url, r.maxBytes); err != nil {
		return nil, err
	}
	a.notModified = r.prev != nil && r.prev.Ref == l10n.NewRef(a.body)
	return a, nil
}

// fileType is the media type of a name's extension. It has no charset, because the charset of the system's table is a
// guess.
func fileType(name string) string {
	switch ext := filepath.Ext(name); ext {
	case ".html", ".htm":
		return "text/html"
	case ".xhtml", ".xht":
		return "application/xhtml+xml"
	case ".xml", ".rss", ".atom":
		return "application/xml"
	default:
		if t := assetTypeOf(ext); t != "" {
			return t
		}
		media, _, _ := mime.ParseMediaType(mime.TypeByExtension(ext))
		return media
	}
}
