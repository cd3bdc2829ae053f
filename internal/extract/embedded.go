package extract

import (
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
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
	if sk, units := x.inner(src); sk != nil {
		x.units = append(x.units, units...)
		x.sk.pages = append(x.sk.pages, skPage{at.Value.Start, at.Value.End, at.Quote, inAttr, sk})
	}
}

// inner takes a document within the page apart. It returns nil for one that can't be read, or has no text: it stays as
// it is.
func (x *extractor) inner(src string) (*Skeleton, []l10n.Unit) {
	in := &extractor{ctx: x.ctx, opt: x.opt, lang: x.lang, ids: x.ids, depth: x.depth + 1, titles: x.titles, budget: x.budget}
	sk := &Skeleton{src: src, charset: "utf-8"}
	err := in.page(src, sk)
	if x.ended == nil {
		x.ended = x.ctx.Err() // which may be why it could not be read
	}
	for _, label := range in.buttons {
		x.addButton(label)
	}
	if err != nil || len(in.units) == 0 {
		return nil, nil
	}
	return sk, in.units
}
