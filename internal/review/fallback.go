package review

import "github.com/dragoman-l10n/dragoman/internal/l10n"

// FallbackTargets makes the targets of a page that goes live before it is approved, one a segment of the extraction:
// those that people approved for this very source, and figures. All others are empty and show the source's text;
// untranslated counts them. ts are the targets as they stand.
func FallbackTargets(e *l10n.Extraction, ts []l10n.Target) (page []l10n.Target, untranslated int) {
	of := make(map[l10n.SegmentID]l10n.Target, len(ts))
	for _, t := range ts {
		of[t.Segment] = t
	}
	for _, at := range e.Places() {
		t := of[at.Segment.ID]
		if approvedFor(at.Segment, t) {
			t.State = l10n.Final
		} else {
			t = l10n.Target{Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), State: l10n.Initial}
			untranslated++
		}
		page = append(page, t)
	}
	return page, untranslated
}

// approvedFor reports whether people approved a target for this very source, and nothing stands against it.
func approvedFor(s l10n.Segment, t l10n.Target) bool {
	approved := t.State == l10n.Final || t.SubState == l10n.SubApproved || t.SubState == l10n.SubCopy
	return approved && t.SourceHash.Holds(s.Hash()) && !t.Text.IsEmpty() && !l10n.Blocks(t.Issues)
}
