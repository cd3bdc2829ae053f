package site

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// The folders of a destination of kind dir; package destination says what is in them.
const (
	documentsFolder    = ".documents"
	publicationsFolder = ".publications"
	temporaryFolder    = ".tmp"
)

// Folder reads a destination of kind dir as it lies on the disk, without its configuration. It finds no audit where
// Dragoman has published nothing.
func (au *Auditor) Folder(ctx context.Context, name string) error {
	root, err := os.OpenRoot(name) // to read: who verifies may not be allowed to write
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	documents, err := names(root, documentsFolder)
	if err != nil {
		return err
	}
	published, err := names(root, publicationsFolder)
	if err != nil || len(documents)+len(published) == 0 {
		return err
	}
	place, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	listed := map[string]l10n.DocumentID{}
	for _, doc := range documents {
		if err := au.folderDocument(ctx, root, doc, listed); err != nil {
			return err
		}
	}
	for _, doc := range published {
		if !slices.Contains(documents, doc) && wasLive(root, doc) {
			au.fault(l10n.DocumentID(doc), "it has publications, and nothing says which of them is the current one")
		}
	}
	if err := au.unlisted(root, listed); err != nil {
		return err
	}
	au.compare(place, "", true)
	return nil
}

// names are the names in a folder; none when there is no such folder.
func names(root *os.Root, folder string) ([]string, error) {
	entries, err := fs.ReadDir(root.FS(), folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all, err
}

// folderDocument audits one document, and notes its paths.
func (au *Auditor) folderDocument(ctx context.Context, root *os.Root, doc string, listed map[string]l10n.DocumentID) error {
	file := path.Join(documentsFolder, doc, "manifest.json")
	manifest, err := root.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		au.fault(l10n.DocumentID(doc), "its current publication has no manifest")
		return nil
	}
	if err != nil {
		return err
	}
	pub, err := publish.ReadManifest(manifest)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	au.add(ctx, pub, manifest, func(_ context.Context, f l10n.File) ([]byte, error) {
		body, err := root.ReadFile(f.Path)
		if errors.Is(err, fs.ErrNotExist) {
			err = l10n.ErrNotFound
		}
		return body, err
	})
	target, err := root.Readlink(path.Join(documentsFolder, doc))
	dir, id := path.Split(target)
	if err != nil || dir != path.Join("..", publicationsFolder, doc)+"/" {
		au.faultOfLast(fmt.Sprintf("%s/%s is not a link to one of its publications", documentsFolder, doc))
		id = string(pub.ID)
	}
	if err := publish.CheckPlace(pub, l10n.DocumentID(doc), l10n.PublicationID(id)); err != nil {
		au.faultOfLast(err.Error())
	}
	for _, f := range pub.Files {
		if other, ok := listed[f.Path]; ok && other != pub.Document {
			au.faultOfLast(fmt.Sprintf("%s is in the manifest of %s too", f.Path, other))
		}
		listed[f.Path] = pub.Document
	}
	return nil
}

// wasLive reports whether visitors ever got a publication of a document.
func wasLive(root *os.Root, doc string) bool {
	found, err := fs.Glob(root.FS(), path.Join(publicationsFolder, doc, "*", "live"))
	return err == nil && len(found) > 0
}

// unlisted looks for files that visitors get and that no current publication has.
func (au *Auditor) unlisted(root *os.Root, listed map[string]l10n.DocumentID) error {
	return fs.WalkDir(root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if name == documentsFolder || name == publicationsFolder || name == temporaryFolder {
				return fs.SkipDir
			}
			return nil
		}
		if _, ok := listed[name]; ok {
			return nil
		}
		if to, err := root.Readlink(name); err == nil && strings.Contains(to, documentsFolder+"/") {
			if _, err := root.Stat(name); errors.Is(err, fs.ErrNotExist) {
				return nil // a link that leads nowhere since its page was withdrawn
			}
			au.fault("", name+inNoManifest) // into a publication: nobody else makes such
			return nil
		}
		au.unlistedFile(name)
		return nil
	})
}

const inNoManifest = " is in no manifest"

// unlistedFile notes a file that visitors get and that no current publication has.
func (au *Auditor) unlistedFile(name string) {
	if au.AllowUnlisted {
		au.Notes = append(au.Notes, name+inNoManifest)
		return
	}
	au.fault("", name+inNoManifest)
}
