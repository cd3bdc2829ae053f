package extract

import (
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Isolation is how parts of a target are kept apart from the direction around them.
type Isolation uint8

// The ways of isolation.
const (
	NotIsolated  Isolation = iota
	ByMarkup               // bdi elements
	ByCharacters           // Unicode's isolates, where there is no place for elements
	InSVG                  // the same, in a text of SVG that runs from left to right although its words don't
)

// isolations are what [Editor.Isolate] was told.
type isolations struct {
	runs func(text string) [][2]int
	by   func(parent *html.Node) Isolation
	how  []isolatedText // by where they begin in the source, once the merge begins
}

// isolatedText is a text of the page and the way that its target is to be isolated in.
type isolatedText struct {
	start int
	way   Isolation
}

// Isolate has the merge isolate those parts of targets that runs returns, as texts that run from left to right. how says
// in which way, by the element that has the text.
func (e *Editor) Isolate(runs func(text string) [][2]int, how func(parent *html.Node) Isolation) {
	e.isolated = &isolations{runs: runs, by: how}
}

// IsolateText replaces the text of a text node that is not for translation, with what runs returns of it isolated by
// markup.
func (e *Editor) IsolateText(n *html.Node, text string) {
	if !e.ReplaceText(n, text) {
		return
	}
	seg := &skSegment{place: inContent}
	e.list[e.replaced[n]].text = seg.write(text, &isolation{isolations: e.isolated}, ByMarkup)
}

// findTexts notes where the page's texts are, and how their parts are isolated.
func (e *Editor) findTexts() {
	for n := range e.tree.Doc.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		way := e.isolated.by(n.Parent)
		first, more := e.tree.Pieces(n)
		for _, r := range append([]dom.Range{first}, more...) {
			e.isolated.how = append(e.isolated.how, isolatedText{r.Start, way})
		}
	}
	slices.SortStableFunc(e.isolated.how, func(a, b isolatedText) int { return a.start - b.start })
}

// isolation is how one segment's target is written; nil is as it is.
type isolation struct {
	*isolations
	way Isolation // of texts that stand in no place of the source's
}

// isolationOf returns what to isolate of a segment, or nil. A segment may begin within its node, after white space.
func (e *Editor) isolationOf(seg *skSegment) *isolation {
	if e == nil || e.isolated == nil || len(seg.items) == 0 || seg.place == inAttr || seg.place == inJSON {
		return nil
	}
	if e.isolated.how == nil {
		e.findTexts()
	}
	iso := &isolation{isolations: e.isolated}
	for i := range seg.items {
		if it := &seg.items[i]; it.kind == l10n.Text {
			iso.way = max(iso.way, iso.at(int(it.start)))
		}
	}
	if iso.way == NotIsolated {
		return nil
	}
	return iso
}

// wayOf is the way of texts that stand in no place of the source's.
func (iso *isolation) wayOf() Isolation {
	if iso == nil {
		return NotIsolated
	}
	return iso.way
}

// wayAt is the way of a text that stands in a place of the source.
func (iso *isolation) wayAt(place int) Isolation {
	if iso == nil {
		return NotIsolated
	}
	return iso.at(place)
}

// at is the way of a text of the source by a place in it.
func (iso *isolation) at(place int) Isolation {
	i := sort.Search(len(iso.how), func(i int) bool { return iso.how[i].start > place })
	if i == 0 {
		return NotIsolated
	}
	return iso.how[i-1].way
}

// needs reports whether anything of a target has to be isolated.
func (iso *isolation) needs(target l10n.Fragment) bool {
	if iso == nil {
		return false
	}
	for _, p := range target {
		if p.Kind == l10n.Text && len(iso.runs(p.Text)) > 0 {
			return true
		}
	}
	return iso.way == InSVG
}

// fragment is the target as it is to be written: in SVG, as a whole that has its own direction.
func (iso *isolation) fragment(target l10n.Fragment) l10n.Fragment {
	if iso == nil || iso.way != InSVG {
		return target
	}
	out := l10n.Fragment{{Kind: l10n.Text, Text: "\u2067"}}
	return append(append(out, target...), l10n.Part{Kind: l10n.Text, Text: "\u2069"})
}

// write writes a text of a target for its place in the page.
func (s *skSegment) write(text string, iso *isolation, way Isolation) string {
	if iso == nil || way == NotIsolated {
		return escape(text, s.place, s.quote)
	}
	before, after := `<bdi dir="ltr">`, "</bdi>"
	if way != ByMarkup {
		before, after = "\u2066", "\u2069"
	}
	var b strings.Builder
	at := 0
	for _, r := range iso.runs(text) {
		b.WriteString(escape(text[at:r[0]], s.place, s.quote) + before + escape(text[r[0]:r[1]], s.place, s.quote) + after)
		at = r[1]
	}
	b.WriteString(escape(text[at:], s.place, s.quote))
	return b.String()
}
