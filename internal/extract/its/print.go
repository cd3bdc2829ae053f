package its

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Print writes the values of every element and attribute in the format of the ITS test suite: one node a line, its
// XPath and then NAME="VALUE", with tabs between.
func (r *Result) Print(w io.Writer) error {
	var err error
	var walk func(n *html.Node, path string)
	walk = func(n *html.Node, path string) {
		count := map[string]int{}
		for c := n.FirstChild; c != nil && err == nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			count[c.Data]++
			p := fmt.Sprintf("%s/%s[%d]", path, c.Data, count[c.Data])
			if n.Type == html.DocumentNode {
				p = "/" + c.Data
			}
			err = r.printElement(w, c, p)
			walk(c, p)
		}
	}
	walk(r.a.root, "")
	return err
}

func (r *Result) printElement(w io.Writer, n *html.Node, path string) error {
	if _, err := io.WriteString(w, path+r.line(Node{n, ""})+"\n"); err != nil {
		return err
	}
	var keys []string
	for _, a := range n.Attr {
		keys = append(keys, a.Key)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if _, err := io.WriteString(w, path+"/@"+k+r.line(Node{n, k})+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// line writes a node's values: the reference to a list first, then what the list says, one entry after the other.
func (r *Result) line(n Node) string {
	v := r.Values(n)
	var b strings.Builder
	ref, isList := v[r.def.listRef]
	if isList && r.def.listRef != "" {
		fmt.Fprintf(&b, "\t%s=\"%s\"", r.def.listRef, ref)
		for i, entry := range r.entries(ref) {
			for _, k := range slices.Sorted(maps.Keys(entry)) {
				fmt.Fprintf(&b, "\t%s[%d]=\"%s\"", k, i+1, entry[k])
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(v)) {
		if k != r.def.listRef {
			fmt.Fprintf(&b, "\t%s=\"%s\"", k, v[k])
		}
	}
	return b.String()
}
