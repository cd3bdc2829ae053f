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

// Following says whether a segment takes the text that a person gives to another of its group.
type Following string

// The answers.
const (
	FollowsAny  Following = "any"  // whatever it has: no person has written or confirmed it
	FollowsSame Following = "same" // where it has had the same text as the other: the person wrote it there too
	FollowsNot  Following = "no"   // it is an exception: a person has to name it
)

// Follows says whether a target takes the text of another segment that says the same, when by writes there. g is how the target
// stands in the review.
func Follows(t l10n.Target, g SegmentBoard, by l10n.UserID) Following {
	return follows(t, g.Word != nil && g.Word.Outcome == l10n.Pass, by)
}

func follows(t l10n.Target, confirmed bool, by l10n.UserID) Following {
	approved := t.State.AtLeast(l10n.Reviewed) || len(t.Signed) > 0 || t.Confirmed != nil
	switch {
	case t.Origin.Kind == l10n.SubHuman && t.Origin.By.Same(by) && !approved:
		return FollowsSame
	case t.Text.IsEmpty():
		return FollowsAny
	case t.Origin.Kind == l10n.SubHuman || approved || confirmed:
		return FollowsNot
	}
	return FollowsAny
}

// follows says whether a target may take a text without being named as an exception. before is what the segment had that the
// text is written for.
func (st *standing) follows(t l10n.Target, before l10n.Fragment, by l10n.UserID, text l10n.Fragment) Following {
	if t.Text.String() == text.String() {
		return FollowsAny // it has the text already
	}
	_, confirmed := st.confirmation(t)
	f := follows(t, confirmed, by)
	if f == FollowsSame && t.Text.String() != before.String() {
		return FollowsNot
	}
	return f
}
