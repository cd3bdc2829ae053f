package destination

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func (d *dir) Current(_ context.Context, doc l10n.DocumentID) (l10n.PublicationID, error) {
	id, err := d.current(doc)
	if err == nil && id == "" {
		err = fmt.Errorf("%w: nothing is published of %s", l10n.ErrNotFound, doc)
	}
	return id, err
}

// current returns the publication that visitors get, or "" when nothing is published.
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
	type liveAt struct {
		id l10n.PublicationID
		at time.Time
	}
	var all []liveAt
	for _, e := range entries {
		id := l10n.PublicationID(e.Name())
		at, live, err := d.liveSince(doc, id)
		if err != nil {
			return nil, err
		}
		if !live && id == current { // a crash has stopped the process between the switch and markLive
			pub, err := d.Manifest(ctx, doc, id)
			if err != nil {
				return nil, err
			}
			at = pub.PublishedAt
			live = true
		}
		if live {
			all = append(all, liveAt{id, at})
		}
	}
	slices.SortFunc(all, func(a, b liveAt) int {
		return cmp.Or(b.at.Compare(a.at), strings.Compare(string(a.id), string(b.id)))
	})
	ids := make([]l10n.PublicationID, len(all))
	for i, l := range all {
		ids[i] = l.id
	}
	return ids, nil
}

func (d *dir) Manifest(_ context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	pubDir, err := publicationDir(doc, id)
	if err != nil {
		return nil, err
	}
	b, err := d.root.ReadFile(path.Join(pubDir, manifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s has no publication %s", l10n.ErrNotFound, doc, id)
	}
	if err != nil {
		return nil, err
	}
	pub, err := readManifest(b)
	if err != nil {
		return nil, fmt.Errorf("the manifest of %s: %w", pubDir, err)
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

// Forget removes a publication from the history and from the disk, unless it is the current one. Its live file is
// removed first, so the history never has a publication with missing files.
func (d *dir) Forget(_ context.Context, doc l10n.DocumentID, id l10n.PublicationID) error {
	pubDir, err := publicationDir(doc, id)
	if err != nil {
		return err
	}
	if current, err := d.current(doc); err != nil || current == id {
		return err
	}
	if err := d.root.Remove(path.Join(pubDir, liveFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return d.root.RemoveAll(pubDir)
}
