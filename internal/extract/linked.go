package extract

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// linkAttributes are those whose values a localized page has too although they are no text.
var linkAttributes = []string{"action", "cite", "data", "datetime", "href", "poster", "src", "srcset", "xlink:href"}

// linked is the hash of the addresses, pictures and dates of the content, in their order; empty when it has none. The
// page's head, scripts, styles and what is excluded are no content.
func (x *extractor) linked() l10n.Hash {
	var parts []string
	var walk func(n *html.Node, inside bool)
	walk = func(n *html.Node, inside bool) {
		switch n.DataAtom {
		case atom.Head, atom.Script, atom.Style, atom.Template:
			return
		}
		if x.excluded[n] {
			return
		}
		inside = inside || x.roots == nil || x.roots[n]
		if inside {
			for _, a := range n.Attr {
				if slices.Contains(linkAttributes, a.Key) {
					parts = append(parts, n.Data, a.Key, a.Val)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inside)
		}
	}
	walk(x.tree.Doc, false)
	if len(parts) == 0 {
		return ""
	}
	return l10n.NewHash(parts...)
}
