package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// store is where the small parts of many units are cut from, and what is used again from unit to unit.
type store struct {
	items     []item      // of the text at hand
	codes     []l10n.Code // in them
	at        []int       // where the items begin in what the segmenter sees
	cuts      []item      // the items, cut into sentences
	parts     [][]item
	lead      []item // what is trimmed off
	tail      []item
	carry     []item
	subs      []sub        // the elements to go into after the texts at hand
	run       []*html.Node // the texts' nodes at hand, the outer elements' first
	fragments arena[l10n.Part]
	segments  arena[l10n.Segment]
	unitCode  arena[l10n.Code]
	skItems   arena[skItem]
	trail     trail
	texts     texts
}

type heading struct {
	level int
	text  string
}

// state is what an element hands down to its content.
type state struct {
	inRoot    bool
	protected bool // translate="no" or code
	formula   bool // in MathML, outside its texts
	foreign   bool // in a language that is not for translation
	code      bool // in an element of code
	asked     bool // in such an element, and the page says that it is for translation
	pre       bool
	*said
}

// said is what is said of a text's language and its translation. Elements share it, so it is never changed.
type said struct {
	lang   l10n.Locale // where it differs from the page's
	note   string
	filter string // of locales
	size   int    // in bytes, at most
	chars  string // allowed
}

func (s said) inLanguage(l, page l10n.Locale) *said {
	if l == page {
		l = ""
	}
	s.lang = l
	return &s
}

// survey finds the page's language and the inline elements that hold blocks.
func (x *extractor) survey(n *html.Node) {
	counted := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			if c.Type == html.TextNode && !counted && !isBlank(c.Data) && x.flow(n) != inline {
				x.guess, counted = x.guess+1, true
			}
			continue
		}
		if c.DataAtom == atom.Html && x.depth == 0 {
			x.lang, x.stated = x.opt.SourceLang, false
			if l, _ := langOf(c); l != "" {
				x.lang, x.stated = l, true
			}
		} else if l := declaredLang(c); l != "" && !x.stated && x.depth == 0 {
			x.lang, x.stated = l, true
		}
		for i := range c.Attr {
			if x.isText(c, &c.Attr[i]) && c.Attr[i].Val != "" {
				x.guess++
			}
		}
		x.usesITS = x.usesITS || usesITS(c)
		if x.flow(c) == block {
			for p := c.Parent; p != nil && x.flow(p) == inline && !x.blocky[p]; p = p.Parent {
				x.blocky[p] = true
			}
		}
		x.survey(c)
	}
}

// declaredLang returns the language that an old page declares in a meta element, for want of the lang attribute.
func declaredLang(n *html.Node) l10n.Locale {
	if n.DataAtom != atom.Meta {
		return ""
	}
	equiv, _ := attr(n, "http-equiv")
	if !strings.EqualFold(ascii.TrimSpace(equiv), "content-language") {
		return ""
	}
	content, _ := attr(n, "content")
	if l, err := l10n.ParseLocale(ascii.TrimSpace(content)); err == nil {
		return l
	}
	return ""
}

// block goes through the content of an element that bounds text: runs of text and inline elements become units, other
// elements are gone into.
func (x *extractor) block(n *html.Node, st state) {
	base := len(x.run)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !x.bounds(c) {
			if st.inRoot || c.Type == html.ElementNode {
				x.run = append(x.run, c)
			}
			continue
		}
		x.flush(n, x.run[base:], st)
		x.run = x.run[:base]
		cst, ok := x.enter(c, st)
		if !ok {
			continue
		}
		x.attributes(c, cst)
		x.content(c, cst)
	}
	x.flush(n, x.run[base:], st)
	x.run = x.run[:base]
}

// bounds reports whether a node ends the text before it.
func (x *extractor) bounds(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return n.Type != html.TextNode && n.Type != html.CommentNode
	}
	switch x.flow(n) {
	case block:
		return true
	case inline:
		return x.blocky[n] || x.roots != nil && x.roots[n]
	}
	return x.roots != nil && x.roots[n]
}

// content goes into an element that bounds text.
func (x *extractor) content(n *html.Node, st state) {
	units := len(x.units)
	x.block(n, st)
	if level := isHeading(n); level > 0 && len(x.units) > units {
		x.addHeading(level, x.units[units:])
	}
	if n.DataAtom == atom.Title && n.Namespace == "" && x.title == "" && x.depth == 0 {
		if n.FirstChild != nil {
			x.title = ascii.CollapseSpace(n.FirstChild.Data)
		}
	}
}

func (x *extractor) addHeading(level int, units []l10n.Unit) {
	var parts []string
	for i := range units {
		if units[i].Attribute == "" {
			parts = append(parts, strings.TrimSpace(units[i].PlainText(units[i].Source())))
		}
	}
	for len(x.headings) > 0 && x.headings[len(x.headings)-1].level >= level {
		x.headings = x.headings[:len(x.headings)-1]
	}
	x.headings = append(x.headings, heading{level, strings.Join(parts, " ")})
	x.titles = make([]string, len(x.headings))
	for i, h := range x.headings {
		x.titles[i] = h.text
	}
}

// enter derives the state of an element's content. It reports false for an element that is to be left alone whole.
func (x *extractor) enter(n *html.Node, st state) (state, bool) {
	if x.over() {
		return st, false
	}
	if x.excluded != nil && x.excluded[n] {
		x.tell(n, "(excluded)")
		return st, false
	}
	if x.roots != nil && (x.roots[n] || n.DataAtom == atom.Head) {
		st.inRoot = true // the head's texts go with any root
		x.tell(n, "(content root)")
	}
	if len(n.Attr) > 0 {
		if (x.opt.NoHidden || keepsData(n)) && isHidden(n) {
			x.tell(n, "(hidden)")
			return st, false
		}
		st = x.own(n, st)
	}
	st.code = st.code || isCode(n)
	st = x.inCode(n, st, translateAttr(n) == 1)
	if n.DataAtom == atom.Noscript && x.opt.NoNoscript {
		return st, false
	}
	st = x.inFormula(n, st)
	st.pre = keepsSpace(n, st.pre)
	if x.its != nil {
		before := st.lang
		st = x.its.annotated(n, st)
		if st.said = st.inLanguage(st.lang, x.lang); st.lang != before {
			st.foreign = x.isForeign(st.lang)
		}
		st = x.inCode(n, st, x.its.asks(n))
	}
	return st, true
}

// inCode protects what is in an element of code, unless the page asks for its translation, on that element or within it.
// What it asks for an element with code in it, such as its body, is not about the code.
func (x *extractor) inCode(n *html.Node, st state, asks bool) state {
	st.asked = st.code && (st.asked || asks) && !refuses(n)
	if isCode(n) && !x.opt.Code && !st.asked {
		st.protected = true
		x.tell(n, "(code)")
	}
	return st
}

func refuses(n *html.Node) bool { return translateAttr(n) == -1 }

// refusedAbove reports whether an element or the next one around it that says something of its translation refuses it.
func refusedAbove(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if t := translateAttr(n); t != 0 {
			return t == -1
		}
	}
	return false
}

// own adds what an element's own attributes say of its translation and language.
func (x *extractor) own(n *html.Node, st state) state {
	st = x.inOwnLanguage(n, st)
	switch translateAttr(n) {
	case -1:
		st.protected = true
		x.tell(n, "(not translated: its own markup says so)")
	case 1:
		st.protected, st.foreign = false, false
	}
	return st
}

// isHidden reports whether an element's markup hides it.
func isHidden(n *html.Node) bool {
	if _, ok := attr(n, "hidden"); ok {
		return true
	}
	style, ok := attr(n, "style")
	return ok && (property(style, "display") == "none" || property(style, "visibility") == "hidden")
}
