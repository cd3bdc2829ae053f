package destination

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// The directory's own places. Beside them stand the visitors' paths, each a symbolic link through documentsDir:
//
//	es/news/statement.html            -> ../../.documents/DOC/files/es/news/statement.html
//	.documents/DOC                    -> ../.publications/DOC/PUB
//	.publications/DOC/PUB/files/…        immutable
//	.publications/DOC/PUB/manifest.json
//	.publications/DOC/PUB/live           written after the first switch; holds PublishedAt
//
// So renaming one link over .documents/DOC switches all locales of a document at once.
const (
	publicationsDir = ".publications"
	documentsDir    = ".documents"
	tmpDir          = ".tmp"
	filesDir        = "files"
	manifestFile    = "manifest.json"
	liveFile        = "live"
)

// dir publishes into a directory of one file system that has symbolic links and an atomic rename.
type dir struct {
	root *os.Root // every path goes through it, so nothing leads out
	// fault, in tests, is asked before each change of the disk and may end the work there.
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

// sweep removes what a crash left half written. An hour is far longer than any write takes.
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
	home, err := publicationDir(pub.Document, pub.ID)
	if err != nil {
		return err
	}
	if err := publish.CheckPath(f.Path); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.writeOnce(path.Join(home, filesDir, f.Path), body)
}

func (d *dir) Switch(ctx context.Context, pub *l10n.Publication) error {
	home, err := publicationDir(pub.Document, pub.ID)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := d.writeManifest(home, pub); err != nil {
		return err
	}
	if err := d.checkLinks(home, pub); err != nil {
		return err
	}
	old, err := d.replaced(ctx, pub)
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
	// From here on visitors have the new publication; what follows is bookkeeping, which a repeated call makes up for.
	if err := d.markLive(home, pub); err != nil || old == nil {
		return err
	}
	return d.unlinkLost(pub, old)
}

// replaced returns the publication that pub is about to replace, or nil. Should a crash have left it without its mark,
// it gets it now, while it is still known to be public.
func (d *dir) replaced(ctx context.Context, pub *l10n.Publication) (*l10n.Publication, error) {
	before, err := d.current(pub.Document)
	if err != nil || before == "" || before == pub.ID {
		return nil, err
	}
	old, err := d.Manifest(ctx, pub.Document, before)
	if err != nil {
		return nil, err
	}
	home, err := publicationDir(pub.Document, before)
	if err != nil {
		return nil, err
	}
	return old, d.markLive(home, old)
}
