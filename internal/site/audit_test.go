package site

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// change puts other bytes where visitors find a page.
func (w *world) change(path string) {
	w.t.Helper()
	name := filepath.Join(w.dir, path)
	w.must(os.Remove(name))
	w.must(os.WriteFile(name, []byte("by hand"), 0o600))
}

func TestAuditDocuments(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es")
	au := &Auditor{}
	w.must(w.site.AuditDocuments(t.Context(), au, ""))
	if len(au.Audits) != 2 || au.Faults != 0 || len(au.Audits[0].Files) != 2 || au.Audits[0].Seal != "not sealed" || au.Audits[0].Sealed || au.Audits[0].PublishedAt.IsZero() {
		t.Errorf("%+v", au)
	}
	w.change("fr/a.html")
	w.must(os.Remove(filepath.Join(w.dir, "es/b.html")))
	au = &Auditor{}
	w.must(w.site.AuditDocuments(t.Context(), au, docOf("a.html")))
	if len(au.Audits) != 1 || au.Faults != 1 || au.Audits[0].Document != docOf("a.html") || au.Audits[0].Publication != w.current(docOf("a.html")).ID {
		t.Errorf("%+v", au)
	}
	w.must(w.site.AuditDocuments(t.Context(), au, ""))
	if len(au.Audits) != 3 || au.Faults != 3 {
		t.Errorf("%+v", au)
	}
	none := &Auditor{}
	if err := w.site.AuditDocuments(t.Context(), none, "unknown-1"); err != nil || none.Audits != nil {
		t.Errorf("%+v, %v", none, err)
	}
}

// public serves the folder, with some of it gone or broken.
func (w *world) public() *httptest.Server {
	files := http.FileServer(http.Dir(w.dir))
	srv := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("Cache-Control") != "no-cache":
			w.t.Error("a cache may answer")
		case strings.HasPrefix(r.URL.Path, "/gone/"):
			rw.WriteHeader(http.StatusGone)
		case strings.HasPrefix(r.URL.Path, "/broken/"):
			rw.WriteHeader(http.StatusServiceUnavailable)
		default:
			files.ServeHTTP(rw, r)
		}
	}))
	w.t.Cleanup(srv.Close)
	return srv
}

func TestAuditPage(t *testing.T) {
	w := newWorld(t)
	srv := w.public()
	d := w.site.Destinations["public"]
	d.URL = srv.URL
	w.site.Destinations["public"] = d
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	au := &Auditor{Client: srv.Client()}
	w.must(w.site.AuditPage(t.Context(), au, srv.URL+"/fr/a.html"))
	if len(au.Audits) != 1 || au.Faults != 0 || len(au.Audits[0].Files) != 2 {
		t.Errorf("%+v", au)
	}
	w.change("es/a.html")
	w.must(w.site.AuditPage(t.Context(), au, srv.URL+"/fr/a.html"))
	if len(au.Audits) != 2 || au.Faults != 1 {
		t.Errorf("%+v", au)
	}
	none := &Auditor{Client: srv.Client()}
	if err := w.site.AuditPage(t.Context(), none, srv.URL+"/de/a.html"); err != nil || none.Audits != nil {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestAuditAddresses(t *testing.T) {
	w := newWorld(t)
	srv := w.public()
	w.must(os.WriteFile(filepath.Join(w.dir, "a.html"), []byte("a"), 0o600))
	w.must(os.MkdirAll(filepath.Join(w.dir, "es"), 0o750))
	w.must(os.WriteFile(filepath.Join(w.dir, "es", "b c.png"), []byte("bc"), 0o600))
	ref := func(body string) l10n.Ref { return l10n.NewRef([]byte(body)) }
	manifest := func(url string) []byte {
		b, err := json.Marshal(l10n.Publication{
			ID: "p1", Document: "d",
			Files: []l10n.File{
				{Path: "a.html", Ref: ref("a")}, {Path: "es/b c.png", Ref: ref("bc")}, {Path: "gone/c.png", Ref: ref("c")},
				{Path: "broken/d.png", Ref: ref("d")}, {Path: "missing/e.png", Ref: ref("e")},
			},
			Locales: []l10n.ManifestLocale{{Locale: "es", File: "a.html", URL: url}},
		})
		w.must(err)
		return b
	}
	au := &Auditor{Client: srv.Client()}
	w.must(au.Addresses(t.Context(), manifest(srv.URL+"/a.html")))
	want := []string{"", "", "visitors get nothing there", srv.URL + "/broken/d.png answers 503 Service Unavailable", "visitors get nothing there"}
	for i, f := range au.Audits[0].Files {
		if f.Fault != want[i] {
			t.Errorf("%s: %q, want %q", f.Path, f.Fault, want[i])
		}
	}
	if au.Faults != 3 {
		t.Errorf("%d faults", au.Faults)
	}
	au = &Auditor{Client: srv.Client()}
	w.must(au.Addresses(t.Context(), manifest(srv.URL+"/elsewhere")))
	if f := au.Audits[0].Files[1]; f.Fault != "its address is not known" {
		t.Errorf("%+v", f)
	}
	if err := au.Addresses(t.Context(), []byte("{")); err == nil || !strings.HasPrefix(err.Error(), "the manifest:") {
		t.Errorf("%v", err)
	}
}

func TestAddressOfAnIndex(t *testing.T) {
	pub := &l10n.Publication{Locales: []l10n.ManifestLocale{{File: "es/index.html", URL: "http://public.test/base/es/"}}}
	if got, err := addressOf(pub, l10n.File{Path: "assets/ñ.png"}); err != nil || got != "http://public.test/base/assets/%C3%B1.png" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAuditFolder(t *testing.T) {
	w := newWorld(t)
	private, public, err := signing.NewKey()
	w.must(err)
	key, err := signing.ParsePrivateKey(string(private))
	w.must(err)
	own, err := signing.ParsePublicKey(string(public))
	w.must(err)
	other, _, err := ed25519.GenerateKey(nil)
	w.must(err)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	d := w.site.Destinations["public"]
	d.Publisher = d.Publisher.Sealed(key)
	w.site.Destinations["public"] = d
	w.publish("r1", "b.html", page(`<p>Hello.</p>`), "es")
	for _, tt := range []struct {
		au             *Auditor
		faults, sealed int
		says           string
	}{
		{&Auditor{}, 0, 0, "not checked: give its public half with --key"},
		{&Auditor{Keys: []ed25519.PublicKey{own}, AllowUnsealed: true}, 0, 1, "sealed with the key " + signing.KeyID(own)},
		{&Auditor{Keys: []ed25519.PublicKey{own}}, 1, 1, "it has none"},
		{&Auditor{Keys: []ed25519.PublicKey{other}, AllowUnsealed: true}, 1, 0, "which is none of yours"},
	} {
		w.must(tt.au.Folder(t.Context(), w.dir))
		sealed, said := 0, ""
		for _, a := range tt.au.Audits {
			said += a.Seal + "; "
			if a.Sealed {
				sealed++
			}
		}
		if len(tt.au.Audits) != 2 || tt.au.Faults != tt.faults || sealed != tt.sealed || !strings.Contains(said, tt.says) {
			t.Errorf("%d faults, %d sealed: %s", tt.au.Faults, sealed, said)
		}
	}
	w.change("es/a.html")
	w.must(os.Remove(filepath.Join(w.dir, "es/b.html")))
	au := &Auditor{}
	w.must(au.Folder(t.Context(), w.dir))
	if au.Faults != 2 || !strings.Contains(au.Audits[1].Files[0].Fault, "nothing") {
		t.Errorf("%+v", au)
	}
	au = &Auditor{}
	if err := au.Folder(t.Context(), t.TempDir()); err != nil || au.Audits != nil {
		t.Errorf("a folder without publications: %+v, %v", au, err)
	}
	broken := t.TempDir()
	w.must(os.MkdirAll(filepath.Join(broken, ".documents", "d"), 0o750))
	w.must(os.WriteFile(filepath.Join(broken, ".documents", "d", "manifest.json"), []byte("{"), 0o600))
	if err := au.Folder(t.Context(), broken); err == nil || !strings.Contains(err.Error(), "manifest.json") || errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("%v", err)
	}
}
