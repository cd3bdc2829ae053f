package devserver_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/devserver"
)

// TestAFileIsWrittenAhead holds that a server with a file writes ahead to a log: with a rollback journal each step of a
// workflow waits for the disk several times. Source: SQLite's file format, bytes 18 and 19.
func TestAFileIsWrittenAhead(t *testing.T) {
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
