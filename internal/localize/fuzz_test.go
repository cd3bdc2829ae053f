package localize

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

// FuzzRender checks that any page is localized without a panic, gets the locale's lang where it has an html element,
// and gets no new scripts.
func FuzzRender(f *testing.F) {
	source, err := os.ReadFile(filepath.Join("testdata", "source.html"))
	if err != nil {
		f.Fatal(err)
	}
	bundle, err := locales.Bundle()
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{string(source), "", "<html>", `<html lang=en dir=ltr><a href=x srcset="a 1x,,b">`,
		"<base href='//[::1'><a href='?'>",
		`<svg><a xlink:href="x"/></svg>`, `<form action><time datetime=2024-07-25>25 July 2024`,
		"<table><a href=x><tr><link rel=canonical>",
		`<p style="a:url(x'y)">`, `<meta http-equiv=refresh content="0;url=x">`, "<select><time>25 July 2024</time>",
		`<script type="application/ld+json">{"@type":"Article","url":"/x","inLanguage":"en"}</script>` +
			`<style>a{background:url(x)}</style>`,
		"<p>One <b>two. Three</b> four.<svg><text>Five</text></svg><table>six<td>seven",
		"<p dir=ltr align=left class=ltr style='text-align:left'>x<img src=file:///x>"} {
		f.Add(s)
	}
	p := Page{Locale: "ar", SourceLang: "en", URL: "https://news.example/ar/x.html", SourceURL: "https://www.example/x",
		Bundle:   bundle,
		Siblings: []Sibling{{"es", `https://news.example/es/"><script>x.html`}}, Attribution: Attribution{Kind: Machine},
		Assets:      map[string]string{"https://www.example/x": `https://news.example/"><script>`},
		Stylesheets: []string{`/"><script>`}}
	f.Fuzz(func(t *testing.T, page string) {
		for _, inPart := range []bool{false, true} {
			checkScripts(t, p, page, inPart)
		}
	})
}

// checkScripts renders a page with its own words, or with every second segment marked as untranslated.
func checkScripts(t *testing.T, p Page, page string, inPart bool) {
	t.Helper()
	e, sk, err := extract.Extract(l10n.Document{URL: p.SourceURL}, []byte(page),
		extract.Options{WholePage: true, SourceLang: p.SourceLang, IsValue: format.IsValue})
	if err != nil {
		return
	}
	p.Skeleton, p.Untranslated = sk, map[l10n.SegmentID]bool{}
	for i, at := range e.Places() {
		if inPart && i%2 == 0 {
			p.Untranslated[at.Segment.ID] = true
		}
	}
	out, err := Render(p)
	if err != nil {
		return
	}
	// A page may end within a tag, and then text that follows completes the tag. That is no fault of the edit.
	before, err := goquery.NewDocumentFromReader(strings.NewReader(page + `<p x="">`))
	if err != nil {
		return
	}
	after, err := goquery.NewDocumentFromReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := after.Find("script").Length(), before.Find("script").Length(); a > b {
		t.Errorf("the page has %d scripts and its source %d:\n%s", a, b, out)
	}
}
