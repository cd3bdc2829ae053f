package extract

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/extract/its"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Segmenter cuts text into segments.
type Segmenter interface {
	// BreaksContext returns the byte offsets at which new segments begin, ascending and without 0, or the context's error soon
	// after that has ended.
	BreaksContext(ctx context.Context, lang l10n.Locale, text string) ([]int, error)
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
	// Also are languages besides the page's whose texts are for translation too. What the page says is in any other
	// language stays as it is.
	Also []l10n.Locale
	// ContentType is the HTTP header's.
	ContentType string
	// Segmenter cuts units into segments; nil makes one segment a unit.
	Segmenter Segmenter
	// Code takes the text of code elements (pre, code, kbd, samp, var) too; without it they are protected: codes in a
	// text, and nothing where they stand alone.
	Code bool
	// NamedButtons takes the labels of submit buttons that have a name (<input type=submit name=go value="Search">) too.
	// They are sent to the server, so that without it they stay.
	NamedButtons bool
	// NoHidden leaves out what the page hides by its markup, and NoNoscript what stands in noscript.
	NoHidden, NoNoscript bool
	// Load reads what a page links to with rel="its-rules", by the link as it stands in the page; nil leaves that aside.
	Load func(href string) ([]byte, error)
	// IsValue reports whether a text in a language is nothing but the date, time or number that value, in HTML's notation,
	// says. nil takes no text for a value.
	IsValue func(lang l10n.Locale, text, value string) bool
}

// Extract splits a page into its units and the skeleton that they go back into. The page is bytes in any encoding of
// the WHATWG's. The error is [dom.ErrTooComplex], or says which of the options' selectors can't be read or finds
// nothing.
func Extract(doc l10n.Document, page []byte, opt Options) (*l10n.Extraction, *Skeleton, error) {
	return ExtractContext(context.Background(), doc, page, opt)
}

// ExtractContext is [Extract], which ends with the context's error soon after the context does.
func ExtractContext(ctx context.Context, doc l10n.Document, page []byte, opt Options) (*l10n.Extraction, *Skeleton, error) {
	if opt.ContentType == "" {
		opt.ContentType = doc.ContentType
	}
	src, charset := decode(page, opt.ContentType)
	x := &extractor{ctx: ctx, opt: opt, ids: map[uint64]int{}}
	sk := &Skeleton{src: src, charset: charset, transcoded: src != string(page)}
	if err := x.page(src, sk); err != nil {
		return nil, nil, fmt.Errorf("extract %s: %w", doc.URL, err)
	}
	e := &l10n.Extraction{
		Document: doc, Lang: x.lang, Charset: charset, Title: x.title, Units: x.units,
		Terms: x.marked, Domains: x.fields, Links: x.linked(),
		Left: slices.Concat(x.outsideContent(), x.left, x.leftButtons()),
	}
	e.NoIndex, e.Canonical = x.searchRules(doc)
	e.SiteTitle = x.site
	return e, sk, nil
}

// extractor goes through one page, and through the pages in its srcdoc attributes.
type extractor struct {
	store
	ctx   context.Context
	steps int   // elements entered and units made
	ended error // the context's
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
	stated   bool     // whether the page states its language
	usesITS  bool
	guess    int                  // at the number of units
	trace    map[*html.Node]*told // what became of each node; nil unless somebody asks
	its      *annotations
	budget   *its.Budget // of the page, and of those in its frames
	marked   []l10n.Term // by the page
	fields   []string    // of knowledge
	// left are the texts that stay because of their language, noted by element, so that each counts once.
	left    []l10n.Left
	site    l10n.SiteTitle // as the page names its site
	foreign map[*html.Node]bool
	buttons []string // whose labels stay
	// linkedData is the page's JSON-LD by its scripts, and properNames the names of persons and the like in it, once a
	// script has been met.
	linkedData  map[*html.Node]*JSONValue
	properNames map[string]bool
}

// over reports whether the context has ended. Then nothing more is gone into, and what was extracted is not used.
func (x *extractor) over() bool {
	if x.steps++; x.steps%64 == 0 && x.ended == nil {
		x.ended = x.ctx.Err()
	}
	return x.ended != nil
}

// lineOf says in which line of a page, or of a page in a frame, an element stands.
func lineOf(tree *dom.Tree, n *html.Node, depth int) string {
	s, ok := tree.Span(n)
	if !ok {
		return ""
	}
	line, _ := dom.Position(tree.Src, s.Start)
	if depth > 0 {
		return fmt.Sprintf(", line %d of a srcdoc", line)
	}
	return fmt.Sprintf(", line %d", line)
}

func (x *extractor) page(src string, sk *Skeleton) error {
	tree, err := dom.ParseContext(x.ctx, src)
	if err != nil {
		return err
	}
	x.tree, x.sk = tree, sk
	if x.budget == nil {
		x.budget = its.NewBudget(len(src))
	}
	outer := x.budget.Where
	defer func() { x.budget.Where = outer }()
	x.budget.Where = func(n *html.Node) string { return lineOf(tree, n, x.depth) }
	x.blocky = map[*html.Node]bool{}
	x.survey(tree.Doc)
	x.annotate()
	if err := x.budget.Err(); err != nil {
		return err
	}
	if x.its != nil {
		x.blocky, x.guess = map[*html.Node]bool{}, 0
		x.survey(tree.Doc) // what is a block may have changed
	}
	if err := x.chooseRoots(); err != nil {
		return err
	}
	if x.depth == 0 {
		x.contentLanguage()
		sk.meta = declarations(tree)
	} else {
		sk.meta.found = true
	}
	if len(x.ids) == 0 {
		x.ids = make(map[uint64]int, x.guess)
	}
	x.units = make([]l10n.Unit, 0, x.guess+8)
	sk.segments = make([]skSegment, 0, cap(x.units))
	x.block(tree.Doc, state{inRoot: x.roots == nil, said: &said{}})
	if x.ended != nil {
		return x.ended
	}
	return x.budget.Err()
}
