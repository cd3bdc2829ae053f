package follow

import (
	"cmp"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const (
	// partOf is how much of the shorter text must be in the longer one, 0–1, for it to be a part of a text that was split,
	// or of one that was joined.
	partOf = 0.6
	// leastPart is how many words such a part has at least.
	leastPart = 3
	// movedLikeness is how similar a text must be to one that stands elsewhere to be the same that moved and changed.
	movedLikeness = 0.6
)

// Successors says for each segment of an old extraction which segments of the new one have taken its place: the same text,
// a changed one, the parts of one that was split, the one into which it was joined, or a similar text elsewhere. The best
// comes first. A segment that is not in the map is gone.
//
// It finds more than [Compare], for people are to see what they once wrote, and a person looks at what is found.
func Successors(old, now *l10n.Extraction) map[l10n.SegmentID][]l10n.SegmentID {
	c := newComparer(old, now)
	c.compare()
	links := linker{comparer: c, next: make([][]int, len(c.old)), taken: make([]bool, len(c.now))}
	for i, o := range c.from {
		if o >= 0 {
			links.link(o, i)
		}
	}
	c.gaps(links.linkParts)
	links.linkMoved()
	out := map[l10n.SegmentID][]l10n.SegmentID{}
	for o, next := range links.next {
		for _, n := range next {
			id := c.old[o].Segment.ID
			out[id] = append(out[id], c.now[n].Segment.ID)
		}
	}
	return out
}

// linker adds to the matches of a comparison those that are not one to one.
type linker struct {
	*comparer
	next  [][]int // for each old text its successors
	taken []bool  // the new texts that have a predecessor
}

func (l *linker) link(old, now int) {
	l.next[old] = append(l.next[old], now)
	l.taken[now] = true
}

// linkParts links the texts of a gap that were split or joined. One of the two has no match of its own.
func (l *linker) linkParts(old, now []int) {
	if len(old) == 0 || len(now) == 0 || len(old)*len(now) > gapLimit {
		return
	}
	bags := l.bags(l.now, now)
	for _, o := range old {
		was := words(l.old[o].Segment.Source.Text())
		for j, n := range now {
			free := len(l.next[o]) == 0 || l.from[n] < 0
			if free && l.from[n] != o && l.old[o].Unit.Role() == l.now[n].Unit.Role() && was.shares(bags[j]) {
				l.link(o, n)
			}
		}
	}
}

func (c *comparer) bags(places []l10n.Place, at []int) []bag {
	bags := make([]bag, len(at))
	for j, n := range at {
		bags[j] = words(places[n].Segment.Source.Text())
	}
	return bags
}

// linkMoved links the old texts that have no successor with similar texts elsewhere that have no predecessor.
func (l *linker) linkMoved() {
	var old, now []int
	for o := range l.old {
		if len(l.next[o]) == 0 {
			old = append(old, o)
		}
	}
	for n := range l.now {
		if !l.taken[n] {
			now = append(now, n)
		}
	}
	if len(old) == 0 || len(now) == 0 || len(old)*len(now) > gapLimit {
		return
	}
	type pair struct {
		old, now int
		like     float64
	}
	var pairs []pair
	bags := l.bags(l.now, now)
	for _, o := range old {
		was := words(l.old[o].Segment.Source.Text())
		for j, n := range now {
			if like := was.like(bags[j]); like >= movedLikeness {
				pairs = append(pairs, pair{o, n, like})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.like, a.like) })
	for _, p := range pairs {
		if len(l.next[p.old]) == 0 && !l.taken[p.now] {
			l.link(p.old, p.now)
		}
	}
}

// shares reports whether most of the shorter of two texts is in the longer one.
func (b bag) shares(o bag) bool {
	least := min(b.size, o.size)
	return least >= leastPart && float64(b.common(o)) >= partOf*float64(least)
}
