package dom

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// FuzzSame holds the parser to html.Parse.
func FuzzSame(f *testing.F) {
	for _, s := range traps {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if strings.Contains(strings.ToLower(src), "noscript") {
			t.Skip("html.Parse moves the white space before a text out of a noscript in the head, the standard does not")
		}
		if strings.Contains(strings.ToLower(src), "<!doctype") {
			t.Skip("html.Parse keeps U+0000 in a doctype, and takes an empty public identifier for none")
		}
		if !utf8.ValidString(src) {
			t.Skip("sources are UTF-8")
		}
		got, want, err := both(src)
		if err != nil {
			t.Skip(err)
		}
		if got != want {
			t.Fatalf("%q\ngot\n%s\nwant\n%s", src, got, want)
		}
	})
}

// FuzzSpans holds that the places of all nodes lie in the source.
func FuzzSpans(f *testing.F) {
	f.Add("<p>a<b>b<p>c</x>d<table>e<td>f")
	f.Fuzz(func(t *testing.T, src string) {
		tree, err := Parse(src)
		if err != nil {
			t.Skip(err)
		}
		var walk func(n *html.Node)
		walk = func(n *html.Node) {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				s, ok := tree.Span(c)
				if !ok || s.Start < 0 || s.Start > s.End || s.CloseStart > s.CloseEnd || max(s.End, s.CloseEnd) > len(src) {
					t.Fatalf("%q: <%s> stands at %+v", src, c.Data, s)
				}
				if c.Type == html.ElementNode && s.HasOpen() && src[s.Start] != '<' {
					t.Fatalf("%q: <%s> begins with %q", src, c.Data, src[s.Start])
				}
				walk(c)
			}
		}
		walk(tree.Doc)
	})
}
