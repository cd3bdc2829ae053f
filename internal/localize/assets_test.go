package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestAssetsAreTakenFromTheirCopies(t *testing.T) {
	p := testPage(t, "es")
	p.Attribution = Attribution{}
	p.Assets = map[string]string{
		"https://www.example/en/news/a.png": "https://news.example/assets/d/1-a.png",
		"https://www.example/en/news/i.svg": "https://cdn.example/i.svg",
		"https://www.example/en/news/s.css": "https://news.example/assets/d/2-s.css",
	}
	for in, want := range map[string]string{
		`<img src="a.png" srcset="a.png 1x, b.png 2x">`: `<img src="/assets/d/1-a.png" srcset="/assets/d/1-a.png 1x, ` +
			`https://www.example/en/news/b.png 2x">`,
		`<svg><use href="i.svg#x"></use></svg>`:           `<use href="https://cdn.example/i.svg#x">`,
		`<link rel="stylesheet" href="s.css">`:            `<link rel="stylesheet" href="/assets/d/2-s.css">`,
		`<meta property="og:image" content="a.png">`:      `content="https://news.example/assets/d/1-a.png"`,
		`<style>p > a{background:url( 'a.png' )}</style>`: `<style>p > a{background:url("/assets/d/1-a.png")}</style>`,
		`<style>@import "s.css"; @import url(t.css);</style>`: `@import "/assets/d/2-s.css"; @import ` +
			`url("https://www.example/en/news/t.css");`,
		`<style>p{background:url(data:x)}</style>`: `<style>p{background:url(data:x)}</style>`,
		`<p style="background:url(a.png)">x</p>`:   `style="background:url(&quot;/assets/d/1-a.png&quot;)"`,
	} {
		if got := render(t, p, in); !strings.Contains(got, want) {
			t.Errorf("%s: got %s\nwant %s", in, got, want)
		}
	}
}

func TestNoAddressOfThisMachine(t *testing.T) {
	p := testPage(t, "es")
	p.SourceURL = "file:///home/me/site/page.html"
	p.Assets = map[string]string{"file:///home/me/site/a.png": "https://news.example/assets/d/1-a.png"}
	p.Siblings = nil
	got := render(t, p, `<head><link rel=canonical href="file:///home/me/site/page.html">
		<script type="application/ld+json">{"@type":"WebPage","image":"b.png"}</script></head>
		<a href="other.html">x</a><a href="file:///home/me/site/b.html">y</a>
		<img src="a.png"><img src="b.png"><img src="file:///etc/x.png" srcset="file:///etc/x.png 1x, a.png 2x">
		<form action="file:///x"></form><a href="page.html#end">z</a>`)
	for _, want := range []string{`<a href="other.html">x</a>`, `<a>y</a>`,
		`<img src="/assets/d/1-a.png"><img src="b.png">`, `<img srcset="/assets/d/1-a.png 2x">`,
		`<a href="/es/news/statement.html#end">z</a>`} {
		if !strings.Contains(got, want) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	if strings.Contains(got, "file:") {
		t.Errorf("an address of this machine is in\n%s", got)
	}
}

func TestAssetsOfAPage(t *testing.T) {
	page := `<base href="/x/"><img src="a.png#f" srcset="a.png 1x, b.png 2x"><picture><source srcset="c.avif"></picture>
		<video src="v.mp4" poster="p.jpg"><track src="t.vtt"></video>
		<link rel="shortcut icon" href="i.ico"><link rel=stylesheet href=s.css><link rel=preload href=n.css>
		<script src=j.js></script><iframe src=f.html></iframe>
		<style>@import "m.css";p{background:url(data:x)}</style><p style="background:url(g.gif)">x</p><a href=h.png>x</a>`
	_, sk, err := extract.Extract(l10n.Document{URL: "https://www.example/"}, []byte(page),
		extract.Options{WholePage: true, SourceLang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	assets, err := Assets(sk, "https://www.example/en/")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range assets {
		got = append(got, string(a.Kind)+" "+strings.TrimPrefix(a.URL, "https://www.example/x/"))
	}
	const want = "image a.png, image b.png, image c.avif, media v.mp4, image p.jpg, track t.vtt, image i.ico, style " +
		"s.css, script j.js, style m.css, image g.gif"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, ", "), want)
	}
}
