package dom

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// dump writes a tree one node a line.
func dump(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		pad := strings.Repeat(" ", depth)
		switch n.Type {
		case html.ElementNode:
			fmt.Fprintf(&b, "%s<%s %s", pad, n.Namespace, n.Data)
			// html.Parse sorts the attributes of formatting elements.
			attrs := slices.Clone(n.Attr)
			slices.SortStableFunc(attrs, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
			seen := map[string]bool{}
			for _, a := range attrs {
				if k := a.Namespace + ":" + a.Key; !seen[k] {
					seen[k] = true
					fmt.Fprintf(&b, " %s=%q", k, a.Val)
				}
			}
			b.WriteString(">\n")
		case html.TextNode:
			fmt.Fprintf(&b, "%s%q\n", pad, n.Data)
		case html.CommentNode:
			fmt.Fprintf(&b, "%s<!--%q-->\n", pad, n.Data)
		case html.DoctypeNode:
			fmt.Fprintf(&b, "%s<!doctype %s>\n", pad, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}

func both(src string) (got, want string, err error) {
	// html.Parse makes an empty comment of </>, which the standard drops.
	src = strings.ReplaceAll(src, "</>", "")
	ref, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return "", "", err
	}
	tree, err := Parse(src)
	if err != nil {
		return "", "", err
	}
	return dump(tree.Doc), dump(ref), nil
}

func TestLocalHTML5Lib(t *testing.T) {
	dir := os.Getenv("HTML5LIB")
	if dir == "" {
		t.Skip("HTML5LIB is not set")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.dat"))
	bad, all := 0, 0
	for _, f := range files {
		b, _ := os.ReadFile(f)
		for _, c := range strings.Split("\n"+string(b), "\n#data\n") {
			src, rest, ok := strings.Cut(c, "\n#errors")
			if !ok || strings.Contains(rest, "#document-fragment") || strings.Contains(rest, "#script-on") {
				continue
			}
			all++
			got, want, err := both(src)
			if err != nil {
				t.Log(err)
				continue
			}
			if got != want {
				bad++
				if bad < 30 {
					t.Errorf("%s: %q\ngot\n%s\nwant\n%s", filepath.Base(f), src, got, want)
				}
			}
		}
	}
	t.Logf("%d of %d differ", bad, all)
}

func TestLocalPages(t *testing.T) {
	files, _ := filepath.Glob(os.Getenv("PAGES"))
	for _, f := range files {
		b, _ := os.ReadFile(f)
		got, want, err := both(strings.TrimPrefix(string(b), "\ufeff"))
		if err != nil {
			t.Log(f, err)
			continue
		}
		if got != want {
			t.Errorf("%s differs", f)
			g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
			for i := range g {
				if i >= len(w) || g[i] != w[i] {
					t.Logf("line %d\n got %s\nwant %s", i, g[i], w[min(i, len(w)-1)])
					break
				}
			}
		}
	}
}

func benchPages(b *testing.B) []string {
	files, _ := filepath.Glob(os.Getenv("PAGES"))
	var pages []string
	n := 0
	for _, f := range files {
		p, _ := os.ReadFile(f)
		pages = append(pages, string(p))
		n += len(p)
	}
	b.SetBytes(int64(n))
	b.ReportAllocs()
	return pages
}

func BenchmarkParse(b *testing.B) {
	pages := benchPages(b)
	for b.Loop() {
		for _, p := range pages {
			Parse(p)
		}
	}
}

func BenchmarkNetParse(b *testing.B) {
	pages := benchPages(b)
	for b.Loop() {
		for _, p := range pages {
			html.Parse(strings.NewReader(p))
		}
	}
}

func BenchmarkNetParseRender(b *testing.B) {
	pages := benchPages(b)
	for b.Loop() {
		for _, p := range pages {
			n, _ := html.Parse(strings.NewReader(p))
			if n != nil {
				html.Render(io.Discard, n)
			}
		}
	}
}
