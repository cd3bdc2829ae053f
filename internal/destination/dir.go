package destination

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
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

// replaced returns the publication that pub is about to replace, or nil. Should a crash have left it without its mark, it
// gets it now, while it is still known to be public.
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

func (d *dir) Current(_ context.Context, doc l10n.DocumentID) (l10n.PublicationID, error) {
	id, err := d.current(doc)
	if err == nil && id == "" {
		err = fmt.Errorf("%w: nothing is published of %s", l10n.ErrNotFound, doc)
	}
	return id, err
}

// current returns "" when nothing is published.
func (d *dir) current(doc l10n.DocumentID) (l10n.PublicationID, error) {
	if err := checkNames(string(doc)); err != nil {
		return "", err
	}
	to, err := d.root.Readlink(path.Join(documentsDir, string(doc)))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return l10n.PublicationID(path.Base(to)), err
}

func (d *dir) History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	if err := checkNames(string(doc)); err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(d.root.FS(), path.Join(publicationsDir, string(doc)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	current, err := d.current(doc)
	if err != nil {
		return nil, err
	}
	type was struct {
		id l10n.PublicationID
		at time.Time
	}
	var all []was
	for _, e := range entries {
		id := l10n.PublicationID(e.Name())
		at, live, err := d.liveSince(doc, id)
		if err != nil {
			return nil, err
		}
		if !live && id == current { // a crash came between the switch and its mark
			pub, err := d.Manifest(ctx, doc, id)
			if err != nil {
				return nil, err
			}
			at, live = pub.PublishedAt, true
		}
		if live {
			all = append(all, was{id, at})
		}
	}
	slices.SortFunc(all, func(a, b was) int { return cmp.Or(b.at.Compare(a.at), strings.Compare(string(a.id), string(b.id))) })
	ids := make([]l10n.PublicationID, len(all))
	for i, w := range all {
		ids[i] = w.id
	}
	return ids, nil
}

func (d *dir) Manifest(_ context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	home, err := publicationDir(doc, id)
	if err != nil {
		return nil, err
	}
	b, err := d.root.ReadFile(path.Join(home, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s has no publication %s", l10n.ErrNotFound, doc, id)
	}
	if err != nil {
		return nil, err
	}
	pub := new(l10n.Publication)
	if err := json.Unmarshal(b, pub); err != nil {
		return nil, fmt.Errorf("the manifest of %s: %w", home, err)
	}
	return pub, nil
}

func (d *dir) Get(_ context.Context, name string) ([]byte, error) {
	if err := publish.CheckPath(name); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	if info, err := d.root.Stat(name); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%w: %s is a directory", l10n.ErrNotFound, name)
	}
	b, err := d.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDir) {
		return nil, fmt.Errorf("%w: nothing is published at %s", l10n.ErrNotFound, name)
	}
	return b, err
}
