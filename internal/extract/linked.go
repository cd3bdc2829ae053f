package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// linked is a short name of the addresses, pictures and dates of the content, in their order; empty when it has none. The
// page's head, scripts, styles and what is excluded are no content.
func (x *extractor) linked() l10n.ShortName {
	some := false
	hash := l10n.HashAll(func(yield func(string) bool) {
		x.links(x.tree.Doc, false, func(n *html.Node, a *html.Attribute) {
			some = yield(n.Data) && yield(a.Key) && yield(a.Val)
		})
	})
	if !some {
		return ""
	}
	return l10n.ShortName(hash.Shortened())
}

// links visits the attributes of the content below n that localized pages have too although they are no texts.
func (x *extractor) links(n *html.Node, inside bool, visit func(*html.Node, *html.Attribute)) {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template:
		return
	}
	if x.excluded[n] {
		return
	}
	inside = inside || x.roots == nil || x.roots[n]
	for i := 0; inside && i < len(n.Attr); i++ {
		if isLink(n.Attr[i].Key) {
			visit(n, &n.Attr[i])
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			x.links(c, inside, visit)
		}
	}
}

// isLink reports whether an attribute's value is an address, a picture or a date.
func isLink(key string) bool {
	switch key {
	case "action", "cite", "data", "datetime", "href", "poster", "src", "srcset", "xlink:href":
		return true
	}
	return false
}
