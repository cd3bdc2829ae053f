package work

import (
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// reopen takes the approval from texts that people found wrong after it was given. Each becomes a draft that waits for
// people: the text that is proposed, or the wrong one, which stands beside it in any case. A text that somebody has written
// since stays the target.
func reopen(known *translate.Known, e *l10n.Extraction, corrections []l10n.CorrectedSentence) {
	if len(corrections) == 0 {
		return
	}
	bySource := map[l10n.Hash][]l10n.CorrectedSentence{}
	for _, c := range corrections {
		bySource[c.SourceHash] = append(bySource[c.SourceHash], c)
	}
	approved := slices.Clone(known.Approved.Targets)
	known.Approved.Targets = slices.DeleteFunc(known.Approved.Targets, func(t l10n.Target) bool {
		return wrongBy(t, bySource[t.SourceHash]) != nil
	})
	for _, at := range e.Places() {
		of := bySource[at.Segment.Hash()]
		if len(of) == 0 || stillApproved(known, at) {
			continue
		}
		for _, t := range slices.Backward(approved) {
			here := t.Segment == at.Segment.ID || t.Segment == known.Approved.Was[at.Segment.ID]
			c := wrongBy(t, of)
			if !here || c == nil || t.SourceHash != at.Segment.Hash() {
				continue
			}
			if known.People == nil {
				known.People = map[l10n.SegmentID]translate.PeopleTexts{}
			}
			known.People[at.Segment.ID] = reopened(known.People[at.Segment.ID], at, t, *c)
			break
		}
	}
}

// wrongBy returns the correction by which an approved text is wrong, or nil. What was approved after it stands, also where
// it is the same text: people looked at it again.
func wrongBy(t l10n.Target, of []l10n.CorrectedSentence) *l10n.CorrectedSentence {
	var signed time.Time
	for _, s := range t.Signed {
		if s.At.After(signed) {
			signed = s.At
		}
	}
	for i, c := range slices.Backward(of) {
		if t.Text.Hash() == c.TargetHash && signed.Before(c.At) {
			return &of[i]
		}
	}
	return nil
}

// stillApproved reports whether a place has an approved text that nobody found wrong.
func stillApproved(known *translate.Known, at l10n.Place) bool {
	return slices.ContainsFunc(known.Approved.Targets, func(t l10n.Target) bool {
		return (t.Segment == at.Segment.ID || t.Segment == known.Approved.Was[at.Segment.ID]) && t.SourceHash.Holds(at.Segment.Hash())
	})
}

// reopened is what people wrote for a segment, with the text that was found wrong.
func reopened(p translate.PeopleTexts, at l10n.Place, wrong l10n.Target, c l10n.CorrectedSentence) translate.PeopleTexts {
	beside := l10n.KeptText{
		ID: "wrong " + string(c.Run) + " " + string(at.Segment.ID), Act: l10n.KeptWrong, Run: c.Run, Segment: at.Segment.ID,
		SourceHash: at.Segment.Hash(), Source: at.Segment.Source, Text: wrong.Text, Origin: wrong.Origin, By: c.By, At: c.At,
	}
	out := translate.PeopleTexts{Correction: c.Run, Earlier: append([]l10n.KeptText{beside}, p.Earlier...)}
	if p.Same != nil && (p.Same.EditedAt.After(c.At) || p.Same.Text.Hash() != c.TargetHash) {
		out.Same = p.Same
		return out
	}
	draft := l10n.Target{Text: wrong.Text, Origin: wrong.Origin}
	if !c.Proposed.IsEmpty() {
		draft = l10n.Target{Text: c.Proposed, Origin: l10n.Origin{Kind: l10n.SubHuman, By: c.By}}
	}
	draft.Origin.Detail = c.Reason
	out.Draft = &draft
	return out
}
