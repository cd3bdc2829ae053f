package gather

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type memory = blobtest.Memory

// storedSkeleton stores the skeleton of a page.
func storedSkeleton(t *testing.T, blobs memory, address, html string) l10n.Ref {
	t.Helper()
	d := l10n.Document{ID: "page-12345678", URL: address}
	_, sk, err := extract.Extract(d, []byte(html), extract.Options{WholePage: true, SourceLang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	b, err := sk.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	ref, _ := blobs.Put(t.Context(), b)
	return ref
}

// gathered gathers the files of a page by a policy, into es and pt-BR.
func gathered(t *testing.T, s *Service, address, html string, policy l10n.AssetPolicy) (Gathered, []l10n.Asset) {
	t.Helper()
	plan := l10n.Plan{Locales: []l10n.Locale{"es", "pt-BR"}, Assets: policy}
	out, err := s.Gather(t.Context(), plan, address, storedSkeleton(t, s.Blobs.(memory), address, html))
	if err != nil {
		t.Fatal(err)
	}
	var assets []l10n.Asset
	if err := json.Unmarshal(s.Blobs.(memory)[out.Assets], &assets); err != nil {
		t.Fatal(err)
	}
	return out, assets
}

func find(assets []l10n.Asset, suffix string, l l10n.Locale) l10n.Asset {
	for _, a := range assets {
		if strings.HasSuffix(a.Source, suffix) && a.Locale == l {
			return a
		}
	}
	return l10n.Asset{}
}

const pageOfFiles = `<head><link rel=stylesheet href="/css/site.css"><link rel=icon href="/mark.svg"><script src="/app.js"></script>
<style>h1{background:url(/bg.png)}</style></head>
<img src="photo.png" srcset="photo.png 1x, photo@2x.png 2x"><img src="/page.png"><img src="/missing.png"><img src="/away.png">
<img src="https://other.example/x.png"><video src="/film.mp4" poster="/photo.png"></video><a href="/report.pdf">x</a>`

func siteOfFiles(t *testing.T) *httptest.Server {
	t.Helper()
	types := map[string]string{".png": "image/png", ".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript", ".mp4": "video/mp4", ".woff2": "font/woff2"}
	bodies := map[string]string{
		"/css/site.css": `@import "more.css"; @font-face{src:url(../f.woff2)} b{background:url('gone.png')} i{background:url(//other.example/y.png)} u{background:url(#a)}`,
		"/css/more.css": `p{background:url(deep.png)}`, "/f.woff2": "font", "/news/photo.png": "photo", "/news/photo@2x.png": "photo twice", "/photo.png": "poster",
		"/news/photo.es.png": "foto", "/news/photo.pt.png": "foto pt", "/mark.svg": "<svg/>", "/app.js": "1", "/film.mp4": "film", "/bg.png": "bg",
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch body, ok := bodies[r.URL.Path]; {
		case ok:
			w.Header().Set("Content-Type", types[filepath.Ext(r.URL.Path)])
			_, _ = w.Write([]byte(body))
		case r.URL.Path == "/page.png": // no image at all
			w.Header().Set("Content-Type", "text/html")
		case r.URL.Path == "/away.png":
			http.Redirect(w, r, strings.Replace("http://"+r.Host, "127.0.0.1", "localhost", 1)+"/bg.png", http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

func TestGatherAssets(t *testing.T) {
	site := siteOfFiles(t)
	s := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{AllowPrivate: true})}
	out, assets := gathered(t, s, site.URL+"/news/a.html", pageOfFiles, l10n.AssetPolicy{Copy: true, Localized: l10n.BesideAssets})
	for suffix, want := range map[string]string{
		"/news/photo.png": "photo", "/news/photo@2x.png": "photo twice", "/photo.png": "poster", "/mark.svg": "<svg/>", "/film.mp4": "film", "/bg.png": "bg", "/f.woff2": "font",
	} {
		asset := find(assets, suffix, "")
		if got := string(s.Blobs.(memory)[asset.Ref]); got != want && suffix != "/photo.png" || !strings.HasSuffix(asset.Name, filepath.Ext(suffix)) {
			t.Errorf("%s: %q as %q", suffix, got, asset.Name)
		}
	}
	for _, suffix := range []string{"/page.png", "/missing.png", "/away.png", "/app.js", "other.example/x.png", ".pdf", "deep.png", "gone.png"} {
		if asset := find(assets, suffix, ""); asset.Name != "" {
			t.Errorf("%s was copied", suffix)
		}
	}
	css := string(s.Blobs.(memory)[find(assets, "/css/site.css", "").Ref])
	more := find(assets, "/css/more.css", "")
	want := `@import "` + more.Name + `"; @font-face{src:url("` + find(assets, "/f.woff2", "").Name + `")} b{background:url("` + site.URL +
		`/css/gone.png")} i{background:url("http://other.example/y.png")} u{background:url(#a)}`
	if css != want {
		t.Errorf("the style sheet is\n%s\nwant\n%s", css, want)
	}
	if got := string(s.Blobs.(memory)[more.Ref]); got != `p{background:url("`+site.URL+`/css/deep.png")}` {
		t.Errorf("the imported one is %s", got)
	}
	if es, pt := find(assets, "/news/photo.png", "es"), find(assets, "/news/photo.png", "pt-BR"); es.Name == "" || string(s.Blobs.(memory)[pt.Ref]) != "foto pt" {
		t.Errorf("localized: %+v, %+v", es, pt)
	}
	if out.Localized != 2 || out.Linked != 5 || len(out.Reasons) != 5 || !strings.Contains(strings.Join(out.Reasons, " "), "text/html") {
		t.Errorf("%+v", out)
	}
}

func TestLocalizedAssetsAreLinked(t *testing.T) {
	site := siteOfFiles(t)
	s := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{AllowPrivate: true})}
	out, assets := gathered(t, s, site.URL+"/news/a.html", pageOfFiles, l10n.AssetPolicy{Localized: l10n.BesideAssets})
	if out.Copied != 0 || len(assets) != 2 || find(assets, "photo.png", "es").URL != site.URL+"/news/photo.es.png" {
		t.Errorf("%+v %+v", out, assets)
	}
}

func TestAssetsOfFilesStayInTheirFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"secret.png": "secret", "site/a.png": "a", "site/img/b.png": "b", "shared/c.png": "c"} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{AllowFiles: true})}
	_, assets := gathered(t, s, "file://"+dir+"/site/page.html", `<img src="a.png"><img src="img/b.png"><img src="../secret.png"><img src="file://`+dir+`/site/../secret.png">
		<img src="img/../../secret.png"><img src="../shared/c.png">`, l10n.AssetPolicy{Copy: true, From: []string{"file://" + dir + "/shared/"}})
	if len(assets) != 3 || find(assets, "secret.png", "").Name != "" {
		t.Errorf("%+v", assets)
	}
}
