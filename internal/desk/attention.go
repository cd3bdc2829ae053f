package desk

import (
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// wantsLook reports whether a person should look at a segment, by all that is kept of it.
func (l *loaded) wantsLook(s l10n.Segment) bool {
	g, stand := l.bySegment[s.ID], l.board.Segments[s.ID]
	mark := markOf(g)
	said := l.threads != nil && l.threads.BySegment[s.ID] != nil && l.threads.BySegment[s.ID].Open
	return mark == "empty" || mark == "fuzzy" || waitsBeside(g) || len(g.Issues) > 0 || l.undecided(g) || said ||
		stand.Wanted || stand.Word != nil && stand.Word.Outcome == l10n.Changes
}

// undecided reports whether a target's source is new or has changed since it was approved, and nobody has declared that the
// meaning is the same.
func (l *loaded) undecided(g l10n.Target) bool {
	if l.changes == nil || g.SameAs != nil {
		return false
	}
	kind := l.changes.bySegment[g.Segment].Kind
	return kind == follow.New || kind == follow.Changed
}
