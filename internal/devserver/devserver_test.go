package devserver_test

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
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

// TestUIAnswersThisMachineOnly asks the real UI by a name of this machine and by a forged one, and tries an Update there.
func TestUIAnswersThisMachineOnly(t *testing.T) {
	s, err := devserver.Start(t.Context(), devserver.Options{Namespace: "default"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	ask := func(method, path, host string) (int, http.Header) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, s.UI+path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, res.Body)
		if err = errors.Join(err, res.Body.Close()); err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, res.Header
	}
	const flow = "/api/v1/namespaces/default/workflows/review%3Ad%3Aes"
	for _, tt := range []struct {
		method, path, host string
		want               int
	}{
		{"GET", "/", "", 200}, {"GET", "/api/v1/namespaces", "localhost:8233", 200}, {"GET", "/api/v1/settings", "", 200},
		{"GET", "/", "evil.example", 421}, {"GET", "/api/v1/namespaces", "evil.example", 421},
		{"POST", flow + "/terminate", "", 404}, {"POST", flow + "/cancel", "", 404}, // there is no such workflow
		{"POST", flow + "/update/approve", "", 403}, {"POST", flow + "/signal/resume", "", 403},
	} {
		got, header := ask(tt.method, tt.path, tt.host)
		if got != tt.want || header.Get("Set-Cookie") != "" {
			t.Errorf("%s %s as %q: %d, cookie %q; want %d", tt.method, tt.path, tt.host, got, header.Get("Set-Cookie"), tt.want)
		}
	}
}
