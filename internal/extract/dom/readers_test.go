package dom

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
)

// TestReaders holds that several goroutines may read one tree. The race detector sees more: go test -race.
func TestReaders(t *testing.T) {
	src := strings.Repeat("<p id=a title=b>One <b>two</b><table>x<tr><td>three</table>four", 300) + "<!-- five"
	tree, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	other, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	want := placesOf(tree)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if !slices.Equal(placesOf(tree), want) {
				t.Error("a reader sees another tree")
			}
			if _, ok := tree.Span(other.Doc.FirstChild); ok {
				t.Error("a node of another tree has a place in this one")
			}
		})
	}
	wg.Wait()
	if _, ok := tree.Span(tree.Doc); ok {
		t.Error("the document has a place of its own")
	}
}

// placesOf calls all that reads a tree, once for each node.
func placesOf(tree *Tree) (places []string) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s, ok := tree.Span(c)
			first, more := tree.Pieces(c)
			at, has := tree.Attr(s, "title")
			places = append(places, fmt.Sprint(s, ok, first, more, at, has, tree.Uncut(s, s.CloseStart)))
			walk(c)
		}
	}
	walk(tree.Doc)
	return places
}
