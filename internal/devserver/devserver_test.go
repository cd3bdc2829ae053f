package devserver_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/devserver"
)

// TestFileHasWriteAheadLog checks that a server with a file uses SQLite's write-ahead log. With a rollback journal each
// step of a workflow would wait for the disk several times. Source: SQLite's file format, bytes 18 and 19.
func TestFileHasWriteAheadLog(t *testing.T) {
	file := filepath.Join(t.TempDir(), "temporal.db")
	s, err := devserver.Start(t.Context(), devserver.Options{File: file, UIPort: -1, Namespace: "default"})
	if err != nil {
		t.Fatal(err)
	}
	s.Stop()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) < 20 || b[18] != 2 || b[19] != 2 {
		t.Errorf("the file's header says %v, and 2 is the write-ahead log", b[18:20])
	}
}
