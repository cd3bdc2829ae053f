package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFilesAreServed holds that a file comes with its kind, compressed where the browser can read that, and is not sent again
// while it is the same.
func TestFilesAreServed(t *testing.T) {
	script := strings.Repeat("export const x = 1;\n", 100)
	h := handlerOf(fstest.MapFS{"editor.js": {Data: []byte(script)}, "editor.css": {Data: []byte("a{}")}, ".gitkeep": {}})
	ask := func(path string, head ...string) *http.Response {
		r := httptest.NewRequest(http.MethodGet, path, nil)
		for i := 0; i+1 < len(head); i += 2 {
			r.Header.Set(head[i], head[i+1])
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	plain := ask("/editor.js")
	if b, _ := io.ReadAll(plain.Body); string(b) != script || !strings.HasPrefix(plain.Header.Get("Content-Type"), "text/javascript") {
		t.Errorf("%d bytes of %s", len(b), plain.Header.Get("Content-Type"))
	}
	packed := ask("/editor.js", "Accept-Encoding", "br, gzip")
	z, err := gzip.NewReader(packed.Body)
	if err != nil || packed.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%v %v", packed.Header, err)
	}
	if b, _ := io.ReadAll(z); string(b) != script {
		t.Error("the compressed file is another")
	}
	if got := ask("/editor.js", "Accept-Encoding", "gzip;q=0").Header.Get("Content-Encoding"); got != "" {
		t.Errorf("compressed, though the browser can't read it: %s", got)
	}
	if got := ask("/editor.js", "If-None-Match", plain.Header.Get("ETag")); got.StatusCode != http.StatusNotModified {
		t.Errorf("the same file is sent again: %d", got.StatusCode)
	}
	if got := ask("/editor.css", "Accept-Encoding", "gzip"); got.Header.Get("Content-Encoding") != "" || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/css") {
		t.Errorf("a small style sheet: %v", got.Header)
	}
	for _, path := range []string{"/.gitkeep", "/../web.go", "/nothing"} {
		if got := ask(path); got.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.StatusCode)
		}
	}
}
