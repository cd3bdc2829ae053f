package extract

import (
	"slices"
	"sort"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// ranges are parts of the source by their starts. The end of each is the furthest of it and those before it once they
// are made by newRanges, so that one look says whether any of them covers a part.
type ranges []dom.Range

// newRanges sorts ranges for [ranges.covers].
func newRanges(rs ranges) ranges {
	slices.SortFunc(rs, func(a, b dom.Range) int { return a.Start - b.Start })
	for i := 1; i < len(rs); i++ {
		rs[i].End = max(rs[i].End, rs[i-1].End)
	}
	return rs
}

// covers reports whether one of the ranges has the part from start to end in it.
func (rs ranges) covers(start, end int) bool {
	i := sort.Search(len(rs), func(i int) bool { return rs[i].Start > start })
	return i > 0 && rs[i-1].End >= end
}

// anyWithin reports whether a range, sorted by start and with its own end, is within the part from start to end.
func (rs ranges) anyWithin(start, end int) bool {
	i := sort.Search(len(rs), func(i int) bool { return rs[i].Start >= start })
	for ; i < len(rs) && rs[i].Start <= end; i++ {
		if rs[i].End <= end {
			return true
		}
	}
	return false
}

// segmentRanges returns the ranges of the segments that are wanted, by their starts, each with its own end.
func (e *Editor) segmentRanges(wanted func(*skSegment) bool) ranges {
	rs := ranges{}
	for i := range e.sk.segments {
		if seg := &e.sk.segments[i]; len(seg.items) > 0 && wanted(seg) {
			start, end := seg.bounds()
			rs = append(rs, dom.Range{Start: start, End: end})
		}
	}
	slices.SortFunc(rs, func(a, b dom.Range) int { return a.Start - b.Start })
	return rs
}

// child is an element's child and where it stands in the source.
type child struct {
	node *html.Node
	span dom.Span
}

// children are those of an element that stand in the source. Mostly each begins where the one before it has ended;
// where the parser had to move one, it has to be looked for among all.
type children struct {
	list    []child
	inOrder bool
}

func (m *languageMarker) childrenOf(n *html.Node) children {
	if known, ok := m.children[n]; ok {
		return known
	}
	cs := children{inOrder: true}
	end := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if s, ok := m.span(c); ok {
			cs.list = append(cs.list, child{c, s})
			cs.inOrder = cs.inOrder && s.Start >= end
			end = max(s.Start, s.End, s.CloseStart)
		}
	}
	m.children[n] = cs
	return cs
}

// around returns the children that may have a place of the source in them: the last that begins there or before, and
// the one before it, which may end there.
func (cs children) around(place int) []child {
	if !cs.inOrder {
		return cs.list
	}
	i := sort.Search(len(cs.list), func(i int) bool { return cs.list[i].span.Start > place })
	return cs.list[max(0, i-2):i]
}
