package follow

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Kind says what has become of a segment.
type Kind string

// The kinds of change.
const (
	Same    Kind = "same"
	Moved   Kind = "moved"   // the same text in another place
	Changed Kind = "changed" // a similar text in the place of the old one
	New     Kind = "new"
	Removed Kind = "removed"
)

// Change says what has become of one segment.
type Change struct {
	Kind  Kind
	Place l10n.Place // in the new extraction; the zero value for Removed
	Old   l10n.Place // in the old extraction; the zero value for New
}

// Comparison says what has become of a page.
type Comparison struct {
	Changes []Change // in the new page's order
	Removed []Change // in the old page's
}

// Compare compares the segments of two extractions. Two texts are the same when their [l10n.Segment.Hash] is, codes
// included. A text that stands in several places is matched once for each place. Where old is nil, all segments are
// new.
func Compare(old, now *l10n.Extraction) Comparison {
	c := newComparer(old, now)
	c.compare()
	return c.result()
}

func newComparer(old, now *l10n.Extraction) *comparer {
	c := &comparer{now: now.Places()}
	if old != nil {
		c.old = old.Places()
	}
	c.from = make([]int, len(c.now))
	c.matched = make([]bool, len(c.old))
	c.kinds = make([]Kind, len(c.now))
	for i := range c.from {
		c.from[i] = -1
		c.kinds[i] = New
	}
	return c
}

func (c *comparer) compare() {
	c.matchSame()
	c.matchMoved()
	c.gaps(c.matchGap)
}

// comparer matches the places of a new extraction with those of an old one.
type comparer struct {
	old, now []l10n.Place
	from     []int  // for each place in now its match in old, or -1
	matched  []bool // the places in old that have a match
	kinds    []Kind // for each place in now
}

func (c *comparer) match(i, old int, k Kind) {
	c.from[i] = old
	c.matched[old] = true
	c.kinds[i] = k
}

// matchSame matches the texts that both extractions have in the same order, as a diff of lines does.
func (c *comparer) matchSame() {
	numbers := map[l10n.Hash]int{}
	old, now := 0, 0
	for _, d := range diff(numbered(c.old, numbers), numbered(c.now, numbers)) {
		switch d.kind {
		case Same:
			for range d.items {
				c.match(now, old, Same)
				old++
				now++
			}
		case Removed:
			old += len(d.items)
		case New:
			now += len(d.items)
		}
	}
}

// numbered gives each different text a number.
func numbered(places []l10n.Place, numbers map[l10n.Hash]int) []int {
	var rs []int
	for _, p := range places {
		h := p.Segment.Hash()
		if _, ok := numbers[h]; !ok {
			numbers[h] = len(numbers)
		}
		rs = append(rs, numbers[h])
	}
	return rs
}

// matchMoved matches equal texts that stand in another order now: first those in the same kind of element.
func (c *comparer) matchMoved() {
	left := map[l10n.Hash][]int{}
	for i, p := range c.old {
		if !c.matched[i] {
			h := p.Segment.Hash()
			left[h] = append(left[h], i)
		}
	}
	// Of many equal texts the first that is left in each role comes first, so each list is gone through once.
	type place struct {
		hash l10n.Hash
		role string
	}
	inRole := map[place][]int{}
	for h, places := range left {
		for _, o := range places {
			at := place{h, c.old[o].Unit.Role()}
			inRole[at] = append(inRole[at], o)
		}
	}
	for i, p := range c.now {
		at := place{p.Segment.Hash(), p.Unit.Role()}
		if places := inRole[at]; c.from[i] < 0 && len(places) > 0 {
			c.match(i, places[0], Moved)
			inRole[at] = places[1:]
		}
	}
	for i, p := range c.now {
		h := p.Segment.Hash()
		for c.from[i] < 0 && len(left[h]) > 0 {
			if o := left[h][0]; !c.matched[o] {
				c.match(i, o, Moved)
			}
			left[h] = left[h][1:]
		}
	}
}

func (c *comparer) result() Comparison {
	var out Comparison
	for i, p := range c.now {
		ch := Change{Kind: c.kinds[i], Place: p}
		if c.from[i] >= 0 {
			ch.Old = c.old[c.from[i]]
		}
		out.Changes = append(out.Changes, ch)
	}
	for i, p := range c.old {
		if !c.matched[i] {
			out.Removed = append(out.Removed, Change{Kind: Removed, Old: p})
		}
	}
	return out
}

// Was returns for each new segment the old segment with the same text. Segments without one are not in the map.
func (c Comparison) Was() map[l10n.SegmentID]l10n.SegmentID {
	was := map[l10n.SegmentID]l10n.SegmentID{}
	for _, ch := range c.Changes {
		if ch.Kind == Same || ch.Kind == Moved {
			was[ch.Place.Segment.ID] = ch.Old.Segment.ID
		}
	}
	return was
}

// Count counts the changes of a kind.
func (c Comparison) Count(k Kind) int {
	if k == Removed {
		return len(c.Removed)
	}
	n := 0
	for _, ch := range c.Changes {
		if ch.Kind == k {
			n++
		}
	}
	return n
}
