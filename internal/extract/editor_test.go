package extract

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// TestFirst holds that the declaration of the encoding comes before whatever else goes into the head.
func TestFirst(t *testing.T) {
	for page, want := range map[string]string{
		"<p>é":                             `<html lang="es"><meta charset="utf-8"><link><body class="b"><p>É`,
		"<title>é</title><p>a":             `<html lang="es"><meta charset="utf-8"><title>É</title><link><body class="b"><p>A`,
		"<head></head><p>é":                `<html lang="es"><head><meta charset="utf-8"><link></head><body class="b"><p>É`,
		"<!doctype html><html><body><p>é":  `<!doctype html><html lang="es"><meta charset="utf-8"><link><body class="b"><p>É`,
		"<!-- x --><meta name=a><p>é":      `<!-- x --><html lang="es"><meta charset="utf-8"><meta name=a><link><body class="b"><p>É`,
		"<html><head><meta name=a><p>é":    `<html lang="es"><head><meta charset="utf-8"><meta name=a><link><body class="b"><p>É`,
		"<meta charset=utf-8><p>é<!-- cut": `<html lang="es"><meta charset=utf-8><link><body class="b"><p>É<!-- cut`,
	} {
		e, sk := mustExtract(t, page, Options{WholePage: true})
		got, err := sk.Merge(targetsOf(e, shout), func(ed *Editor) error {
			doc := ed.Document()
			ed.SetAttr(doc.Find("body").Get(0), "class", "b")
			ed.AppendTo(doc.Find("head").Get(0), "<link>")
			ed.SetAttr(doc.Find("html").Get(0), "lang", "es")
			return nil
		})
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", page, err, got, want)
		}
	}
}

// TestCut holds that what is added to a page that breaks off is not swallowed by what is broken off.
func TestCut(t *testing.T) {
	for _, page := range []string{
		"<p>text", "<p>text<a href=\"x", "<p>text<a", "<p>text</p", "<p>text<", "<p>text</", "<p>text&amp;", "<p>text<!-- note", "<p>text<!-- note --", "<p>text<!-- a > b",
		"<p>text<!", "<p>text<!doctype", "<p>text<?x", "<p>text<script>a", "<p>text<script><!-- <script>", "<p>text<style>a{", "<p>text<textarea>a", "<p>text<textarea>a</textarea",
		"<p>text<iframe>", "<p>text<plaintext>all <b>", "<p>text<svg><![CDATA[a", "<!-- whole --><p>text<!-- whole -->",
		"<p>text<select><option>a", "<p>text<table><tr><td>a", "<p>text<svg><g>", "<p>text<template><p>", "<p>text<noscript>a", "<table><tr><td><p>text",
	} {
		_, sk := mustExtract(t, page, Options{WholePage: true})
		got, err := sk.Merge(nil, func(ed *Editor) error {
			ed.AppendTo(ed.Document().Find("body").Get(0), `<footer id=f>x</footer>`)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		footers := strings.Count(mustShape(t, string(got)), "footer")
		if footers != 1 || strings.ReplaceAll(strings.ReplaceAll(string(got), `<footer id=f>x</footer>`, ""), "&lt;", "<") != page {
			t.Errorf("%s: %d footers in %s", page, footers, got)
		}
	}
	for page, want := range map[string]string{
		"<table><tr><td><main><p>text<a href='": "<table><tr><td><main><p>text<hr><a href='",
		"<main><p>text<table><tr><td>cell":      "<main><p>text<hr><table><tr><td>cell",
	} {
		_, sk := mustExtract(t, page, Options{WholePage: true})
		got, err := sk.Merge(nil, func(ed *Editor) error {
			ed.AppendTo(ed.Document().Find("main").Get(0), "<hr>")
			return nil
		})
		if err != nil || string(got) != want {
			t.Errorf("%s: %v %s", page, err, got)
		}
	}
	_, sk := mustExtract(t, "<head><meta name=a><title>text", Options{WholePage: true})
	got, err := sk.Merge(nil, func(ed *Editor) error {
		ed.AppendTo(ed.Document().Find("head").Get(0), "<link>")
		return nil
	})
	if err != nil || string(got) != "<head><meta name=a><link><title>text" {
		t.Errorf("%v %s", err, got)
	}
}

// FuzzAppend holds that what is added to a page stands in it once, as it is.
func FuzzAppend(f *testing.F) {
	for _, s := range append(seeds, "<p>a<!-- b", "<p>a<b c='", "a<select><option>", "<table><td>", "<svg><title>a", "<textarea>a</textarea ") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if strings.Contains(page, "appended") {
			t.Skip("the page has what is to be appended")
		}
		_, sk := extractOrSkip(t, page, nil)
		bodies := 0
		got, err := sk.Merge(nil, func(ed *Editor) error {
			body := ed.Document().Find("body")
			if bodies = body.Length(); bodies > 0 {
				ed.AppendTo(body.Get(0), `<footer id="appended">x</footer>`)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if bodies == 0 {
			t.Skip("a page of frames has no body")
		}
		if n := strings.Count(elements(t, string(got)), "appended"); n != 1 {
			t.Fatalf("%d in %q", n, got)
		}
	})
}

// TestFrames holds that the documents in srcdoc attributes can be edited like the page.
func TestFrames(t *testing.T) {
	const page = `<iframe srcdoc="<p>See <a href='x'>it</a>"></iframe><iframe srcdoc="<hr>"></iframe><iframe srcdoc='<iframe srcdoc="<p>In</p>"></iframe>'></iframe>`
	e, sk := mustExtract(t, page, Options{WholePage: true})
	if got := sources(e); got != "See <1>it</1> | In" {
		t.Fatalf("got %s", got)
	}
	var set func(ed *Editor)
	set = func(ed *Editor) {
		ed.Document().Find("a, p").Each(func(_ int, s *goquery.Selection) { ed.SetAttr(s.Get(0), "class", `"'&`) })
		for _, f := range ed.Frames() {
			set(f)
		}
	}
	got, err := sk.Merge(targetsOf(e, shout), func(ed *Editor) error { set(ed); return nil })
	if err != nil {
		t.Fatal(err)
	}
	tree, err := html.Parse(strings.NewReader(string(got)))
	if err != nil {
		t.Fatal(err)
	}
	docs := srcdocs(tree)
	want := `<p class="&quot;'&amp;">SEE <a class="&quot;'&amp;" href='x'>IT</a>|<hr>|<iframe srcdoc="&lt;p class=&quot;&amp;quot;'&amp;amp;&quot;&gt;IN&lt;/p&gt;"></iframe>`
	if g := strings.Join(docs, "|"); g != want {
		t.Errorf("got  %s\nwant %s", g, want)
	}
}

func srcdocs(n *html.Node) []string {
	var out []string
	for _, a := range n.Attr {
		if a.Key == "srcdoc" {
			out = append(out, a.Val)
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, srcdocs(c)...)
	}
	return out
}
