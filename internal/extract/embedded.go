package extract

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
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
	inner := &extractor{ctx: x.ctx, opt: x.opt, lang: x.lang, ids: x.ids, depth: x.depth + 1, titles: x.titles, budget: x.budget}
	sk := &Skeleton{src: src, charset: "utf-8"}
	err := inner.page(src, sk)
	if x.ended == nil {
		x.ended = x.ctx.Err() // which may be why the frame could not be read
	}
	if err != nil || len(inner.units) == 0 {
		return // a frame that can't be read stays as it is
	}
	x.units = append(x.units, inner.units...)
	x.sk.pages = append(x.sk.pages, skPage{at.Value.Start, at.Value.End, at.Quote, sk})
}

// spokenKeys are the properties of structured data whose texts search engines and readers show to people.
var spokenKeys = map[string]bool{"headline": true, "description": true, "name": true, "alternateName": true}

// script makes units of the texts of structured data. A script that is not JSON stays as it is.
func (x *extractor) script(n *html.Node, st state) {
	kind, _ := attr(n, "type")
	kind, _, _ = strings.Cut(kind, ";")
	s, ok := x.tree.Span(n)
	if !strings.EqualFold(ascii.TrimSpace(kind), "application/ld+json") || !ok || st.protected || !st.inRoot {
		return
	}
	src := x.tree.Src[s.End:max(s.End, s.CloseStart)]
	found, err := spokenTexts(src)
	if err != nil {
		return
	}
	for _, f := range found {
		text := reader{src[f.start:f.end], inJSON}.text()
		u := textUnit{element: "script", attribute: f.key, place: inJSON, state: st}
		x.emitText(n, u, item{start: int32(s.End + f.start), end: int32(s.End + f.end), text: text})
	}
}

// jsonText is where a string's characters stand, without the quotes, and the property that it is the value of.
type jsonText struct {
	key        string
	start, end int
}

// spokenTexts finds the strings under the spoken keys of a JSON text.
func spokenTexts(src string) ([]jsonText, error) {
	type level struct {
		object, value bool // in an object, whether a value comes next
		key           string
	}
	var found []jsonText
	stack := []level{{}}
	dec := json.NewDecoder(strings.NewReader(src))
	for {
		before := int(dec.InputOffset())
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return found, nil
		} else if err != nil {
			return nil, err
		}
		top := &stack[len(stack)-1]
		if s, ok := tok.(string); ok && top.object && !top.value {
			top.key, top.value = s, true
			continue
		}
		switch tok {
		case json.Delim('{'), json.Delim('['):
			stack = append(stack, level{object: tok == json.Delim('{'), key: top.key})
			continue
		case json.Delim('}'), json.Delim(']'):
			stack = stack[:len(stack)-1]
			top = &stack[len(stack)-1]
		default:
			if _, ok := tok.(string); ok && spokenKeys[top.key] {
				end := int(dec.InputOffset()) - 1
				start := before + strings.IndexByte(src[before:], '"') + 1
				found = append(found, jsonText{top.key, start, end})
			}
		}
		top.value = false
	}
}
