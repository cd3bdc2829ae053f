package review

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// Alike groups the segments of a page that say the same, codes included: by segment, the first one of its group. A segment
// that nothing else is like is in none.
func Alike(places []l10n.Place) map[l10n.SegmentID]l10n.SegmentID {
	first := make(map[string]l10n.SegmentID, len(places))
	groups := map[l10n.SegmentID]l10n.SegmentID{}
	for _, at := range places {
		source := string(at.Unit.Lang) + " " + at.Segment.Source.String()
		head, seen := first[source]
		if !seen {
			first[source] = at.Segment.ID
			continue
		}
		groups[head], groups[at.Segment.ID] = head, head
	}
	return groups
}
