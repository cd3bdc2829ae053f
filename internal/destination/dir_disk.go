package destination

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// errNotDir is the error for a path that goes on below a file.
const errNotDir = syscall.ENOTDIR

func publicationDir(doc l10n.DocumentID, id l10n.PublicationID) (string, error) {
	return path.Join(publicationsDir, string(doc), string(id)), checkNames(string(doc), string(id))
}

// checkNames refuses names that are not one plain element of a path.
func checkNames(names ...string) error {
	for _, n := range names {
		if n == "" || strings.HasPrefix(n, ".") || strings.ContainsAny(n, "/\\\x00") {
			return fmt.Errorf("%q cannot be the name of a document or publication", n)
		}
	}
	return nil
}

// linkTarget is what a visitor's path links to, relative to the path's own directory.
func linkTarget(doc l10n.DocumentID, name string) string {
	up := strings.Repeat("../", strings.Count(name, "/"))
	return up + path.Join(documentsDir, string(doc), filesDir, name)
}

// step gives a test the chance to fail before a change of the disk.
func (d *dir) step(change string) error {
	if d.fault == nil {
		return nil
	}
	return d.fault(change)
}

// writeOnce writes a file that is never changed again: whole under a temporary name, on the disk, then renamed. A file
// that is there must be the same.
func (d *dir) writeOnce(name string, body []byte) error {
	there, err := d.root.ReadFile(name)
	if err == nil {
		if !bytes.Equal(there, body) {
			return fmt.Errorf("%w: %s is there with other content, and publications are immutable", l10n.ErrConflict, name)
		}
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := d.mkdirs(path.Dir(name)); err != nil {
		return err
	}
	tmp := path.Join(tmpDir, rand.Text())
	if err := d.writeSynced(tmp, body); err != nil {
		return err
	}
	return d.rename(tmp, name)
}

func (d *dir) writeSynced(name string, body []byte) error {
	if err := d.step("create " + name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	half := len(body) / 2 // in two writes, so that a test can stop in the middle
	_, err = f.Write(body[:half])
	if err == nil {
		err = d.step("write " + name)
	}
	if err == nil {
		_, err = f.Write(body[half:])
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// mkdirs makes a directory and its parents, and puts the new names on the disk.
func (d *dir) mkdirs(name string) error {
	if name == "." {
		return nil
	}
	if info, err := d.root.Lstat(name); err == nil && info.IsDir() {
		return nil
	}
	if err := d.mkdirs(path.Dir(name)); err != nil {
		return err
	}
	if err := d.step("mkdir " + name); err != nil {
		return err
	}
	if err := d.root.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return d.syncDir(path.Dir(name))
}

func (d *dir) rename(from, to string) error {
	if err := d.step("rename " + to); err != nil {
		return err
	}
	if err := d.root.Rename(from, to); err != nil {
		return err
	}
	return d.syncDir(path.Dir(to))
}

func (d *dir) syncDir(name string) error {
	f, err := d.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// link makes name a symbolic link to target, in one step for those who look.
func (d *dir) link(target, name string) error {
	if to, err := d.root.Readlink(name); err == nil && to == target {
		return nil
	}
	if err := d.mkdirs(path.Dir(name)); err != nil {
		return err
	}
	tmp := path.Join(tmpDir, rand.Text())
	if err := d.step("symlink " + name); err != nil {
		return err
	}
	if err := d.root.Symlink(target, tmp); err != nil {
		return err
	}
	return d.rename(tmp, name)
}

func (d *dir) writeManifest(home string, pub *l10n.Publication) error {
	name := path.Join(home, manifestFile)
	if _, err := d.root.Lstat(name); err == nil {
		return nil // the first account of a publication stands
	}
	b, err := manifestJSON(pub)
	if err != nil {
		return err
	}
	return d.writeOnce(name, b)
}

// manifestJSON is a manifest as all drivers store it.
func manifestJSON(pub *l10n.Publication) ([]byte, error) {
	b, err := json.MarshalIndent(pub, "", "  ")
	return append(b, '\n'), err
}

// checkLinks refuses, before anything is changed, a publication whose files are not all there, or whose paths are taken
// by another document or by a file that is not ours.
func (d *dir) checkLinks(home string, pub *l10n.Publication) error {
	for _, f := range pub.Files {
		if err := publish.CheckPath(f.Path); err != nil {
			return err
		}
		if _, err := d.root.Lstat(path.Join(home, filesDir, f.Path)); err != nil {
			return fmt.Errorf("switching to %s before its file %s is there: %w", pub.ID, f.Path, err)
		}
		info, err := d.root.Lstat(f.Path)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			return err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			return fmt.Errorf("%w: %s is in the destination and was not published by us", l10n.ErrConflict, f.Path)
		}
		to, err := d.root.Readlink(f.Path)
		if err != nil {
			return err
		}
		if to == linkTarget(pub.Document, f.Path) {
			continue
		}
		if _, err := d.root.Stat(f.Path); err == nil {
			return fmt.Errorf("%w: %s is the path of another document (%s)", l10n.ErrConflict, f.Path, to)
		}
	}
	return nil
}

func (d *dir) markLive(home string, pub *l10n.Publication) error {
	name := path.Join(home, liveFile)
	if _, err := d.root.Lstat(name); err == nil {
		return nil
	}
	return d.writeOnce(name, []byte(pub.PublishedAt.UTC().Format(time.RFC3339Nano)))
}

func (d *dir) liveSince(doc l10n.DocumentID, id l10n.PublicationID) (time.Time, bool, error) {
	b, err := d.root.ReadFile(path.Join(publicationsDir, string(doc), string(id), liveFile))
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, err
	}
	at, err := time.Parse(time.RFC3339Nano, string(b))
	return at, err == nil, err
}

// unlinkLost takes away the paths that the old publication had and pub has not. They lead nowhere already.
func (d *dir) unlinkLost(pub, old *l10n.Publication) error {
	for _, f := range old.Files {
		if slices.ContainsFunc(pub.Files, func(g l10n.File) bool { return g.Path == f.Path }) {
			continue
		}
		to, err := d.root.Readlink(f.Path)
		if err != nil || to != linkTarget(pub.Document, f.Path) {
			continue
		}
		if err := d.step("remove " + f.Path); err != nil {
			return err
		}
		if err := d.root.Remove(f.Path); err != nil {
			return err
		}
	}
	return nil
}
