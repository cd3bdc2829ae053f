package app

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/glossary"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/settings"
)

// Settings is the service of the sites' settings.
func (a *App) Settings() *settings.Service {
	s := &settings.Service{File: &configFile{file{path: a.Config.Path}, a.Env}, Changes: a.Store, Writes: a.Config.Desk.Settings == "write",
		Choices: map[string][]string{}}
	for _, d := range a.Config.Destinations {
		s.Choices["destination"] = append(s.Choices["destination"], d.Name)
	}
	return s
}

// Glossary is the service of the file of terms. Whoever may have the configuration written may have it written too.
func (a *App) Glossary() *glossary.Service {
	return &glossary.Service{File: &file{path: a.Config.Glossary}, Changes: a.Store, Writes: a.Config.Desk.Settings == "write"}
}

// configFile is the configuration file of this program.
type configFile struct {
	file
	env func(string) string
}

// file is a file that the desk shows and, where the operator allows it, writes.
type file struct {
	path string
	mu   sync.Mutex // of writes
}

// Read reads the file as it stands now, which may be later than the program's start.
func (f *file) Read() (string, []byte, error) {
	if f.path == "" {
		return "", nil, fmt.Errorf("a file: %w", l10n.ErrNotFound)
	}
	b, err := os.ReadFile(f.path)
	return filepath.Base(f.path), b, err
}

// Check says what is wrong with a file.
func (f *configFile) Check(b []byte) error {
	return config.Check(filepath.Base(f.path), b, Known(), f.env)
}

// Write replaces the file at once: nobody reads half of it.
func (f *file) Write(was, now []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	b, err := os.ReadFile(f.path)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(b, was):
		return fmt.Errorf("the file was changed since it was read: %w", l10n.ErrConflict)
	}
	info, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(f.path), ".dragoman-*")
	if err != nil {
		return fmt.Errorf("%w: the folder of the file can't be written: %w", l10n.ErrRefused, err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	_, err = tmp.Write(now)
	if err = errors.Join(err, tmp.Chmod(info.Mode().Perm()), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), f.path)
}
