package extract

import (
	"net/url"
	"strconv"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// marker numbers the elements of the copy that readability takes apart, so that what it keeps can be found again.
const marker = "data-dragoman-element"

// readable returns the element of the page that holds what the readability algorithm takes for the article, or nil if
// it finds none worth the name.
func readable(doc *html.Node) (found *html.Node) {
	// The library is made for pages of any kind, but a page that it can't take is no reason to fail: then all is content.
	defer func() {
		if recover() != nil {
			found = nil
		}
	}()
	var elements []*html.Node
	p := readability.NewParser()
	p.KeepClasses = true
	article, err := p.ParseAndMutate(markedCopy(doc, &elements), &url.URL{Scheme: "https", Host: "localhost"})
	if err != nil || article.Node == nil {
		return nil
	}
	return common(article.Node, elements)
}

// markedCopy copies a tree and numbers its elements.
func markedCopy(n *html.Node, elements *[]*html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	if n.Type == html.ElementNode {
		c.Attr = append(append(c.Attr, n.Attr...), html.Attribute{Key: marker, Val: strconv.Itoa(len(*elements))})
		*elements = append(*elements, n)
	}
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		c.AppendChild(markedCopy(m, elements))
	}
	return c
}

// common returns the innermost element of the page that holds all that the article kept.
func common(article *html.Node, elements []*html.Node) *html.Node {
	var holder *html.Node
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if v, ok := attr(n, marker); ok {
			if i, err := strconv.Atoi(v); err == nil && i >= 0 && i < len(elements) {
				holder = meet(holder, elements[i])
				return // what is inside it is inside the holder
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(article)
	return holder
}

// meet returns the innermost element that holds both.
func meet(a, b *html.Node) *html.Node {
	if a == nil {
		return b
	}
	above := map[*html.Node]bool{}
	for n := a; n != nil; n = n.Parent {
		above[n] = true
	}
	for n := b; n != nil; n = n.Parent {
		if above[n] {
			return n
		}
	}
	return nil
}
