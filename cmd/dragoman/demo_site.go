package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/freeport"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// sourceHandler serves the example site, with its own address in the place of the host that the files name.
func sourceHandler(own string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if name == "" || strings.HasSuffix(r.URL.Path, "/") {
			name = path.Join(name, "index.html")
		}
		body, err := fs.ReadFile(examples.FS, path.Join("site", name))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		kind := mime.TypeByExtension(path.Ext(name))
		if strings.HasPrefix(kind, "text/") || strings.HasSuffix(name, ".xml") {
			body = bytes.ReplaceAll(body, []byte("http://site.example"), []byte(own))
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(body)
	})
}

// publishedHandler serves what visitors get, and beside it each document's manifest at /manifest/DOCUMENT.json.
// At its root, where no page is, visitors find their language.
func (a *app) publishedHandler(cfg *config.Config, destination string) http.Handler {
	dest, p := a.dests[destination], a.site.Destinations[destination].Publisher
	site := publish.HostHandler(dest, cfg.Hosts(destination), publish.Chooser(dest, a.languageHomes(cfg, destination), publish.Handler(dest)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		doc, ok := strings.CutPrefix(r.URL.Path, "/manifest/")
		if !ok {
			site.ServeHTTP(w, r)
			return
		}
		pub, err := p.Current(r.Context(), l10n.DocumentID(strings.TrimSuffix(doc, ".json")))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		enc := json.NewEncoder(w)
		enc.SetIndent("", "  ")
		_ = enc.Encode(pub)
	})
}

// ports are the demo's ports on loopback. They are kept with its files, because the source's address is part of what
// its documents are: a later demo goes on with the same pages.
type ports struct {
	Temporal, UI, Desk, Published, Source int
}

func (ports) address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// usualPorts are taken where they are free.
var usualPorts = ports{Temporal: 7233, UI: 8233, Desk: 8080, Published: 8090, Source: 8091}

func keptPorts(dir string) (ports, error) {
	file := filepath.Join(dir, "ports.json")
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return newPorts(file)
	}
	var p ports
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		return p, fmt.Errorf("%s: %w", file, err)
	}
	for _, port := range []int{p.Temporal, p.UI, p.Desk, p.Published, p.Source} {
		if !freeport.Is(port) {
			return p, fmt.Errorf("port %d is taken: is another demo running? Stop it, or run `dragoman demo --dir OTHER`", port)
		}
	}
	return p, nil
}

func newPorts(file string) (ports, error) {
	p := usualPorts
	for _, port := range []*int{&p.Temporal, &p.UI, &p.Desk, &p.Published, &p.Source} {
		if freeport.Is(*port) {
			continue
		}
		var err error
		if *port, err = freeport.Pick(p.Temporal, p.UI, p.Desk, p.Published, p.Source); err != nil {
			return p, err
		}
	}
	b, err := json.Marshal(p)
	if err != nil {
		return p, err
	}
	return p, os.WriteFile(file, b, 0o600)
}

// loopbackOf returns the address to listen on for a URL on this machine.
func loopbackOf(rawURL string) (string, bool) {
	host, ok := strings.CutPrefix(rawURL, "http://")
	if !ok {
		return "", false
	}
	host, _, _ = strings.Cut(host, "/")
	name, _, err := net.SplitHostPort(host)
	return host, err == nil && (name == "localhost" || net.ParseIP(name).IsLoopback())
}
