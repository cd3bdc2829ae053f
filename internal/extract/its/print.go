package its

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/beevik/etree"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
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

// entries reads the standoff annotations that a reference names.
func (r *Result) entries(ref string) []Values {
	file, id, _ := strings.Cut(ref, "#")
	doc := r.a.root
	if file != "" {
		if doc = r.a.loadPage(file); doc == nil {
			return nil
		}
	}
	list := standoff(doc, r.def.list, id)
	if list == nil {
		return nil
	}
	var out []Values
	for _, e := range list.ChildElements() {
		if e.Tag != r.def.listItem {
			continue
		}
		v := Values{}
		for _, a := range e.Attr {
			if a.Space == "" && slices.Contains(r.def.names, a.Key) {
				v[a.Key] = a.Value
			}
		}
		out = append(out, r.withCompanions(v))
	}
	return out
}

// loadPage loads another page with annotations. It returns nil where there is none.
func (a *Annotations) loadPage(file string) *html.Node {
	if doc, ok := a.docs[file]; ok {
		return doc
	}
	a.docs[file] = nil
	if a.load == nil || len(a.docs) > maxFiles {
		return nil
	}
	b, err := a.load(file)
	if err != nil {
		a.Errors = append(a.Errors, fmt.Errorf("the annotations %s can't be loaded: %w", file, err))
		return nil
	}
	if tree, err := dom.Parse(strings.TrimPrefix(strings.ToValidUTF8(string(b), "\uFFFD"), "\ufeff")); err == nil {
		a.docs[file] = tree.Doc
	}
	return a.docs[file]
}

// standoff finds a list of annotations by its ID, or by that of the script that holds it.
func standoff(doc *html.Node, name, id string) *etree.Element {
	var list *etree.Element
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && list == nil; c = c.NextSibling {
			if c.Data == "script" && isRules(attr(c, "type")) && c.FirstChild != nil {
				if x, err := parseXML([]byte(c.FirstChild.Data)); err == nil {
					for _, e := range elementsNamed(x.Root(), name) {
						if e.SelectAttrValue("xml:id", "") == id || attr(c, "id") == id {
							list = e
							return
						}
					}
				}
			}
			walk(c)
		}
	}
	walk(doc)
	return list
}
