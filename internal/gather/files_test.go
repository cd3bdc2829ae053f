package gather

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// folder writes files into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestAPageThatIsAFileBringsItsFiles holds that all that a page on a disk is shown with is published with it, and that what
// can't be is told once.
func TestAPageThatIsAFileBringsItsFiles(t *testing.T) {
	files := map[string]string{
		"css/site.css":      `@import "more.css"; @import url("site.css"); h1{background:url(../img/a.png)}`,
		"css/more.css":      `@import 'deep/last.css'; @font-face{src:url("../fonts/f.woff2")}`,
		"css/deep/last.css": `@import "../site.css"; p{background:image-set("../../img/b.png" 1x type("image/png"), url(c.png) 2x)}`,
		"css/deep/c.png":    "c", "fonts/f.woff2": "f", "img/a.png": "a", "img/b.png": "b", "img/my photo.png": "p", "img/p@2x.png": "p2",
		"img/still.jpg": "s", "film.mp4": "m", "captions.vtt": "v", "app.js": "js", "icons.svg": "<svg/>", "share.png": "sh", "fav.ico": "i",
		"other.html": "<p>Other</p>", "report.pdf": "r",
	}
	dir := folder(t, files)
	const html = `<head><link rel=stylesheet href="css/site.css"><link rel="apple-touch-icon" href="fav.ico"><meta property="og:image" content="share.png">
<script src="app.js"></script></head><picture><source srcset="img/my%20photo.png 1x, img/p@2x.png 2x"><img src="img/a.png" alt="A"></picture>
<video src="film.mp4" poster="img/still.jpg"><track src="captions.vtt"></video><svg><use href="icons.svg#x"/></svg>
<img src="gone.png"><img src="gone.png" srcset="gone.png 2x"><img src="https://other.example/x.png">
<a href="other.html">Other</a> <a href="report.pdf#p2">Report</a> <a href="#top">Top</a> <a href="page.html">Here</a> <a href="https://x.example/">X</a> <img src="//cdn.example/x.png"> <a href="//x.example/y">Y</a>`
	s := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{AllowFiles: true})}
	out, assets := gathered(t, s, "file://"+dir+"/page.html", html, l10n.AssetPolicy{})
	for name, text := range files {
		asset := find(assets, "/"+strings.ReplaceAll(name, " ", "%20"), "")
		switch filepath.Ext(name) {
		case ".html", ".pdf":
			if asset.Name != "" {
				t.Errorf("%s is no file of the page's: %+v", name, asset)
			}
		case ".css":
			if asset.Name == "" {
				t.Errorf("%s is missing", name)
			}
		default:
			if got := string(s.Blobs.(memory)[asset.Ref]); got != text || asset.Name == "" {
				t.Errorf("%s: %q as %q", name, got, asset.Name)
			}
		}
	}
	last := string(s.Blobs.(memory)[find(assets, "last.css", "").Ref])
	if !strings.Contains(last, find(assets, "/b.png", "").Name) || !strings.Contains(last, find(assets, "/c.png", "").Name) || !strings.Contains(last, `type("image/png")`) {
		t.Errorf("the last style sheet is %s", last)
	}
	if out.Linked != 1 || len(out.Reasons) != 1 || !strings.Contains(out.Reasons[0], "gone.png: there is no such file") {
		t.Errorf("%+v", out)
	}
	if want := []string{"file://" + dir + "/other.html", "file://" + dir + "/report.pdf"}; !slices.Equal(out.Dead, want) {
		t.Errorf("dead links %q, want %q", out.Dead, want)
	}
}

func TestAFilesPolicy(t *testing.T) {
	dir := folder(t, map[string]string{"a.png": "a", "app.js": "js"})
	const html = `<img src="a.png"><script src="app.js"></script>`
	s := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{AllowFiles: true})}
	for policy, want := range map[*l10n.AssetPolicy]string{
		{Link: true}:                "assets.policy",
		{Copy: true}:                "assets.scripts",
		{Copy: true, Scripts: true}: "",
	} {
		out, _ := gathered(t, s, "file://"+dir+"/page.html", html, *policy)
		if told := strings.Join(out.Reasons, " "); !strings.Contains(told, want) || (want == "") != (told == "") {
			t.Errorf("%+v: %+v", *policy, out)
		}
	}
	closed := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{})}
	if out, _ := gathered(t, closed, "file://"+dir+"/page.html", html, l10n.AssetPolicy{}); out.Copied != 0 || out.Linked != 2 {
		t.Errorf("files were read where none may be: %+v", out)
	}
}

// TestNothingLeadsOutOfAPagesFolder holds that neither dots nor links of the file system publish what is elsewhere.
func TestNothingLeadsOutOfAPagesFolder(t *testing.T) {
	dir := folder(t, map[string]string{"secret.png": "secret", "private/b.png": "secret", "site/a.png": "a", "site/real/c.png": "c",
		"site/css/s.css": `p{background:url(../../secret.png)} i{background:url(/etc/x.png)}`})
	for name, to := range map[string]string{
		"site/link.png": filepath.Join(dir, "secret.png"), "site/up.png": "../secret.png", "site/folder": filepath.Join(dir, "private"), "site/inside.png": "real/c.png",
	} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	const html = `<link rel=stylesheet href="css/s.css"><img src="a.png"><img src="link.png"><img src="up.png"><img src="folder/b.png"><img src="inside.png">
<img src="../secret.png"><img src="%2e%2e/secret.png"><img src="..%2fsecret.png"><img src="real/../../secret.png"><img src="..\secret.png"><img src="/etc/passwd">`
	s := &Service{Blobs: memory{}, Fetcher: fetch.New(fetch.Options{AllowFiles: true})}
	out, assets := gathered(t, s, "file://"+dir+"/site/page.html", html, l10n.AssetPolicy{})
	for _, a := range assets {
		if strings.Contains(string(s.Blobs.(memory)[a.Ref]), "secret") && !strings.HasSuffix(a.Source, ".css") {
			t.Errorf("%s was copied", a.Source)
		}
	}
	if out.Copied != 3 || find(assets, "inside.png", "").Name == "" {
		t.Errorf("%+v: %+v", out, assets)
	}
}
