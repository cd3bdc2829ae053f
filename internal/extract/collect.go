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
	pos   int  // up to which the source is used
	fixed bool // the source is not in the order of the tree
	lines bool // there are line breaks
}

// sub is an element in a text, to be gone into after the text.
type sub struct {
	node    *html.Node
	state   state // of what it stands in
	content bool  // is to be gone into too
}

// add adds an item and returns its number.
func (c *collector) add(it item) int32 {
	it.seq = int32(len(c.x.items))
	c.x.items = append(c.x.items, it)
	c.advance(int(it.start), int(it.end))
	return it.seq
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

// code adds a code of an element to the text's, and returns its number among them.
func (c *collector) code(code l10n.Code) int32 {
	c.x.codes = append(c.x.codes, code)
	return int32(len(c.x.codes) - 1)
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
	r, more := c.x.tree.Pieces(n)
	c.piece(r)
	for _, r := range more {
		c.piece(r)
	}
}

func (c *collector) piece(r dom.Range) {
	text := c.x.texts.read(reader{c.x.tree.Src[r.Start:r.End], c.place})
	c.add(item{kind: l10n.Text, start: int32(r.Start), end: int32(r.End), place: c.place, text: text})
}

func (c *collector) element(n *html.Node, st state) {
	cst, ok := c.x.enter(n, st)
	s, _ := c.x.tree.Span(n)
	switch {
	case !ok:
		c.empty(n, s, l10n.Code{})
		return
	case !cst.stays() && hasValue(n):
		text := visible(n)
		if value := c.x.valueOf(n, text, cst); value != "" {
			if n.DataAtom != atom.Time {
				value = ""
			}
			c.empty(n, s, l10n.Code{Equiv: text, Date: value})
			c.sub(n, st, false)
			return
		}
	case cst.stays():
		c.empty(n, s, l10n.Code{Equiv: visible(n)})
		c.sub(n, st, true)
		return
	}
	if c.x.flow(n) != inline || !c.says(n) {
		canDelete := n.DataAtom == atom.Wbr || n.DataAtom == atom.Rt || n.DataAtom == atom.Rp || n.DataAtom == atom.Rtc
		c.empty(n, s, l10n.Code{CanDelete: canDelete})
		c.sub(n, st, n.FirstChild != nil || n.DataAtom == atom.Script)
		return
	}
	c.pair(n, s, cst)
	c.sub(n, st, false)
}

// pair adds an element as a paired code around its content.
func (c *collector) pair(n *html.Node, s dom.Span, st state) {
	src := c.x.tree.Src
	c.x.tell(n, "code")
	code := c.code(l10n.Code{Name: n.Data, Paired: true, Open: src[s.Start:s.End], Close: src[s.CloseStart:s.CloseEnd]})
	open := c.add(item{kind: l10n.Open, start: int32(s.Start), end: int32(s.End), code: code})
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
	end := c.add(item{kind: l10n.Close, start: int32(s.CloseStart), end: int32(s.CloseEnd), code: code, mate: open})
	c.x.items[open].mate = end
}

// empty adds an element, with all its content, as an empty code. code says what it stands for.
func (c *collector) empty(n *html.Node, s dom.Span, code l10n.Code) {
	c.x.tell(n, "code")
	code.Name, code.Open = n.Data, c.x.tree.Src[s.Start:s.End]
	c.lines = c.lines || n.DataAtom == atom.Br
	end := max(s.CloseEnd, s.End)
	c.add(item{kind: l10n.Empty, start: int32(s.Start), end: int32(end), text: code.Equiv, code: c.code(code)})
	if s.CloseEnd < s.End || !s.HasOpen() {
		c.fixed = true
	}
}

// sub remembers to go through an element's attributes, and its content if it is no part of this text, after the text.
func (c *collector) sub(n *html.Node, st state, content bool) {
	needed := content
	for i := 0; i < len(n.Attr) && !needed; i++ {
		needed = c.x.isText(n, &n.Attr[i]) || namedSubmit(n, n.Attr[i].Key) || c.x.its != nil || n.Attr[i].Key == "srcdoc"
	}
	if needed {
		c.x.subs = append(c.x.subs, sub{n, st, content})
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
