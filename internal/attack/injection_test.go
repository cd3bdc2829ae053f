package main

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// hostile are targets that would be markup or code, were they written into a page as they are.
var hostile = []string{
	"<script>evil()</script>", "</script><script>evil()</script>", "<img src=x onerror=evil()>", "\"><svg/onload=evil()>", "'><b>",
	"\" onmouseover=evil() x=\"", "' onfocus=evil() autofocus x='", "` onclick=evil() `", " onclick=evil() ", "x onclick=evil()", ">", "<", "/>", "\"", "'", "&",
	"&lt;script&gt;", "&#60;b&#62;", "&quot; onclick=evil()", "&amp;#34;>", "-->", "--!>", "<!--", "<!-->", "]]>", "<![CDATA[<b>]]>", "</title><b>",
	"</textarea><b>", "</style><b>", "</noscript><b>", "</template><b>", "</svg><b>", "</math><b>", "</p><b>", "</body></html><b>", "<base href=//evil.test>",
	"<meta http-equiv=refresh content=0>", "<iframe srcdoc=x>", "<form action=//evil.test><input>", "javascript:evil()", "data:text/html,<b>",
	"{\"@id\":\"evil\"}", "\",\"x\":\"", "\\u0022,\\u0022x\\u0022:\\u0022", "\\", "\\\"", "\u2028evil()\u2029", "\x00<b>", "\x0b<b>", "\u00a0<b>", "\ufeff<b>", "<\x00b>",
	"<b\n>", "<b/", "<?php evil() ?>", "<%evil%>", "<!--#exec cmd=x -->", "{{evil}}", "${evil}", "[evil]", "\u202e<b>", "＜b＞", "+ADw-script+AD4-", "\r\n\r\n<b>",
	"</scr\x00ipt><b>", "<plaintext>", "<xmp>", "</option><b>", "</select><b>", "</table><b>", "<table>", "<tr><td>", "</a><a href=//evil.test>",
}

// places are pages with one text, or several; X is what the translator works on.
var places = []string{
	"<p>X</p>", "<p>X", "X", "<p>a <b>X</b> c</p>", "<h1>X</h1>", "<title>X</title>", "<textarea>X</textarea>", "<ul><li>X<li>X</ul>", "<table><tr><td>X</table>",
	"<table>X<tr><td>x</table>", "<select><option>X</select>", "<svg><text>X</text></svg>", "<svg><title>X</title></svg>", "<math><mtext>X</mtext></math>",
	"<img alt=\"X\">", "<img alt='X'>", "<img alt=X>", "<a title=\"X\" href=/>y</a>", "<input placeholder=\"X\">", "<input type=submit value=\"X\">",
	"<meta name=description content=\"X\">", "<meta property=og:title content='X'>", "<p title=X>y</p>", "<p aria-label=X>y</p>", "<p>a<br>X<br>c</p>",
	"<code>c</code> X", "<blockquote>X</blockquote>", "<details><summary>X</summary>X</details>", "<noscript><p>X</p></noscript>",
	"<template><p>X</p></template>", "<iframe srcdoc=\"<p>X</p>\"></iframe>", "<iframe srcdoc='<img alt=&quot;X&quot;>'></iframe>", "<button>X</button>",
	"<label>X<input></label>", "<p>a <!-- c --> X</p>", "<p>X <a href=/>X</a> X</p>", "<figure><figcaption>X</figcaption></figure>", "<dl><dt>X<dd>X</dl>",
	"<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"X\",\"description\":\"X\"}</script><p>X</p>",
	"<!doctype html><html lang=en><head><title>X</title><meta name=description content=X></head><body><main><p>X</p></main></body></html>",
	"<ruby>X<rt>X</rt></ruby>", "<p><span>X</span><span>X</span></p>", "<b><i>X</b></i>", "<video title=X></video>", "<optgroup label=X><option>X</optgroup>",
	"<th abbr=X>X</th>", "<area alt=X>", "<p>X</p>\x00<p>X</p>", "<p>&lt;X&gt;</p>", "<p>\"X\"</p>",
}

// structure is all of a page that is markup: its elements and their attributes without what is text in them, its
// comments, and how many scripts there are.
func structure(page []byte) string {
	// A page without a declaration gets one when a target is the first that is not ASCII.
	text := strings.Replace(string(page), `<meta charset="utf-8">`, "", 1)
	doc, err := html.ParseWithOptions(strings.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.CommentNode:
			fmt.Fprintf(&out, "<!--%s-->", n.Data)
		case html.ElementNode:
			out.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				fmt.Fprintf(&out, " %s", a.Key)
				switch a.Key {
				case "srcdoc":
					fmt.Fprintf(&out, "=(%s)", structure([]byte(a.Val)))
				case "alt", "title", "placeholder", "value", "content", "label", "abbr", "aria-label":
				default:
					fmt.Fprintf(&out, "=%q", a.Val)
				}
			}
			out.WriteString(">")
		}
	}
	return out.String()
}

// TestInjections writes every hostile target into every place, alone and with texts around, and holds that the page has
// the markup of its source and no other.
func TestInjections(t *testing.T) {
	tries := 0
	for _, place := range places {
		page := strings.ReplaceAll(place, "X", "A harmless text.")
		e, sk, err := extract.Extract(l10n.Document{URL: "https://www.example/a.html"}, []byte(page), extract.Options{WholePage: true, SourceLang: "en"})
		if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		if e.Segments() == 0 {
			t.Errorf("%s has no text to translate", page)
		}
		write := func(text string) []byte {
			targets := map[l10n.SegmentID]l10n.Fragment{}
			for _, at := range e.Places() {
				target := l10n.TextFragment(text)
				for _, part := range at.Segment.Source {
					if part.Kind != l10n.Text {
						target = append(target, part)
					}
				}
				targets[at.Segment.ID] = target
			}
			out, err := sk.Merge(targets, nil)
			if err != nil {
				t.Fatalf("%s with %q: %v", page, text, err)
			}
			return out
		}
		want := structure(write("harmless"))
		for _, text := range hostile {
			for _, target := range []string{text, "a" + text, text + "a", text + text, "a " + text + " a"} {
				tries++
				if out := write(target); structure(out) != want {
					t.Errorf("%q in %s: %s", target, place, out)
				}
			}
		}
	}
	t.Logf("attack: %d tries of injections", tries)
}
