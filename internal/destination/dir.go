package destination

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// The driver's own folders. Beside them are the paths of visitors, each a symbolic link through documentsDir:
//
//	es/news/statement.html            -> ../../.documents/DOC/files/es/news/statement.html
//	.documents/DOC                    -> ../.publications/DOC/PUB
//	.publications/DOC/PUB/files/…        never changed
//	.publications/DOC/PUB/manifest.json
//	.publications/DOC/PUB/live           written after the first switch; holds PublishedAt
//
// So one rename of the link .documents/DOC switches all locales of a document at once.
const (
	publicationsDir = ".publications"
	documentsDir    = ".documents"
	tmpDir          = ".tmp"
	filesDir        = "files"
	manifestFile    = "manifest.json"
	liveFile        = "live"
)

// dir publishes into a directory. Its file system must have symbolic links and an atomic rename.
type dir struct {
	root *os.Root // all access goes through it, so no link leads out of the directory
	// fault is called before each change of the disk. Tests return an error from it to stop the work there.
	fault func(change string) error
}

var _ publish.Destination = (*dir)(nil)

func openDir(opt Options) (publish.Destination, error) {
	if opt.Dir == "" {
		return nil, errors.New("the destination dir needs a directory")
	}
	d, err := newDir(opt.Dir)
	if err != nil {
		return nil, fmt.Errorf("opening the destination %s: %w", opt.Dir, err)
	}
	return d, nil
}

func newDir(name string) (*dir, error) {
	if err := os.MkdirAll(name, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	for _, d := range [...]string{publicationsDir, documentsDir, tmpDir} {
		if err := root.MkdirAll(d, 0o755); err != nil {
			return nil, err
		}
	}
	return &dir{root: root}, sweep(root)
}

// sweep removes half-written files that a crash has left. They are an hour old, which is far longer than a write takes.
func sweep(root *os.Root) error {
	entries, err := fs.ReadDir(root.FS(), tmpDir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || time.Since(info.ModTime()) < time.Hour {
			continue
		}
		if err := root.Remove(path.Join(tmpDir, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (d *dir) Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error {
	pubDir, err := publicationDir(pub.Document, pub.ID)
	if err != nil {
		return err
	}
	if err := publish.CheckPath(f.Path); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.writeOnce(path.Join(pubDir, filesDir, f.Path), body)
}

// PutFrom is Put for a file that comes piece by piece.
func (d *dir) PutFrom(ctx context.Context, pub *l10n.Publication, f l10n.File, body io.Reader) error {
	pubDir, err := publicationDir(pub.Document, pub.ID)
	if err := errors.Join(err, publish.CheckPath(f.Path), ctx.Err()); err != nil {
		return err
	}
	return d.writeFrom(path.Join(pubDir, filesDir, f.Path), body)
}

func (d *dir) Switch(ctx context.Context, pub *l10n.Publication) error {
	pubDir, err := publicationDir(pub.Document, pub.ID)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := d.writeManifest(pubDir, pub); err != nil {
		return err
	}
	if err := d.checkLinks(pubDir, pub); err != nil {
		return err
	}
	old, err := d.previous(ctx, pub)
	if err != nil {
		return err
	}
	for _, f := range pub.Files {
		if err := d.link(linkTarget(pub.Document, f.Path), f.Path); err != nil {
			return err
		}
	}
	to := path.Join("..", publicationsDir, string(pub.Document), string(pub.ID))
	if err := d.link(to, path.Join(documentsDir, string(pub.Document))); err != nil {
		return err
	}
	// Now visitors have the new publication. Should the rest fail, a repeated call does it.
	if err := d.markLive(pubDir, pub); err != nil || old == nil {
		return err
	}
	return d.unlinkRemoved(pub, old)
}

// previous returns the publication that pub is about to replace, or nil. It writes that publication's live file if a
// crash has prevented it, because now it is still known that visitors saw it.
func (d *dir) previous(ctx context.Context, pub *l10n.Publication) (*l10n.Publication, error) {
	before, err := d.current(pub.Document)
	if err != nil || before == "" || before == pub.ID {
		return nil, err
	}
	old, err := d.Manifest(ctx, pub.Document, before)
	if err != nil {
		return nil, err
	}
	pubDir, err := publicationDir(pub.Document, before)
	if err != nil {
		return nil, err
	}
	return old, d.markLive(pubDir, old)
}
