package xliff

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// FuzzRead checks that no file makes the reader panic, and that the targets that it accepts can be merged and add no
// elements.
func FuzzRead(f *testing.F) {
	p := mustExtract(f, "small.html", []byte(small))
	f.Add([]byte(unitOf(p, asWritten)))
	f.Add([]byte(unitOf(p, strings.ReplaceAll(asWritten, "</source>",
		"</source><target>&lt;b&gt;<ph id='3'/><pc id='1'><pc id='2'/></pc></target>"))))
	f.Add(mustWrite(f, p.e, Options{Locale: "es", Targets: translated(p.e, loud)}))
	f.Add(mustWrite(f, p.e, Options{Format: V12, Locale: "es", Targets: translated(p.e, loud)}))
	f.Add(mustWrite(f, p.e, func() Options { o := everything(p.e); o.Format = V12; return o }()))
	f.Add([]byte(small12(p, "needs-translation", foreign...)))
	f.Add([]byte(xliff1))
	want := shape(f, p.page)
	f.Fuzz(func(t *testing.T, file []byte) {
		_ = Pairs(bytes.NewReader(file), func(Pair) error { return nil })
		got, err := Read(bytes.NewReader(file), p.e)
		if err != nil {
			return
		}
		page, err := p.sk.Merge(fragments(got.Targets), nil)
		if err != nil {
			t.Fatalf("read and not merged: %v", err)
		}
		if have := shape(t, page); have != want {
			t.Fatalf("the elements changed: %s\n%s", have, page)
		}
	})
}

// FuzzTexts checks that any text comes back unchanged from a file, and stays text in the page.
func FuzzTexts(f *testing.F) {
	p := mustExtract(f, "small.html", []byte(small))
	for _, s := range []string{"<script>alert(1)</script>", "]]>&lt;b&gt;", `"><pc id="1"/>`, "\x00\x1f\ufffe\r\n",
		"<cp hex=\"0001\"/>", "<!DOCTYPE a>", "</1>"} {
		f.Add(s)
	}
	want := shape(f, p.page)
	f.Fuzz(func(t *testing.T, text string) {
		text = "x" + strings.ToValidUTF8(text, "\uFFFD")
		ts := translated(p.e, func(f l10n.Fragment) l10n.Fragment {
			out := append(l10n.Fragment{}, f...)
			for i := range out {
				if out[i].Kind == l10n.Text {
					out[i].Text = text
				}
			}
			return out
		})
		format := Formats[len(text)%len(Formats)]
		got, err := Read(bytes.NewReader(mustWrite(t, p.e, Options{Format: format, Locale: "es", Targets: ts})), p.e)
		if err != nil {
			t.Fatal(err)
		}
		for i, g := range got.Targets {
			if g.Text.String() != ts[i].Text.String() {
				t.Fatalf("got %q, want %q", g.Text, ts[i].Text)
			}
		}
		page, err := p.sk.Merge(fragments(got.Targets), nil)
		if err != nil {
			t.Fatal(err)
		}
		if have := shape(t, page); have != want {
			t.Fatalf("the elements changed: %s\n%s", have, page)
		}
	})
}

// shape counts a page's elements by name and attributes: codes may move, and none may come or go.
func shape(t testing.TB, page []byte) string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode && !(n.Data == "meta" && len(n.Attr) == 1 && n.Attr[0].Key == "charset") {
			count[fmt.Sprint(n.Data, n.Attr)]++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return fmt.Sprint(count)
}
