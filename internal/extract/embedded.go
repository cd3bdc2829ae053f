package extract

import (
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// maxPages bounds documents within documents.
const maxPages = 3

// srcdoc takes the document in a frame's srcdoc attribute apart like a page.
func (x *extractor) srcdoc(n *html.Node) {
	s, _ := x.tree.Span(n)
	at, ok := x.tree.Attr(s, "srcdoc")
	if !ok || x.depth >= maxPages {
		return
	}
	src := dom.Unescape(dom.Newlines(x.tree.Src[at.Value.Start:at.Value.End]), true)
	inner := &extractor{opt: x.opt, lang: x.lang, ids: x.ids, depth: x.depth + 1, titles: x.titles}
	sk := &Skeleton{src: src, charset: "utf-8"}
	if inner.page(src, sk) != nil || len(inner.units) == 0 {
		return // a frame that can't be read stays as it is
	}
	x.units = append(x.units, inner.units...)
	x.sk.pages = append(x.sk.pages, skPage{at.Value.Start, at.Value.End, at.Quote, sk})
}

// script makes units of the texts in structured data that search engines show to people.
func (x *extractor) script(n *html.Node, st state) {}
