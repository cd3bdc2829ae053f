package extract

import (
	"context"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Editor records changes to a page's elements for the merge, on the source's tree. Of elements that the source has no
// tag for, html and body get one when an attribute is set, others take no attributes; nodes that are not of the tree
// are left alone.
type Editor struct {
	sk    *Skeleton
	texts map[int]bool // where texts for translation begin
	tree  *dom.Tree
	doc   *goquery.Document
	attrs map[*html.Node][]attrEdit
	order []*html.Node
	list  []splice
	// frames are the editors of the skeleton's pages.
	frames []*Editor
	// inJSON says that the document is the value of a string in structured data.
	inJSON bool
	kept   ranges // of the segments that keep their sources
	// inContent are the ranges of the segments outside attributes, once somebody has asked for them.
	inContent ranges
	// inAttrs are those of the texts in attributes, likewise.
	inAttrs ranges
	// inScripts are those of the texts in structured data, likewise.
	inScripts ranges
	// contents, textItems and whole are what Content and WithinSegment know, once somebody has asked.
	contents  map[*html.Node]Content
	textItems ranges
	whole     ranges
	isolated  *isolations
	// replaced are the places in list of the texts that ReplaceText has written.
	replaced map[*html.Node]int
	marks    *placer // nil unless the places of segments are asked for
}

// placer is what marks the places of segments, or nil.
func (e *Editor) placer() *placer {
	if e == nil {
		return nil
	}
	return e.marks
}

type attrEdit struct {
	key, value string
	remove     bool
}

func newEditor(ctx context.Context, sk *Skeleton) (*Editor, error) {
	tree, err := dom.ParseContext(ctx, sk.src)
	if err != nil {
		return nil, err
	}
	e := &Editor{sk: sk, tree: tree, doc: goquery.NewDocumentFromNode(tree.Doc), attrs: map[*html.Node][]attrEdit{}}
	for _, p := range sk.pages {
		f, err := newEditor(ctx, p.skeleton)
		if err != nil {
			return nil, err
		}
		f.inJSON = p.place == inJSON
		e.frames = append(e.frames, f)
	}
	return e, nil
}

// Look gives the page's tree, to be read only.
func (sk *Skeleton) Look(f func(*goquery.Document)) error {
	e, err := newEditor(context.Background(), sk)
	if err == nil {
		f(e.doc)
	}
	return err
}

// OtherEncoding is the encoding in which the source's forms are sent, where it is not that of the merged page's, which is
// UTF-8; else "". Forms of pages in UTF-16 are sent in UTF-8.
func (e *Editor) OtherEncoding() string {
	if e.sk.charset == "utf-8" || strings.HasPrefix(e.sk.charset, "utf-16") || !e.sk.transcoded && len(e.sk.meta.wrong) == 0 {
		return ""
	}
	return e.sk.charset
}

// Document is the source's tree, to be read only.
func (e *Editor) Document() *goquery.Document { return e.doc }

// Frames returns editors for the documents with texts in the page's srcdoc attributes, and in the strings of its
// structured data. Their changes are written with the page's; setting such a value itself is not for an editor.
func (e *Editor) Frames() []*Editor { return e.frames }

// InJSON reports whether the document is written in a string of structured data: it is a piece of markup without html and
// body, read far from the page.
func (e *Editor) InJSON() bool { return e.inJSON }

// SetAttr sets an attribute to a text, which the editor escapes. Of two changes to one attribute the last counts.
func (e *Editor) SetAttr(n *html.Node, key, value string) {
	e.edit(n, attrEdit{key: key, value: value})
}

// Changes reports whether an attribute is set or removed by a change that was recorded.
func (e *Editor) Changes(n *html.Node, key string) bool {
	return slices.ContainsFunc(e.attrs[n], func(a attrEdit) bool { return a.key == key })
}

// Attr returns an attribute as it is with the changes recorded so far.
func (e *Editor) Attr(n *html.Node, key string) (string, bool) {
	for _, a := range e.attrs[n] {
		if a.key == key {
			return a.value, !a.remove
		}
	}
	return attr(n, key)
}

// RemoveAttr removes an attribute.
func (e *Editor) RemoveAttr(n *html.Node, key string) { e.edit(n, attrEdit{key: key, remove: true}) }

func (e *Editor) edit(n *html.Node, a attrEdit) {
	if n == nil || !attrName(a.key) {
		return
	}
	edits, seen := e.attrs[n]
	if !seen {
		e.order = append(e.order, n)
	}
	for i := range edits {
		if edits[i].key == a.key {
			edits[i] = a
			return
		}
	}
	e.attrs[n] = append(edits, a)
}

// attrName reports whether key can be written as an attribute's name.
func attrName(key string) bool { return key != "" && !strings.ContainsAny(key, " \t\n\r\f\"'<>/=\x00") }

// SetText replaces the whole content of an element by a text.
func (e *Editor) SetText(n *html.Node, text string) {
	if s, ok := e.span(n); ok && s.CloseStart >= s.End && s.HasOpen() {
		e.list = append(e.list, splice{start: s.End, end: s.CloseStart, text: escape(text, inContent, 0)})
	}
}

// SetStyle replaces the content of a style element, which is not escaped. A text that would end the element is not
// taken.
func (e *Editor) SetStyle(n *html.Node, css string) {
	s, ok := e.span(n)
	if ok && s.HasOpen() && s.CloseStart >= s.End &&
		!strings.Contains(strings.ToLower(css), "</style") && !strings.Contains(css, "<!--") {
		e.list = append(e.list, splice{start: s.End, end: s.CloseStart, text: css, place: inAttr})
	}
}

// ReplaceText replaces the text of one text node, and reports whether it did: a text that is for translation is the
// targets' business.
func (e *Editor) ReplaceText(n *html.Node, text string) bool {
	if n == nil || n.Type != html.TextNode || e.Translated(n) {
		return false
	}
	if at, ok := e.replaced[n]; ok { // the last text counts
		e.list[at].text = escape(text, inContent, 0)
		return true
	}
	first, more := e.tree.Pieces(n)
	if first.End <= first.Start {
		return false
	}
	if e.replaced == nil {
		e.replaced = map[*html.Node]int{}
	}
	e.replaced[n] = len(e.list)
	e.list = append(e.list, splice{start: first.Start, end: first.End, text: escape(text, inContent, 0)})
	for _, r := range more {
		e.list = append(e.list, splice{start: r.Start, end: r.End})
	}
	return true
}

// Translated reports whether a text node is a part of a text for translation.
func (e *Editor) Translated(n *html.Node) bool {
	if e.texts == nil {
		e.texts = map[int]bool{}
		for _, seg := range e.sk.segments {
			for _, it := range seg.items {
				if it.kind == l10n.Text {
					e.texts[int(it.start)] = true
				}
			}
		}
	}
	first, more := e.tree.Pieces(n)
	for _, r := range append([]dom.Range{first}, more...) {
		for at := r.Start; at < r.End; at++ { // a segment begins within the node after white space, or after another
			if e.texts[at] {
				return true
			}
		}
	}
	return false
}

// AppendTo adds markup at the end of an element's content, where the end would be if its tag is left out. The markup is
// trusted: no part of it may come from outside unescaped.
func (e *Editor) AppendTo(n *html.Node, markup string) {
	if s, ok := e.span(n); ok {
		at := e.tree.Uncut(s, s.CloseStart)
		e.list = append(e.list, splice{start: at, end: at, text: markup})
	}
}

// PrependTo adds markup at the beginning of an element's content. The markup is trusted, as AppendTo's is.
func (e *Editor) PrependTo(n *html.Node, markup string) {
	if s, ok := e.span(n); ok {
		e.list = append(e.list, splice{start: s.End, end: s.End, text: markup, rank: firstInside}) // after a body tag that is left out
	}
}

// Remove takes an element out with all its content.
func (e *Editor) Remove(n *html.Node) {
	if s, ok := e.span(n); ok && s.HasOpen() {
		e.list = append(e.list, splice{start: s.Start, end: max(s.End, s.CloseEnd)})
	}
}

func (e *Editor) span(n *html.Node) (dom.Span, bool) {
	if n == nil || n.Type != html.ElementNode {
		return dom.Span{}, false
	}
	return e.tree.Span(n)
}

// finish returns the recorded changes as splices.
func (e *Editor) finish() []splice {
	list := e.list
	for _, n := range e.order {
		s, ok := e.span(n)
		switch {
		case !ok:
		case !s.HasOpen():
			list = e.tag(list, n, s)
		default:
			for _, a := range e.attrs[n] {
				list = e.attr(list, s, a)
			}
		}
	}
	return list
}

// tag writes the start tag that the source leaves out of an html or body element.
func (e *Editor) tag(list []splice, n *html.Node, s dom.Span) []splice {
	var rank int
	switch n.DataAtom {
	case atom.Html:
		rank = beforeHead
	case atom.Body:
		rank = afterHead
	default:
		return list
	}
	var b strings.Builder
	for _, a := range e.attrs[n] {
		if !a.remove {
			b.WriteString(" " + a.key + `="` + escape(a.value, inAttr, '"') + `"`)
		}
	}
	if b.Len() == 0 {
		return list
	}
	at := e.tree.Uncut(s, s.Start)
	return append(list, splice{start: at, end: at, text: "<" + n.Data + b.String() + ">", rank: rank})
}

func (e *Editor) attr(list []splice, s dom.Span, a attrEdit) []splice {
	at, found := e.tree.Attr(s, a.key)
	switch {
	case a.remove && !found:
	case a.remove:
		start := at.Name.Start
		for start > s.Start && ascii.IsSpace(e.tree.Src[start-1]) {
			start--
		}
		list = append(list, splice{start: start, end: at.End, place: inAttr})
	case !found:
		end := e.tree.TagNameEnd(s)
		list = append(list, splice{start: end, end: end,
			text: " " + a.key + `="` + escape(a.value, inAttr, '"') + `"`, place: inAttr})
	case at.Value == dom.Range{}, at.Value.Start == at.Name.End:
		list = append(list, splice{start: at.Name.End, end: at.End,
			text: `="` + escape(a.value, inAttr, '"') + `"`, place: inAttr})
	default:
		if v := e.tree.Src[at.Value.Start:at.Value.End]; dom.Unescape(dom.Newlines(v), true) != a.value {
			list = append(list, splice{start: at.Value.Start, end: at.Value.End, text: quoted(a.value, at.Quote), place: inAttr})
		}
	}
	return list
}
