package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// flush makes units of a run of text and inline nodes that are all children of n.
func (x *extractor) flush(n *html.Node, run []*html.Node, st state) {
	if len(run) == 0 {
		return
	}
	if !st.inRoot || st.protected {
		x.outside(run, st)
		return
	}
	for len(run) > 0 {
		k := paragraph(run)
		x.text(n, run[:k], st)
		run = run[k:]
	}
}

// outside looks for what is for translation in nodes that are not: inside a root or translate="yes".
func (x *extractor) outside(run []*html.Node, st state) {
	for _, c := range run {
		if c.Type == html.ElementNode {
			x.nested(c, st)
		}
	}
}

// nested goes into an inline element as into a text of its own.
func (x *extractor) nested(n *html.Node, st state) {
	cst, ok := x.enter(n, st, unknown)
	if !ok {
		return
	}
	x.attributes(n, cst)
	if n.DataAtom == atom.Script {
		x.script(n, cst)
	}
	if x.flow(n) != unspoken {
		x.block(n, cst)
	}
}

// position is an element's number among its parent's elements, for paths; far down a long list it stops counting.
func position(n *html.Node) int {
	k := 1
	for p := n.PrevSibling; p != nil && k < 1000; p = p.PrevSibling {
		if p.Type == html.ElementNode {
			k++
		}
	}
	return k
}

// paragraph returns the length of the run's first paragraph: two or more br elements in a row end it.
func paragraph(run []*html.Node) int {
	breaks := 0
	for i, n := range run {
		switch {
		case n.Type == html.ElementNode && n.DataAtom == atom.Br:
			breaks++
		case n.Type == html.TextNode && isBlank(n.Data), n.Type == html.CommentNode:
		default:
			if breaks > 1 && i > 0 {
				return i
			}
			breaks = 0
		}
	}
	return len(run)
}

// text makes a unit of a run, or one of each of its links and buttons where it has nothing else.
func (x *extractor) text(n *html.Node, run []*html.Node, st state) {
	if parts := x.separate(n, run); parts != nil {
		for _, c := range parts {
			x.text(n, []*html.Node{c}, st)
		}
		return
	}
	c := collector{x: x, place: inContent, pos: -1, items: x.items[:0]}
	if st.pre {
		c.place = inPre
	}
	for _, m := range run {
		c.node(m, st)
	}
	if worthwhile(c.items) {
		u := textUnit{element: n.Data, place: c.place, state: st}
		if c.fixed {
			for _, it := range c.items {
				it.fixed = true
			}
		}
		x.emit(n, u, softBreaks(n, c.items))
	}
	x.items = c.items[:0]
	x.pool.reset()
	x.codes.reset()
	for _, sub := range c.subs {
		sub()
	}
}

// softBreaks marks the line breaks that a sentence goes on after: those in headings, and those before a small letter.
func softBreaks(n *html.Node, items []*item) []*item {
	after := rune(0) // the first character after the items looked at, from the end
	for i := len(items) - 1; i >= 0; i-- {
		it := items[i]
		if it.kind == l10n.Empty && it.code.Name == "br" {
			it.soft = isHeading(n) > 0 || unicode.IsLower(after)
		}
		if t := strings.TrimLeft(it.text, " \t\n\r\f\u00a0"); t != "" {
			after, _ = utf8.DecodeRuneInString(t)
		}
	}
	return items
}

// separate returns the links and buttons of a run that holds nothing but them, as menus and toolbars do: to a reader
// each is a text of its own. In paragraphs and headings they are words of one text.
func (x *extractor) separate(n *html.Node, run []*html.Node) []*html.Node {
	switch n.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Summary, atom.Caption, atom.Figcaption, atom.Title:
		return nil
	}
	parts := 0
	for _, c := range run {
		switch {
		case c.Type == html.CommentNode, c.Type == html.TextNode && isBlank(c.Data):
		case c.Type != html.ElementNode:
			return nil
		case c.DataAtom == atom.A || c.DataAtom == atom.Button || c.DataAtom == atom.Label:
			parts++
		case x.flow(c) == inline && c.FirstChild != nil:
			return nil
		}
	}
	if parts < 2 {
		return nil
	}
	var out []*html.Node
	for _, c := range run {
		if c.Type == html.ElementNode {
			out = append(out, c)
		}
	}
	return out
}

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
	cst, ok := c.x.enter(n, st, unknown)
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
				if cst, ok := x.enter(n, st, unknown); ok {
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

// attributes makes units of an element's attributes that people read.
func (x *extractor) attributes(n *html.Node, st state) {
	if len(n.Attr) == 0 || st.protected {
		return
	}
	always := n.DataAtom == atom.Meta
	if !st.inRoot && !always {
		return
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		if n.DataAtom == atom.Iframe && a.Key == "srcdoc" {
			x.srcdoc(n)
		}
		ast, is := st, textAttr(n, a)
		if x.its != nil {
			var stated string
			if ast, stated = x.its.attrState(n, a.Key, st); stated != "" {
				is = stated == "yes"
			}
		}
		if is && hasLetter(a.Val) {
			x.attribute(n, a.Key, ast)
		}
	}
}

func (x *extractor) attribute(n *html.Node, key string, st state) {
	s, _ := x.tree.Span(n)
	at, ok := x.tree.Attr(s, key)
	if !ok {
		return
	}
	text := reader{x.tree.Src[at.Value.Start:at.Value.End], inAttr}.text()
	u := textUnit{element: n.Data, attribute: key, place: inAttr, quote: at.Quote, state: st}
	x.emit(n, u, []*item{{kind: l10n.Text, start: at.Value.Start, end: at.Value.End, place: inAttr, text: text}})
}
