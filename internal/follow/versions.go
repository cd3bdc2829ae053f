package follow

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// Version is a page with its translation, as they were published.
type Version struct {
	Extraction *l10n.Extraction
	Targets    []l10n.Target
}

// Sentence says what differs in one sentence between two versions.
type Sentence struct {
	Kind Kind // what has become of the source
	// Old and Now are the targets; those of a sentence that is new or gone have one of them.
	Old, Now *l10n.Target
	// Source and Target are the texts with what differs marked.
	Source, Target []Piece
	// Figures are the numbers, addresses and variables that the translation lost and gained, in this order.
	Figures []Piece
}

// Differs reports whether anything of the sentence is other than it was: its source or its translation.
func (s Sentence) Differs() bool {
	return s.Kind == New || s.Kind == Removed || s.Kind == Changed ||
		slices.ContainsFunc(s.Target, func(p Piece) bool { return p.Kind != Same })
}

// Versions compares two versions of a translation, sentence by sentence: those of the new page in its order, then those that
// it has no more.
func Versions(old, now Version) []Sentence {
	before, after := bySegment(old.Targets), bySegment(now.Targets)
	c := Compare(old.Extraction, now.Extraction)
	all := make([]Sentence, 0, len(c.Changes)+len(c.Removed))
	for _, change := range slices.Concat(c.Changes, c.Removed) {
		s := Sentence{Kind: change.Kind}
		var was, is, oldText, newText l10n.Fragment
		if p := change.Old; p.Unit != nil {
			was = p.Segment.Source
			if t, ok := before[p.Segment.ID]; ok {
				s.Old, oldText = &t, t.Text
			}
		}
		if p := change.Place; p.Unit != nil {
			is = p.Segment.Source
			if t, ok := after[p.Segment.ID]; ok {
				s.Now, newText = &t, t.Text
			}
		}
		s.Source, s.Target = Words(was, is), Words(oldText, newText)
		s.Figures = figures(oldText.Text(), newText.Text())
		all = append(all, s)
	}
	return all
}

func bySegment(ts []l10n.Target) map[l10n.SegmentID]l10n.Target {
	m := make(map[l10n.SegmentID]l10n.Target, len(ts))
	for _, t := range ts {
		m[t.Segment] = t
	}
	return m
}

// figures are the placeables that stand in one of two texts more often than in the other.
func figures(old, now string) []Piece {
	count := map[string]int{}
	for _, t := range placeable.Scan(nil, now) {
		count[t.Text(now)]++
	}
	var gone, come []Piece
	for _, t := range placeable.Scan(nil, old) {
		if text := t.Text(old); count[text] > 0 {
			count[text]--
		} else {
			gone = append(gone, Piece{Removed, text})
		}
	}
	for _, t := range placeable.Scan(nil, now) {
		if text := t.Text(now); count[text] > 0 {
			count[text]--
			come = append(come, Piece{New, text})
		}
	}
	return append(gone, come...)
}
