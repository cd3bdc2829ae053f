package place

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// dir is a folder of this machine. Links that lead out of it are not followed.
type dir struct{ path string }

var _ handoff.Place = dir{}

func openDir(opt Options) (handoff.Place, error) {
	if opt.Dir == "" {
		return nil, errors.New("the place dir needs a path")
	}
	return dir{opt.Dir}, nil
}

// root opens the folder anew for each call: it may be a drive that comes and goes.
func (d dir) root() (*os.Root, error) {
	if err := os.MkdirAll(d.path, 0o750); err != nil {
		return nil, unavailable(err)
	}
	r, err := os.OpenRoot(d.path)
	return r, unavailable(err)
}

func (d dir) Put(_ context.Context, name string, b []byte) error {
	if err := checkName(name); err != nil {
		return err
	}
	r, err := d.root()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	if err := r.MkdirAll(path.Dir(name), 0o750); err != nil {
		return unavailable(err)
	}
	tmp := path.Join(path.Dir(name), tmpPrefix+rand.Text())
	if err := errors.Join(r.WriteFile(tmp, b, 0o640), r.Rename(tmp, name)); err != nil {
		_ = r.Remove(tmp)
		return unavailable(err)
	}
	return nil
}

// tmpPrefix begins the name of a file that is being written. List leaves out hidden files.
const tmpPrefix = ".dragoman-"

func (d dir) Get(_ context.Context, name string, most int64) ([]byte, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	r, err := d.root()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	if info, err := r.Lstat(name); err == nil && !info.Mode().IsRegular() { // a pipe would keep its reader waiting
		return nil, fmt.Errorf("%w: %s is no plain file", l10n.ErrRefused, name)
	}
	f, err := r.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	} else if err != nil {
		return nil, unavailable(err)
	}
	defer func() { _ = f.Close() }()
	b, err := bounded.Read(f, most)
	if errors.Is(err, bounded.ErrTooLarge) {
		return nil, fmt.Errorf("%w: %s: %w", l10n.ErrRefused, name, err)
	}
	return b, unavailable(err)
}

func (d dir) List(_ context.Context, folder string) ([]handoff.File, error) {
	if err := checkName(folder); err != nil {
		return nil, err
	}
	r, err := d.root()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	entries, err := fs.ReadDir(r.FS(), folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, unavailable(err)
	}
	var files []handoff.File
	for _, e := range entries {
		if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if len(files) == MaxFiles {
			return nil, tooMany(folder)
		}
		info, err := e.Info()
		if err != nil {
			continue // it has gone since
		}
		files = append(files, handoff.File{Name: e.Name(), Size: info.Size(), At: info.ModTime()})
	}
	return files, nil
}

func (d dir) Remove(_ context.Context, name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	r, err := d.root()
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }()
	if err := r.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unavailable(err)
	}
	return nil
}

func unavailable(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", l10n.ErrUnavailable, err)
}

func tooMany(folder string) error {
	return fmt.Errorf("%w: %s has more than %d files: move away those that are done with", l10n.ErrRefused, folder, MaxFiles)
}
