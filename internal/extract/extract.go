package extract

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Segmenter cuts text into segments.
type Segmenter interface {
	// Breaks returns the byte offsets at which new segments begin, ascending and without 0.
	Breaks(lang l10n.Locale, text string) []int
}

// Options say what of a page is for translation. The zero value takes the main content.
type Options struct {
	// Root is the CSS selector of the content root; "" lets landmarks, then readability decide.
	Root string
	// WholePage takes everything, whatever Root says.
	WholePage bool
	// Include and Exclude are CSS selectors: of parts outside the root to take too, and of parts to leave alone.
	Include, Exclude []string
	// SourceLang is the language where the page does not say.
	SourceLang l10n.Locale
	// ContentType is the HTTP header's.
	ContentType string
	// Segmenter cuts units into segments; nil makes one segment a unit.
	Segmenter Segmenter
	// Code takes the text of code elements (pre, code, kbd, samp, var) too; without it they are protected: codes in a
	// text, and nothing where they stand alone.
	Code bool
	// NoHidden leaves out what the page hides by its markup, and NoNoscript what stands in noscript.
	NoHidden, NoNoscript bool
	// Load reads what a page links to with rel="its-rules", by the link as it stands in the page; nil leaves that aside.
	Load func(href string) ([]byte, error)
	// IsDate reports whether a text in a language is nothing but the date or time that value, in HTML's notation, says.
	// nil knows numeric notations and English names.
	IsDate func(lang l10n.Locale, text, value string) bool
}

// Extract splits a page into its units and the skeleton that they go back into. The page is bytes in any encoding of the
// WHATWG's. The error is [dom.ErrTooComplex], or says which of the options' selectors can't be read or finds nothing.
func Extract(doc l10n.Document, page []byte, opt Options) (*l10n.Extraction, *Skeleton, error) {
	if opt.ContentType == "" {
		opt.ContentType = doc.ContentType
	}
	src, charset := decode(page, opt.ContentType)
	if opt.IsDate == nil {
		opt.IsDate = isDate
	}
	x := &extractor{opt: opt, ids: map[uint64]int{}}
	sk := &Skeleton{src: src, charset: charset, transcoded: src != string(page)}
	if err := x.page(src, sk); err != nil {
		return nil, nil, fmt.Errorf("extract %s: %w", doc.URL, err)
	}
	e := &l10n.Extraction{
		Document: doc, Lang: x.lang, Charset: charset, Title: x.title, Units: x.units, Terms: x.marked, Domains: x.fields,
	}
	return e, sk, nil
}

// extractor goes through one page, and through the pages in its srcdoc attributes.
type extractor struct {
	store
	opt   Options
	tree  *dom.Tree
	sk    *Skeleton
	lang  l10n.Locale
	title string
	units []l10n.Unit
	ids   map[uint64]int // how often a unit's identity came
	// blocky has the inline elements that hold blocks, which makes them bounds of text themselves.
	blocky   map[*html.Node]bool
	roots    map[*html.Node]bool // nil: everything
	excluded map[*html.Node]bool
	headings []heading
	titles   []string // of headings, shared by the units below them
	depth    int      // of srcdoc in srcdoc
	usesITS  bool
	guess    int                     // at the number of units
	trace    map[*html.Node][]string // what became of each node; nil unless somebody asks
	its      *annotations
	marked   []l10n.Term // by the page
	fields   []string    // of knowledge
}

// store is where the small parts of many units are cut from, and what is used again from unit to unit.
type store struct {
	pool     pool[item]
	codes    pool[l10n.Code]
	items    []*item
	parts    arena[l10n.Part]
	segments arena[l10n.Segment]
	unitCode arena[l10n.Code]
	skSegs   arena[skSegment]
	skItems  arena[skItem]
	paths    arena[path]
}

type heading struct {
	level int
	text  string
}

// state is what an element hands down to its content.
type state struct {
	inRoot    bool
	protected bool // translate="no" or code
	pre       bool
	lang      l10n.Locale // where it differs from the page's
	note      string
	filter    string // of locales
	size      int    // in bytes, at most
	chars     string // allowed
	path      *path
}

func (x *extractor) page(src string, sk *Skeleton) error {
	tree, err := dom.Parse(src)
	if err != nil {
		return err
	}
	x.tree, x.sk = tree, sk
	x.blocky = map[*html.Node]bool{}
	x.survey(tree.Doc)
	x.annotate()
	if x.its != nil {
		x.blocky, x.guess = map[*html.Node]bool{}, 0
		x.survey(tree.Doc) // what is a block may have changed
	}
	if err := x.chooseRoots(); err != nil {
		return err
	}
	if x.depth == 0 {
		sk.meta = declarations(tree)
	} else {
		sk.meta.found = true
	}
	x.units = make([]l10n.Unit, 0, x.guess+x.guess/3+8)
	sk.units = make([]skUnit, 0, cap(x.units))
	x.block(tree.Doc, state{inRoot: x.roots == nil})
	return nil
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
			x.lang = x.opt.SourceLang
			if l := langOf(c); l != "" {
				x.lang = l
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

// langOf returns an element's language, canonical where it can be read.
func langOf(n *html.Node) l10n.Locale {
	for _, a := range n.Attr {
		if a.Key == "lang" && (a.Namespace == "" || a.Namespace == "xml") || a.Key == "xml:lang" {
			if l, err := l10n.ParseLocale(strings.TrimSpace(a.Val)); err == nil {
				return l
			}
		}
	}
	return ""
}

// block goes through the content of an element that bounds text: runs of text and inline elements become units, other
// elements are gone into.
func (x *extractor) block(n *html.Node, st state) {
	var run []*html.Node
	nth := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			nth++
		}
		if !x.bounds(c) {
			if st.inRoot || c.Type == html.ElementNode {
				run = append(run, c)
			}
			continue
		}
		x.flush(n, run, st)
		run = run[:0]
		cst, ok := x.enter(c, st, nth)
		if !ok {
			continue
		}
		x.attributes(c, cst)
		x.content(c, cst)
	}
	x.flush(n, run, st)
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
			x.title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
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
func (x *extractor) enter(n *html.Node, st state, nth int) (state, bool) {
	if x.excluded != nil && x.excluded[n] {
		x.tell(n, "(excluded)")
		return st, false
	}
	if x.roots != nil && (x.roots[n] || n.DataAtom == atom.Head) {
		st.inRoot = true // the head's texts go with any root
		x.tell(n, "(content root)")
	}
	p := &x.paths.take(1)[0]
	p.up, p.node, p.nth = st.path, n, nth
	st.path = p
	if len(n.Attr) > 0 {
		switch translateAttr(n) {
		case -1:
			st.protected = true
			x.tell(n, "(not translated: its own markup says so)")
		case 1:
			st.protected = false
		}
		if l := langOf(n); l != "" && n.DataAtom != atom.Html {
			st.lang = l
			if l == x.lang {
				st.lang = ""
			}
		}
		if x.opt.NoHidden && isHidden(n) {
			x.tell(n, "(hidden)")
			return st, false
		}
	}
	if isCode(n) && !x.opt.Code {
		st.protected = true
		x.tell(n, "(code)")
	}
	if n.DataAtom == atom.Noscript && x.opt.NoNoscript {
		return st, false
	}
	st.pre = keepsSpace(n, st.pre)
	if x.its != nil {
		st = x.its.annotated(n, st)
		if st.lang == x.lang {
			st.lang = ""
		}
		st.protected = st.protected || isCode(n) && !x.opt.Code
	}
	return st, true
}

// isHidden reports whether an element's markup hides it.
func isHidden(n *html.Node) bool {
	if _, ok := attr(n, "hidden"); ok {
		return true
	}
	style, ok := attr(n, "style")
	return ok && (property(style, "display") == "none" || property(style, "visibility") == "hidden")
}

// path is the way to an element, for people.
type path struct {
	up   *path
	node *html.Node
	nth  int // among its parent's elements
	text string
}

// unknown is the number of an element that nobody has counted yet.
const unknown = 0

// String writes the path as a CSS selector from the body on, or from the head.
func (p *path) String() string {
	if p == nil {
		return ""
	}
	if p.text == "" {
		switch up, name := p.up.String(), p.node.Data; {
		case up == "html" && (name == "body" || name == "head"), up == "":
			p.text = name
		default:
			if p.nth == unknown {
				p.nth = position(p.node)
			}
			p.text = up + " > " + name + ":nth-child(" + itoa(p.nth) + ")"
		}
	}
	return p.text
}
