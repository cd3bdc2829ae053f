package translate

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Known is what is known of a document in a locale before it is translated.
type Known struct {
	// Approved are the targets that people approved, the latest last.
	Approved Earlier
	// People has, by segment, what people wrote or signed for it; Gone are such texts whose sentence is gone.
	People map[l10n.SegmentID]PeopleTexts
	Gone   []l10n.KeptText
	// Same has, by the hash of a source, the declaration that it means the same as an earlier one.
	Same map[l10n.Hash]l10n.SameMeaning
}

// PeopleTexts are the texts that people wrote or signed for one segment, or for an earlier form of it.
type PeopleTexts struct {
	// Same is what a person wrote or looked at for this very source in a review that did not come to its end. Draft is
	// such a text for an earlier source, fitted to this one. Spare is one that was approved in the end for an earlier
	// source: it is better than nothing. Each is nil where there is none.
	Same, Draft, Spare *l10n.Target
	// Earlier are the texts that stand beside the target, the latest first.
	Earlier []l10n.KeptText
	// Correction is the run by which the segment is looked at again, because its published text was found wrong.
	Correction l10n.RunID
}

// Earlier are targets of an earlier version of the document. Was names the segment of that version that a segment of
// the present one is, wherever it stands now.
type Earlier struct {
	Targets []l10n.Target
	Was     map[l10n.SegmentID]l10n.SegmentID
}

type earlierTargets struct {
	Known
	approved map[sourceAt]l10n.Target
}

// sourceAt is a text where it stood.
type sourceAt struct {
	segment l10n.SegmentID
	source  l10n.Hash
}

func (k Known) index() earlierTargets {
	return earlierTargets{Known: k, approved: bySource(k.Approved.Targets)}
}

func bySource(ts []l10n.Target) map[sourceAt]l10n.Target {
	m := make(map[sourceAt]l10n.Target, len(ts))
	for _, t := range ts {
		m[sourceAt{t.Segment, t.SourceHash}] = t
	}
	return m
}

// at returns the target of a text where it stood. A record of the time before hashes were whole has the short one.
func at(ts map[sourceAt]l10n.Target, id l10n.SegmentID, source l10n.Hash) (l10n.Target, bool) {
	t, ok := ts[sourceAt{id, source}]
	if !ok {
		t, ok = ts[sourceAt{id, source.Shortened()}]
	}
	return t, ok
}

// of returns the target that a segment has from earlier: a person's unfinished work before an approval, of this very
// text before one of the same meaning, and last what a person wrote for an earlier form of the text.
func (k earlierTargets) of(s l10n.Place) (l10n.Target, bool) {
	hash := s.Segment.Hash()
	people := k.People[s.Segment.ID]
	if kept := people.Same; kept != nil {
		return reuse(*kept, s, kept.Origin.Kind, nil), true
	}
	if t, ok := k.signed(s, hash); ok {
		return reuse(t, s, l10n.SubApproved, t.SameAs), true
	}
	seen := map[l10n.Hash]bool{}
	for was := hash; !seen[was]; {
		seen[was] = true
		same, ok := k.Same[was]
		if !ok {
			same, ok = k.Same[was.Shortened()]
		}
		if !ok {
			break
		}
		was = same.Old
		for _, t := range slices.Backward(k.Approved.Targets) {
			if t.SourceHash.Holds(was) && Fits(t, s) {
				return reuse(t, s, l10n.SubApproved, &same), true
			}
		}
	}
	if people.Draft != nil {
		return reuse(*people.Draft, s, l10n.SubNeedsEdit, nil), true
	}
	return l10n.Target{}, false
}

func (k earlierTargets) signed(s l10n.Place, hash l10n.Hash) (l10n.Target, bool) {
	for _, id := range [...]l10n.SegmentID{s.Segment.ID, k.Approved.Was[s.Segment.ID]} {
		if t, ok := at(k.approved, id, hash); ok && Fits(t, s) {
			return t, true
		}
	}
	return l10n.Target{}, false
}

// Fits reports whether a target's codes are those of a segment, and it has a text.
func Fits(t l10n.Target, s l10n.Place) bool {
	return !t.Text.IsEmpty() && t.Text.CheckCodes(s.Segment.Source, s.Unit.Deletable) == nil
}

// reuse takes an earlier target for a segment. Whether it must be reviewed is for the review to say.
func reuse(t l10n.Target, s l10n.Place, kind l10n.SubState, same *l10n.SameMeaning) l10n.Target {
	t.Segment, t.SourceHash, t.SameAs = s.Segment.ID, s.Segment.Hash(), same
	t.State, t.SubState, t.Version = l10n.Translated, kind, 0
	t.Issues, t.Dismissed, t.Earlier, t.Correction = nil, nil, nil, ""
	if kind != l10n.SubApproved || same != nil {
		t.PassedBy = nil // a machine's word is about this very source
	}
	if kind == l10n.SubApproved {
		t.Unconfirmed = t.IsUnconfirmed()
		t.Origin = l10n.Origin{Kind: l10n.SubApproved, By: t.Origin.By, Provider: t.Origin.Provider}
	} else {
		t.Signed, t.Confirmed, t.Unconfirmed = nil, nil, false
	}
	return t
}

// SameMeaning takes the approved target of an earlier source for a segment that was declared to mean the same. It
// reports false when its codes are not the segment's.
func SameMeaning(approved l10n.Target, s l10n.Place, word l10n.SameMeaning) (l10n.Target, bool) {
	if !Fits(approved, s) {
		return l10n.Target{}, false
	}
	return reuse(approved, s, l10n.SubApproved, &word), true
}
