package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// collector gathers the items of one text.
type collector struct {
	x     *extractor
	place place
	items []*item
	pos   int  // up to which the source is used
	fixed bool // the source is not in the order of the tree
	subs  []func()
}

func (c *collector) add(it item) *item {
	p := c.x.pool.get()
	*p = it
	c.items = append(c.items, p)
	c.advance(it.start, it.end)
	return p
}

// advance notes whether the source up to an item holds nothing but comments: only then can its codes be moved.
func (c *collector) advance(start, end int) {
	if c.pos >= 0 && start != c.pos {
		if start < c.pos || !onlyComments(c.x.tree.Src[c.pos:start]) {
			c.fixed = true
		}
	}
	c.pos = max(c.pos, end)
}

func onlyComments(s string) bool {
	for s != "" {
		if !strings.HasPrefix(s, "<!--") {
			return false
		}
		i := strings.Index(s, "-->")
		if i < 0 {
			return false
		}
		s = s[i+3:]
	}
	return true
}

func (c *collector) code(name string) *l10n.Code {
	p := c.x.codes.get()
	p.Name = name
	return p
}

func (c *collector) node(n *html.Node, st state) {
	switch n.Type {
	case html.TextNode:
		c.text(n)
	case html.ElementNode:
		c.element(n, st)
	}
}

func (c *collector) text(n *html.Node) {
	src := c.x.tree.Src
	r, more := c.x.tree.Pieces(n)
	c.add(item{kind: l10n.Text, start: r.Start, end: r.End, place: c.place, text: reader{src[r.Start:r.End], c.place}.text()})
	for _, r := range more {
		c.add(item{kind: l10n.Text, start: r.Start, end: r.End, place: c.place, text: reader{src[r.Start:r.End], c.place}.text()})
	}
}

func (c *collector) element(n *html.Node, st state) {
	cst, ok := c.x.enter(n, st)
	s, _ := c.x.tree.Span(n)
	switch {
	case !ok:
		c.empty(n, s, "")
		return
	case n.DataAtom == atom.Time && !cst.protected:
		text := visible(n)
		if value := c.x.dateOf(n, text, cst); value != "" {
			c.empty(n, s, text).Date = value
			c.sub(n, st, false)
			return
		}
	case cst.protected:
		c.empty(n, s, visible(n))
		c.sub(n, st, true)
		return
	}
	if c.x.flow(n) != inline || !c.says(n) {
		code := c.empty(n, s, "")
		code.CanDelete = n.DataAtom == atom.Wbr || n.DataAtom == atom.Rt || n.DataAtom == atom.Rp || n.DataAtom == atom.Rtc
		c.sub(n, st, n.FirstChild != nil || n.DataAtom == atom.Script)
		return
	}
	c.pair(n, s, cst)
	c.sub(n, st, false)
}

// pair adds an element as a paired code around its content.
func (c *collector) pair(n *html.Node, s dom.Span, st state) {
	src := c.x.tree.Src
	code := c.code(n.Data)
	c.x.tell(n, "code")
	code.Paired, code.Open, code.Close = true, src[s.Start:s.End], src[s.CloseStart:s.CloseEnd]
	open := c.add(item{kind: l10n.Open, start: s.Start, end: s.End, code: code})
	from := s.End
	if !s.HasOpen() {
		c.fixed = true
	}
	saved := c.place
	c.place = inContent
	if st.pre {
		c.place = inPre
	}
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		c.node(m, st)
	}
	c.place = saved
	if s.CloseStart < from || !s.HasClose() {
		c.fixed = true
	}
	end := item{kind: l10n.Close, start: s.CloseStart, end: s.CloseEnd, code: code}
	end.mate = open
	open.mate = c.add(end)
}

// empty adds an element, with all its content, as an empty code that shows a text or nothing.
func (c *collector) empty(n *html.Node, s dom.Span, shows string) *l10n.Code {
	code := c.code(n.Data)
	c.x.tell(n, "code")
	code.Open, code.Equiv = c.x.tree.Src[s.Start:s.End], shows
	c.add(item{kind: l10n.Empty, start: s.Start, end: max(s.CloseEnd, s.End), text: shows, code: code})
	if s.CloseEnd < s.End || !s.HasOpen() {
		c.fixed = true
	}
	return code
}

// sub remembers to go through an element's attributes, and its content if it is no part of this text, after the text.
func (c *collector) sub(n *html.Node, st state, content bool) {
	if len(n.Attr) == 0 && !content {
		return
	}
	x := c.x
	if content {
		c.subs = append(c.subs, func() { x.nested(n, st) })
		return
	}
	for i := range n.Attr {
		if textAttr(n, &n.Attr[i]) || x.its != nil || n.Attr[i].Key == "srcdoc" {
			c.subs = append(c.subs, func() {
				if cst, ok := x.enter(n, st); ok {
					x.attributes(n, cst)
				}
			})
			return
		}
	}
}

// says reports whether an inline element shows any text, white space included.
func (c *collector) says(n *html.Node) bool {
	for m := n.FirstChild; m != nil; m = m.NextSibling {
		if m.Type == html.TextNode && m.Data != "" {
			return true
		}
		if m.Type == html.ElementNode && c.x.flow(m) == inline && c.says(m) {
			return true
		}
	}
	return false
}

// visible returns the text of an element's content.
func visible(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else if c.Type == html.ElementNode && flowOf(c) == inline {
				walk(c)
			}
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
