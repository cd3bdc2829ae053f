package extract

import (
	"slices"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Content says what becomes of the texts of an element: those in it, and those of its attributes. What is in an element
// within that states a language of its own is that element's alone.
type Content struct {
	Translated bool // some are for translation
	Kept       bool // some that people read stay as they are
}

// Content says what becomes of the texts of an element. Code, formulas, scripts and dates with markup of their own are
// no texts here.
func (e *Editor) Content(n *html.Node) Content {
	if e.contents == nil {
		e.surveyContent()
	}
	return e.contents[n]
}

// IsKeptText reports whether a text node is for people to read and not for translation.
func (e *Editor) IsKeptText(n *html.Node) bool {
	return n.Type == html.TextNode && !e.wordless(n.Parent) && e.keptText(n)
}

func (e *Editor) surveyContent() {
	e.contents = map[*html.Node]Content{}
	e.textItems = ranges{}
	for i := range e.sk.segments {
		seg := &e.sk.segments[i]
		for _, it := range seg.items {
			if it.kind == l10n.Text && seg.place != inJSON {
				e.textItems = append(e.textItems, dom.Range{Start: int(it.start), End: int(it.end)})
			}
		}
	}
	slices.SortFunc(e.textItems, func(a, b dom.Range) int { return a.Start - b.Start })
	e.surveyElement(e.tree.Doc)
}

func (e *Editor) surveyElement(n *html.Node) Content {
	c := e.contentOfAttributes(n)
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		var of Content
		switch {
		case child.Type == html.ElementNode:
			of = e.surveyElement(child)
			if l, unknown := langOf(child); l != "" || unknown {
				of = Content{}
			}
		case child.Type == html.TextNode:
			of = e.contentOfText(child)
		}
		c.Translated, c.Kept = c.Translated || of.Translated, c.Kept || of.Kept
	}
	c.Kept = c.Kept && !e.wordless(n)
	if n.Type == html.ElementNode {
		e.contents[n] = c
	}
	return c
}

// wordless reports whether what an element holds is not a text in a language: code, formulas, scripts, and dates and
// numbers that are written by their markup.
func (e *Editor) wordless(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template:
		return true
	case atom.Data, atom.Time:
		return n.Namespace == ""
	}
	return n.Namespace == "math" || isCode(n) || isFormulaElement(n)
}

func (e *Editor) contentOfAttributes(n *html.Node) Content {
	var c Content
	s, ok := e.span(n)
	if !ok {
		return c
	}
	c.Translated = e.textItems.anyWithin(s.Start, s.End)
	for i := range n.Attr {
		a := &n.Attr[i]
		if !textAttr(n, a) || !hasLetter(a.Val) || isFormula(a.Val) {
			continue
		}
		at, ok := e.tree.Attr(s, a.Key)
		c.Kept = c.Kept || ok && !e.textItems.anyWithin(at.Value.Start, at.Value.End)
	}
	return c
}

func (e *Editor) contentOfText(n *html.Node) Content {
	if !hasLetter(n.Data) {
		return Content{}
	}
	kept := e.keptText(n)
	return Content{Translated: !kept, Kept: kept}
}

// keptText reports whether a text node has words, and none of them for translation.
func (e *Editor) keptText(n *html.Node) bool {
	if !hasLetter(n.Data) {
		return false
	}
	first, more := e.tree.Pieces(n)
	if e.textItems.anyWithin(first.Start, first.End) {
		return false
	}
	return !slices.ContainsFunc(more, func(r dom.Range) bool { return e.textItems.anyWithin(r.Start, r.End) })
}

// WithinSegment reports whether an element is a part of a sentence for translation: a code in it.
func (e *Editor) WithinSegment(n *html.Node) bool {
	if e.whole == nil {
		e.whole = newRanges(e.segmentRanges(func(seg *skSegment) bool { return seg.place != inAttr && seg.place != inJSON }))
	}
	s, ok := e.span(n)
	return ok && e.whole.covers(s.Start, max(s.CloseEnd, s.End))
}

// IsBlock reports whether an element bounds the text around it, as browsers show it by default.
func IsBlock(n *html.Node) bool { return n.Type == html.ElementNode && flowOf(n) == block }

// HasNoWords reports whether what an element holds is not a text in a language: code, a formula, a script.
func (e *Editor) HasNoWords(n *html.Node) bool { return e.wordless(n) }

// LangOf returns the language that an element states, and whether it states that it is unknown.
func LangOf(n *html.Node) (lang l10n.Locale, unknown bool) { return langOf(n) }

// Wrap puts markup around a node. The markup is trusted: no part of it may come from outside unescaped.
func (e *Editor) Wrap(n *html.Node, before, after string) {
	if n.Type == html.TextNode {
		first, more := e.tree.Pieces(n)
		for _, r := range append([]dom.Range{first}, more...) {
			if r.End > r.Start {
				e.wrap(r.Start, r.End, before, after)
			}
		}
		return
	}
	if s, ok := e.span(n); ok && s.HasOpen() {
		e.wrap(s.Start, max(s.End, s.CloseEnd), before, after)
	}
}

// WrapContent puts markup around all of an element's content.
func (e *Editor) WrapContent(n *html.Node, before, after string) {
	if s, ok := e.span(n); ok && s.HasOpen() && s.CloseStart > s.End {
		e.wrap(s.End, s.CloseStart, before, after)
	}
}

func (e *Editor) wrap(start, end int, before, after string) {
	e.list = append(e.list, splice{start: start, end: start, text: before, rank: startOfWrap},
		splice{start: end, end: end, text: after, rank: endOfWrap})
}
