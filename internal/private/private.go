// Package private keeps files of records from the other users of a machine.
package private

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Prepare has a database's file, and the folder that it stands in, be nobody else's: what is missing is made for its owner
// alone, and what is there loses the rights of everybody. A group that was given rights keeps them. The files that
// SQLite makes beside a database have the rights of the database.
func Prepare(file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if errors.Is(err, fs.ErrPermission) { // whoever opens the database says what that means
		return nil
	}
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	for _, name := range []string{file, file + "-wal", file + "-shm"} {
		if err := tighten(name); err != nil {
			return err
		}
	}
	return nil
}

// tighten takes the rights of everybody from a file of ours. A file that another user owns is theirs to mend.
func tighten(name string) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode().Perm()&0o007 == 0:
		return nil
	}
	if err := os.Chmod(name, info.Mode().Perm()&^0o007); err != nil && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}
