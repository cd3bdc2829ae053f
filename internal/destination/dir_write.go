package destination

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// errNotDir is the error for a path below a file, such as a.html/b.
const errNotDir = syscall.ENOTDIR

func publicationDir(doc l10n.DocumentID, id l10n.PublicationID) (string, error) {
	return path.Join(publicationsDir, string(doc), string(id)), checkNames(string(doc), string(id))
}

// checkNames refuses names that are not one plain element of a path.
func checkNames(names ...string) error {
	for _, n := range names {
		if n == "" || len(n) > 255 || strings.HasPrefix(n, ".") || strings.ContainsAny(n, "/\\\x00") {
			return fmt.Errorf("%q cannot be the name of a document or publication", n)
		}
	}
	return nil
}

// linkTarget is the target of the link at a visitor's path, relative to the link's own directory.
func linkTarget(doc l10n.DocumentID, name string) string {
	up := strings.Repeat("../", strings.Count(name, "/"))
	return up + path.Join(documentsDir, string(doc), filesDir, name)
}

// beforeChange lets a test stop the work before a change of the disk.
func (d *dir) beforeChange(change string) error {
	if d.fault == nil {
		return nil
	}
	return d.fault(change)
}

// writeOnce writes a file that is never changed again. It writes under a temporary name, syncs the disk and renames the
// file. A file of that name must have the same content already.
func (d *dir) writeOnce(name string, body []byte) error {
	existing, err := d.root.ReadFile(name)
	if err == nil {
		if !bytes.Equal(existing, body) {
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
	if err := d.beforeChange("create " + name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	half := len(body) / 2 // write two halves, so that a test can stop between them
	_, err = f.Write(body[:half])
	if err == nil {
		err = d.beforeChange("write " + name)
	}
	if err == nil {
		_, err = f.Write(body[half:])
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// writeFrom is [dir.writeOnce] for a file that is not in memory. Nothing is written when reading ends in an error.
func (d *dir) writeFrom(name string, body io.Reader) error {
	tmp := path.Join(tmpDir, rand.Text())
	if err := d.beforeChange("create " + tmp); err != nil {
		return err
	}
	f, err := d.root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, sum), body)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, d.root.Remove(tmp))
	}
	existing, err := d.sum(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := d.mkdirs(path.Dir(name)); err != nil {
			return errors.Join(err, d.root.Remove(tmp))
		}
		return d.rename(tmp, name)
	case err != nil:
	case !bytes.Equal(existing, sum.Sum(nil)):
		err = fmt.Errorf("%w: %s is there with other content, and publications are immutable", l10n.ErrConflict, name)
	}
	return errors.Join(err, d.root.Remove(tmp))
}

// sum is the SHA-256 of a file.
func (d *dir) sum(name string) ([]byte, error) {
	f, err := d.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return sum.Sum(nil), err
}

// mkdirs makes a directory and its parents, and syncs the new names to the disk.
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
	if err := d.beforeChange("mkdir " + name); err != nil {
		return err
	}
	if err := d.root.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return d.syncDir(path.Dir(name))
}

func (d *dir) rename(from, to string) error {
	if err := d.beforeChange("rename " + to); err != nil {
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

// link makes name a symbolic link to target. Readers see the old link or the new one, and nothing between.
func (d *dir) link(target, name string) error {
	if to, err := d.root.Readlink(name); err == nil && to == target {
		return nil
	}
	if err := d.mkdirs(path.Dir(name)); err != nil {
		return err
	}
	tmp := path.Join(tmpDir, rand.Text())
	if err := d.beforeChange("symlink " + name); err != nil {
		return err
	}
	if err := d.root.Symlink(target, tmp); err != nil {
		return err
	}
	return d.rename(tmp, name)
}

func (d *dir) writeManifest(pubDir string, pub *l10n.Publication) error {
	name := path.Join(pubDir, manifestFile)
	if _, err := d.root.Lstat(name); err == nil {
		return nil // a publication keeps its first manifest
	}
	b, err := manifestJSON(pub)
	if err != nil {
		return err
	}
	return d.writeOnce(name, b)
}

// manifestJSON returns a manifest in the form in which all drivers store it.
func manifestJSON(pub *l10n.Publication) ([]byte, error) {
	b, err := json.MarshalIndent(pub, "", "  ")
	return append(b, '\n'), err
}

// checkLinks refuses a publication before anything is changed: when one of its files was not put, or when one of its
// paths belongs to another document or to a file that Dragoman did not publish.
func (d *dir) checkLinks(pubDir string, pub *l10n.Publication) error {
	for _, f := range pub.Files {
		if err := publish.CheckPath(f.Path); err != nil {
			return err
		}
		if _, err := d.root.Lstat(path.Join(pubDir, filesDir, f.Path)); err != nil {
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

// markLive notes when a publication first became public, unless that is noted already.
func (d *dir) markLive(pubDir string, pub *l10n.Publication) error {
	name := path.Join(pubDir, liveFile)
	if _, err := d.root.Lstat(name); err == nil {
		return nil
	}
	return d.writeOnce(name, []byte(pub.PublishedAt.UTC().Format(time.RFC3339Nano)))
}

// liveSince returns when a publication first became public. It reports false when it never did.
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

// unlinkRemoved removes the links of the old publication that pub does not have. They are dangling since the switch.
func (d *dir) unlinkRemoved(pub, old *l10n.Publication) error {
	for _, f := range old.Files {
		if slices.ContainsFunc(pub.Files, func(g l10n.File) bool { return g.Path == f.Path }) {
			continue
		}
		to, err := d.root.Readlink(f.Path)
		if err != nil || to != linkTarget(pub.Document, f.Path) {
			continue
		}
		if err := d.beforeChange("remove " + f.Path); err != nil {
			return err
		}
		if err := d.root.Remove(f.Path); err != nil {
			return err
		}
	}
	return nil
}
