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
	place, err := f.openPlace(name, r.folder)
	if err != nil {
		return nil, err
	}
	defer func() { _ = place.Close() }()
	info, err := place.Stat()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s", ErrGone, name)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDenied, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is not a file", ErrDenied, name)
	}
	file, err := place.Open()
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

// filePlace is where a file is opened: anywhere, or within a folder that no name and no symbolic link leads out of.
type filePlace struct {
	name string
	root *os.Root // nil for anywhere
}

func (f *Fetcher) openPlace(name, folder string) (filePlace, error) {
	if folder == "" {
		return filePlace{name: name}, nil
	}
	within, err := filepath.Rel(folder, name)
	if err != nil || !filepath.IsLocal(within) {
		return filePlace{}, fmt.Errorf("%w: %s is not in the folder %s", ErrDenied, name, folder)
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return filePlace{}, fmt.Errorf("%w: %w", ErrDenied, err)
	}
	return filePlace{within, root}, nil
}

// Stat is os.Stat in the place.
func (p filePlace) Stat() (fs.FileInfo, error) {
	if p.root == nil {
		return os.Stat(p.name)
	}
	return p.root.Stat(p.name)
}

// Open is os.Open in the place.
func (p filePlace) Open() (*os.File, error) {
	if p.root == nil {
		return os.Open(p.name)
	}
	return p.root.Open(p.name)
}

// Close closes the place.
func (p filePlace) Close() error {
	if p.root == nil {
		return nil
	}
	return p.root.Close()
}
