package follow

import (
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Kind is what became of a segment.
type Kind string

// The kinds.
const (
	Same    Kind = "same"
	Moved   Kind = "moved"   // the same text in another place
	Changed Kind = "changed" // another text in the place of one that is gone
	New     Kind = "new"
	Removed Kind = "removed"
)

// Change is what became of one segment. For Removed it is the old segment's, and Place is the zero value.
type Change struct {
	Kind  Kind
	Place l10n.Place // in the new extraction
	Old   l10n.Place // in the old one; the zero value for New
}

// Comparison is what became of a page.
type Comparison struct {
	Changes []Change // in the new page's order
	Removed []Change // in the old page's
}

// Compare tells what became of the segments of an extraction. Texts are compared as [l10n.Fragment.Hash] does, with
// their codes. Of a text that stands in several places each is taken once. No old extraction means that all is new.
func Compare(old, now *l10n.Extraction) Comparison {
	c := comparer{now: now.Places()}
	if old != nil {
		c.old = old.Places()
	}
	c.from, c.taken = make([]int, len(c.now)), make([]bool, len(c.old))
	c.kinds = make([]Kind, len(c.now))
	for i := range c.from {
		c.from[i], c.kinds[i] = -1, New
	}
	c.stayed()
	c.moved()
	c.changed()
	return c.result()
}

type comparer struct {
	old, now []l10n.Place
	from     []int // index into old by index into now, -1 for none
	taken    []bool
	kinds    []Kind
}

func (c *comparer) match(i, from int, k Kind) { c.from[i], c.taken[from], c.kinds[i] = from, true, k }

// stayed matches the longest common run of texts.
func (c *comparer) stayed() {
	numbers := map[l10n.Hash]rune{}
	was, is := 0, 0
	for _, d := range diffmatchpatch.New().DiffMainRunes(runes(c.old, numbers), runes(c.now, numbers), false) {
		n := len([]rune(d.Text))
		switch d.Type {
		case diffmatchpatch.DiffEqual:
			for range n {
				c.match(is, was, Same)
				was, is = was+1, is+1
			}
		case diffmatchpatch.DiffDelete:
			was += n
		case diffmatchpatch.DiffInsert:
			is += n
		}
	}
}

// runes gives each text a number, as the library compares runes. Surrogates are none.
func runes(places []l10n.Place, numbers map[l10n.Hash]rune) []rune {
	var rs []rune
	for _, p := range places {
		h := p.Segment.Hash()
		if _, ok := numbers[h]; !ok {
			numbers[h] = numbered(len(numbers))
		}
		rs = append(rs, numbers[h])
	}
	return rs
}

func numbered(n int) rune {
	if n++; n >= 0xD800 {
		n += 0x800
	}
	return rune(n)
}

// moved matches the same texts in other places, in their order; one in the same kind of element first.
func (c *comparer) moved() {
	left := map[l10n.Hash][]int{}
	for i, p := range c.old {
		if !c.taken[i] {
			h := p.Segment.Hash()
			left[h] = append(left[h], i)
		}
	}
	for _, alike := range []bool{true, false} {
		for i, p := range c.now {
			if c.from[i] >= 0 {
				continue
			}
			for _, o := range left[p.Segment.Hash()] {
				if !c.taken[o] && (!alike || c.old[o].Unit.Role() == p.Unit.Role()) {
					c.match(i, o, Moved)
					break
				}
			}
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
		if !c.taken[i] {
			out.Removed = append(out.Removed, Change{Kind: Removed, Old: p})
		}
	}
	return out
}

// Was names for each segment the one whose very text it has, in the old extraction.
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
