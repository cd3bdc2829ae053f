package private

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestPrepare(t *testing.T) {
	for _, tt := range []struct {
		name       string
		had, wants fs.FileMode // had 0: there was no file
	}{
		{"new", 0, 0o600}, {"readable by all", 0o644, 0o640}, {"writable by all", 0o666, 0o660}, {"of a group", 0o660, 0o660},
		{"private", 0o600, 0o600}, {"open", 0o777, 0o770},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "new", "folder", "records.db")
			if tt.had != 0 {
				if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
					t.Fatal(err)
				}
				for _, name := range []string{file, file + "-wal"} {
					if err := os.WriteFile(name, []byte("kept"), 0o600); err != nil {
						t.Fatal(err)
					}
					if err := os.Chmod(name, tt.had); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := Prepare(file); err != nil {
				t.Fatal(err)
			}
			names := map[string]fs.FileMode{file: tt.wants, filepath.Dir(file): 0o700}
			if tt.had != 0 {
				names[file+"-wal"] = tt.wants
				if b, err := os.ReadFile(file); err != nil || string(b) != "kept" {
					t.Errorf("the file holds %q, %v", b, err)
				}
			}
			for name, want := range names {
				if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
					t.Errorf("%s: %v, %v; want %v", name, info.Mode().Perm(), err, want)
				}
			}
		})
	}
}
