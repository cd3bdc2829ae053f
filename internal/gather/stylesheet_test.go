package gather

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestCopiedStylesheets(t *testing.T) {
	const sheet = `a{background:url(i.svg#mark)} b{background:url(#own)} c{background:url(data:image/png;base64,x)} d{background:url(gone.png)}`
	f := &files{bodies: map[string]string{"https://s.example/css/a.css": sheet, "https://s.example/css/i.svg": "<svg/>"}}
	s := &Service{Blobs: memory{}, Fetcher: f}
	out, assets := gathered(t, s, page, `<link rel=stylesheet href="/css/a.css">`, l10n.AssetPolicy{Copy: true})
	icon := find(assets, "i.svg", "")
	got := string(s.Blobs.(memory)[find(assets, "a.css", "").Ref])
	want := `a{background:url("` + icon.Name + `#mark")} b{background:url(#own)} c{background:url(data:image/png;base64,x)} d{background:url("https://s.example/css/gone.png")}`
	if got != want || out.Copied != 2 || out.Linked != 1 {
		t.Errorf("%s\nwant\n%s\n%+v", got, want, out)
	}
	if kinds := f.kinds["https://s.example/css/i.svg"]; !slices.Equal(kinds, []l10n.AssetKind{l10n.ImageAsset, l10n.FontAsset}) {
		t.Errorf("what a style sheet uses was asked for as %v", kinds)
	}
	if kinds := f.kinds["https://s.example/css/a.css"]; !slices.Equal(kinds, []l10n.AssetKind{l10n.StyleAsset}) {
		t.Errorf("a style sheet was asked for as %v", kinds)
	}
}

// A style sheet on a disk names its files by paths, which visitors could not follow as file: addresses.
func TestAStylesheetOfAFile(t *testing.T) {
	f := &files{bodies: map[string]string{"file:///site/a.css": `a{background:url(../up.png)}`}}
	s := &Service{Blobs: memory{}, Fetcher: f}
	_, assets := gathered(t, s, "file:///site/page.html", `<link rel=stylesheet href="a.css">`, l10n.AssetPolicy{Copy: true})
	if got := string(s.Blobs.(memory)[find(assets, "a.css", "").Ref]); got != `a{background:url("../up.png")}` && got != `a{background:url(../up.png)}` {
		t.Errorf("%s", got)
	}
}

func TestStylesheetsForDirections(t *testing.T) {
	p := l10n.Plan{Locales: []l10n.Locale{"es", "fr"}, Stylesheets: map[l10n.Direction][]string{l10n.LTR: {"/ltr.css", "https://%zz/"}, l10n.RTL: {"/rtl.css"}}}
	got := func() (urls []string) {
		for _, a := range addedStylesheets(p, page) {
			if a.Kind != l10n.StyleAsset {
				t.Errorf("%+v", a)
			}
			urls = append(urls, a.URL)
		}
		return urls
	}
	if urls := got(); !slices.Equal(urls, []string{"https://s.example/ltr.css"}) {
		t.Errorf("%q", urls)
	}
	p.Locales = []l10n.Locale{"ar"}
	if urls := got(); !slices.Equal(urls, []string{"https://s.example/rtl.css"}) {
		t.Errorf("%q", urls)
	}
	if addedStylesheets(p, "https://%zz/") != nil {
		t.Error("style sheets of a page without an address")
	}
	f := &files{bodies: map[string]string{"https://s.example/rtl.css": "x"}}
	blobs := memory{}
	p.Assets.Copy = true
	out, err := (&Service{Blobs: blobs, Fetcher: f}).Gather(t.Context(), p, page, storedSkeleton(t, blobs, page, "<p>Hello.</p>"))
	if err != nil || out.Copied != 1 {
		t.Errorf("%+v, %v", out, err)
	}
}
