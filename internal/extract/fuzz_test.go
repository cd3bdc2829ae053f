package extract

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// seeds are small pages with a trap each; the fixtures hold more.
var seeds = []string{
	"<p>Hello <b>world</b>.",
	"<p>1<b>2<i>3</b>4</i>5</p>",
	"foo<table>bar<tr><td>cell</table>tail",
	"<b>1<p>2</b>3</p>",
	"<p>a <b>x<p>y <a>z</a>",
	"<title>T &amp; U</title><meta name=description content=plain><img alt=a title='b \"c\"'>",
	"<p>one<!-- c -->two</x>three<br><br>four<wbr>five<script>if (a<b) \"</script\"</script>",
	"<iframe srcdoc='<p title=\"x\">Inner &amp;amp; text</p>'></iframe>",
	"<script type=application/ld+json>{\"headline\":\"A \\u00e9 b\",\"x\":[{\"name\":\"N\"}]}</script>",
	"<p translate=no>no <b translate=yes>yes</b></p><pre>code</pre><textarea>\nfoo</textarea>",
	"<svg><title>t</title><text>a<tspan>b</tspan></text><foreignObject><p>x</foreignObject></svg><math><mi>x</math>",
	"<select><option label=L>one<option>two</select><button>Go</button> <a>A</a> <a>B</a>",
	"<time datetime=2024-07-25>2024-07-25</time> and <ruby>漢<rt>kan</rt></ruby>",
	"<frameset><frame></frameset><noframes>x</noframes>",
	"<!doctype html><html lang=de><head><meta charset=latin1><body class=a>x<body id=b>",
	"<template><tr><td>x</template><plaintext>rest",
	"a\x00b\r\nc&nbsp;d&notit;e",
	"<p>a <.b> c & .lt; d</p><title>x<./title>y</title><img alt='a &.amp; b'>",
	"<script type=application/ld+json>{\"name\":\"a <./script> b\"}</script>",
	"<script type=application/ld+json>{\"@type\":\"Answer\",\"text\":\"<p>a \\u003cb>c<\\/b> &amp;amp; d\"}</script>",
	"<p>let $x^2$ be<br>\\(a &lt; b\\) or <b>$$x<br>y^2$$</b><img alt='a $x^2$ b'><math><mi>x</mi><mtext>if <b>y</b></mtext></math>",
	"<form><input type=submit name=a value=b><select><option>c</select><textarea hidden>d</textarea><pre translate=yes>e <code>f</code>",
}

// shape lists a tree's elements with the names of their attributes, in order.
func shape(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			b.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key)
			}
			b.WriteString(">")
			defer b.WriteString("</>")
		}
		if n.Type == html.CommentNode {
			b.WriteString("<!>")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

func mustShape(t *testing.T, src string) string {
	t.Helper()
	return shape(mustParse(t, src).Doc)
}

func mustParse(t *testing.T, src string) *dom.Tree {
	t.Helper()
	tree, err := dom.Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// extractOrSkip extracts a page. One that is too complex is refused by design, and skipped; another error is a fault.
func extractOrSkip(t *testing.T, page string, segmenter Segmenter) (*l10n.Extraction, *Skeleton) {
	t.Helper()
	e, sk, err := Extract(l10n.Document{}, []byte(page), Options{WholePage: true, Segmenter: segmenter})
	if errors.Is(err, dom.ErrTooComplex) {
		t.Skip(err)
	} else if err != nil {
		t.Fatal(err)
	}
	return e, sk
}

// FuzzIdentity holds that a page merged with its own sources is the page, byte for byte, also from a stored skeleton.
func FuzzIdentity(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00a\x00"), "")
	f.Add([]byte("<p>\x93caf\xe9\x94"), "text/html; charset=windows-1252")
	f.Fuzz(func(t *testing.T, page []byte, contentType string) {
		e, sk, err := Extract(l10n.Document{}, page, Options{WholePage: true, ContentType: contentType, Segmenter: halves{}})
		if errors.Is(err, dom.ErrTooComplex) {
			t.Skip(err)
		} else if err != nil {
			t.Fatal(err)
		}
		targets := map[l10n.SegmentID]l10n.Fragment{}
		for _, u := range e.Units {
			for _, s := range u.Segments {
				targets[s.ID] = s.Source
			}
		}
		if len(targets) != e.Segments() {
			t.Fatalf("%d segments have %d names", e.Segments(), len(targets))
		}
		b, err := sk.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		var stored Skeleton
		if err := stored.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		got, err := stored.Merge(targets, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !sk.transcoded && len(sk.meta.wrong) == 0 && string(got) != string(page) {
			t.Fatalf("got  %q\nwant %q", got, page)
		}
	})
}

// halves cuts a text after each full stop and at its middle.
type halves struct{}

func (halves) BreaksContext(_ context.Context, _ l10n.Locale, text string) ([]int, error) {
	var b []int
	for i := 1; i < len(text); i++ {
		if text[i-1] == '.' || i == len(text)/2 && text[i]&0xc0 != 0x80 {
			b = append(b, i)
		}
	}
	return b, nil
}

// FuzzTargets holds that nothing that a target says becomes markup: the page keeps its elements, their attributes and
// their order, whatever text comes in.
func FuzzTargets(f *testing.F) {
	for _, s := range seeds {
		for _, target := range []string{`<script>alert(1)</script>`, `" onclick="x`, `' onclick='x`, "&lt;b&gt;", "--><b>", `</title>`, `"}]</script>`} {
			f.Add(s, target)
		}
	}
	f.Fuzz(func(t *testing.T, page, target string) {
		e, sk := extractOrSkip(t, page, halves{})
		targets := map[l10n.SegmentID]l10n.Fragment{}
		for _, u := range e.Units {
			for _, s := range u.Segments {
				var f l10n.Fragment
				for _, p := range s.Source {
					if p.Kind == l10n.Text {
						p.Text = "x" + target
					}
					f = append(f, p)
				}
				targets[s.ID] = f
			}
		}
		if len(sk.meta.wrong) > 0 {
			t.Skip("the declaration of the encoding is mended")
		}
		if len(sk.pointers) > 0 {
			t.Skip("translations go elsewhere, with a copy of the markup")
		}
		sk.meta.found = true
		keepsShape(t, sk, targets)
		// With every other segment left as it is, no text may become markup by what stands beside it either.
		i := 0
		for _, u := range e.Units {
			for _, s := range u.Segments {
				if i++; i%2 == 0 {
					delete(targets, s.ID)
				}
			}
		}
		keepsShape(t, sk, targets)
	})
}

func keepsShape(t *testing.T, sk *Skeleton, targets map[l10n.SegmentID]l10n.Fragment) {
	t.Helper()
	got, err := sk.Merge(targets, nil)
	if err != nil {
		t.Fatal(err)
	}
	if have, want := mustShape(t, string(got)), mustShape(t, sk.src); have != want {
		t.Fatalf("page  %q\ngot   %q\nhave %s\nwant %s", sk.src, got, have, want)
	}
}

// elements lists a tree's elements with their attributes, sorted.
func elements(t *testing.T, src string) string {
	t.Helper()
	tree := mustParse(t, src)
	var out []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			out = append(out, fmt.Sprint(n.Data, n.Attr))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(tree.Doc)
	slices.Sort(out)
	return strings.Join(out, " ")
}

// FuzzOrder holds that a target with its codes in another order has all the source's elements, and no others.
func FuzzOrder(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, page string) {
		e, sk := extractOrSkip(t, page, halves{})
		if len(sk.meta.wrong) > 0 {
			t.Skip("the declaration of the encoding is mended")
		}
		if len(sk.pointers) > 0 {
			t.Skip("translations go elsewhere, with a copy of the markup")
		}
		sk.meta.found = true
		targets := targetsOf(e, func(source l10n.Fragment) l10n.Fragment {
			if f := turned(source); f.CheckCodes(source, nil) == nil {
				return f
			}
			return source
		})
		for i := range e.Units {
			for _, s := range e.Units[i].Segments { // attributes are compared by their values
				if e.Units[i].Attribute != "" {
					delete(targets, s.ID)
				}
			}
		}
		got, err := sk.Merge(targets, nil)
		if err != nil {
			t.Fatal(err)
		}
		if have, want := elements(t, string(got)), elements(t, sk.src); have != want {
			t.Fatalf("page %q\ngot  %q\nhave %s\nwant %s", page, got, have, want)
		}
	})
}

// FuzzDecode holds that any bytes with any header become a text in UTF-8, by an encoding of the WHATWG's list, and that
// what is UTF-8 already stays as it is.
func FuzzDecode(f *testing.F) {
	for _, page := range []string{"<p>\x93caf\xe9\x94", "\xef\xbb\xbfa", "\xff\xfea\x00", "\xfe\xff\x00a", "\x1b$B4A\x1b(B", "\x82\xa0\x80\xff", "\xf0\x9f\x98", "é", "a\x00b",
		"<meta charset=shift_jis>\x82\xa0", "<meta http-equiv=content-type content='text/html; charset=utf-16'>a", "<?xml version='1.0' encoding='koi8-r'?>\xc1"} {
		for _, header := range []string{"", "text/html", "text/html; charset=gb2312", "text/html; charset=replacement", "text/html;charset=utf-7;x", `a/b;charset="`} {
			f.Add([]byte(page), header)
		}
	}
	f.Fuzz(func(t *testing.T, page []byte, header string) {
		src, name := decode(page, header)
		if !utf8.ValidString(src) {
			t.Fatalf("%q as %s: %q is no UTF-8", page, name, src)
		}
		if _, canonical := charset.Lookup(name); canonical != name {
			t.Fatalf("%q: %q is no name of an encoding", page, name)
		}
		if name == "utf-8" && utf8.Valid(page) && src != strings.TrimPrefix(string(page), "\ufeff") {
			t.Fatalf("%q became %q", page, src)
		}
		if again, _ := decode([]byte(src), "text/html; charset=utf-8"); marked([]byte(src)) == "" && again != src {
			t.Fatalf("%q became %q", src, again)
		}
	})
}
