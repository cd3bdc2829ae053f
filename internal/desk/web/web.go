// Package web serves the editor's script and style. They are made of the TypeScript beside it (make web) into dist, which is
// embedded in the program.
package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed all:dist
var embedded embed.FS

// Handler serves the files of dist by their names. It is nil where they have not been made.
func Handler() http.Handler {
	dist, err := fs.Sub(embedded, "dist")
	if err != nil {
		return nil
	}
	h := handlerOf(dist)
	if h["/editor.js"].body == nil {
		return nil
	}
	return h
}

// File returns a file of dist; nil where it has not been made.
func File(name string) []byte {
	body, err := embedded.ReadFile("dist/" + name)
	if err != nil {
		return nil
	}
	return body
}

// file is one file of the editor, as it is and compressed.
type file struct {
	kind, etag   string
	body, packed []byte
}

// files are served from memory by their paths, compressed once for all.
type files map[string]file

func handlerOf(dist fs.FS) files {
	h := files{}
	_ = fs.WalkDir(dist, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return err
		}
		body, err := fs.ReadFile(dist, name)
		if err == nil {
			h["/"+name] = newFile(name, body)
		}
		return err
	})
	return h
}

func newFile(name string, body []byte) file {
	sum := sha256.Sum256(body)
	f := file{kind: mime.TypeByExtension(path.Ext(name)), etag: `"` + hex.EncodeToString(sum[:16]) + `"`, body: body}
	switch path.Ext(name) { // what the machine's own table of types says is not asked for what the editor needs
	case ".js":
		f.kind = "text/javascript; charset=utf-8"
	case ".css":
		f.kind = "text/css; charset=utf-8"
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return f
	}
	if _, err := z.Write(body); err == nil && z.Close() == nil && b.Len() < len(body) {
		f.packed = b.Bytes()
	}
	return f
}

// ServeHTTP answers a file. Its name stays from version to version, so browsers ask each time whether it has changed.
func (h files) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f, ok := h[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	head := w.Header()
	head.Set("Cache-Control", "no-cache")
	head.Set("ETag", f.etag)
	head.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("If-None-Match"), f.etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if f.kind != "" {
		head.Set("Content-Type", f.kind)
	}
	body := f.body
	if f.packed != nil && AcceptsGzip(r) {
		head.Set("Content-Encoding", "gzip")
		body = f.packed
	}
	_, _ = w.Write(body)
}

// AcceptsGzip reports whether an answer may be compressed.
func AcceptsGzip(r *http.Request) bool {
	for _, one := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, q, _ := strings.Cut(strings.TrimSpace(one), ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			return strings.ReplaceAll(q, " ", "") != "q=0"
		}
	}
	return false
}
