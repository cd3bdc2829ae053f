package review

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Edit stores a person's change of one target, with the issues that the checks find in it, and returns the target as
// it stands afterwards. e is the extraction of the translation tr. Errors wrap [l10n.ErrConflict] when the target or
// its source has changed since the person saw it (the target as it stands is returned with it), [l10n.ErrRefused] when
// the translation does not wait for people, [l10n.ErrTooLong] when the text is far longer than any translation of the
// source, [l10n.ErrNotFound] for an unknown segment, and [l10n.ErrCodes] when the text lacks codes of the source. An empty text has no codes: it takes a draft back.
func (s *Service) Edit(ctx context.Context, tr l10n.Translation, e *l10n.Extraction,
	edit l10n.Edit) (l10n.Target, error) {
	places := e.Places()
	i := slices.IndexFunc(places, func(at l10n.Place) bool { return at.Segment.ID == edit.Segment })
	if i < 0 {
		return l10n.Target{}, fmt.Errorf("segment %s: %w", edit.Segment, l10n.ErrNotFound)
	}
	at := places[i]
	if err := edit.Text.CheckLength(at.Segment.Source); err != nil {
		return l10n.Target{}, fmt.Errorf("segment %s: %w", edit.Segment, err)
	}
	if !edit.Text.IsEmpty() {
		if err := edit.Text.CheckCodes(at.Segment.Source, at.Unit.Deletable); err != nil {
			return l10n.Target{}, err
		}
	}
	issues, err := s.Checker.Check(ctx, tr.Site, e, tr.Locale, edit.Segment, edit.Text)
	if err != nil {
		return l10n.Target{}, fmt.Errorf("segment %s: the checks were broken off, and nothing is saved: %w", edit.Segment, err)
	}
	compare, err := s.Checker.Consistency(ctx, tr.Site, e, tr.Locale)
	if err != nil {
		return l10n.Target{}, fmt.Errorf("segment %s: the checks were broken off, and nothing is saved: %w", edit.Segment, err)
	}
	var before l10n.Fragment
	now, ts, err := s.Records.UpdateTargets(ctx, tr.TranslationKey,
		func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
			if i := indexOf(ts, edit.Segment); i >= 0 {
				before = ts[i].Text
			}
			if err := applyEdit(t, ts, edit, at.Segment.Hash(), issues); err != nil {
				return nil, err
			}
			compare(ts)
			recount(t, ts)
			return ts, nil
		})
	if i = indexOf(ts, edit.Segment); i < 0 {
		return l10n.Target{}, err
	}
	if err == nil && ts[i].SubState == l10n.SubHuman && ts[i].Version == edit.Version+1 {
		_ = s.confirmWritten(ctx, now, ts[i], before) // the text is saved, and stands as open when this fails
	}
	return ts[i], err
}

// applyEdit changes a target and the record's counts in place. source is the hash of the source that the person saw.
func applyEdit(tr *l10n.Translation, ts []l10n.Target, edit l10n.Edit, source l10n.Hash, issues []l10n.Issue) error {
	if tr.Stage != l10n.StageReview {
		return fmt.Errorf("%w: this translation is not open for editing, it is %s", l10n.ErrRefused, tr.Stage)
	}
	i := indexOf(ts, edit.Segment)
	if i < 0 {
		return fmt.Errorf("segment %s: %w", edit.Segment, l10n.ErrNotFound)
	}
	t := &ts[i]
	if t.Version != edit.Version || !t.SourceHash.Holds(source) {
		return fmt.Errorf("segment %s: %w", edit.Segment, l10n.ErrConflict)
	}
	if t.Text.String() == edit.Text.String() {
		return nil // an unchanged text keeps its state, its origin and its signatures
	}
	t.SourceHash = source
	t.Text, t.EditedAt = edit.Text, time.Now().UTC()
	t.SetIssues(issues)
	t.State, t.SubState = l10n.Translated, l10n.SubHuman
	if edit.Text.IsEmpty() {
		t.State = l10n.Initial
	}
	t.Origin = l10n.Origin{Kind: l10n.SubHuman, By: edit.By}
	t.Signed, t.SameAs, t.Confirmed, t.Unconfirmed, t.PassedBy = nil, nil, nil, false, nil
	t.Version++
	recount(tr, ts)
	return nil
}

// recount brings the record's progress up to date, so that the queue tells the truth. What was sent to engines stays.
func recount(tr *l10n.Translation, ts []l10n.Target) {
	before := tr.Progress
	tr.Progress = l10n.CountProgress(ts)
	tr.Progress.Characters, tr.Progress.Sent, tr.Progress.Saved = before.Characters, before.Sent, before.Saved
}

func indexOf(ts []l10n.Target, id l10n.SegmentID) int {
	return slices.IndexFunc(ts, func(t l10n.Target) bool { return t.Segment == id })
}

// Replace returns the targets of a translation after the machine has made new ones. What a person wrote for the same
// source and nobody has finally approved is kept: a retry of the machine's work never overwrites it. Targets without a
// version get version 1.
func Replace(old, made []l10n.Target) []l10n.Target {
	written := map[l10n.SegmentID]l10n.Target{}
	for _, t := range old {
		if t.SubState == l10n.SubHuman && !t.State.AtLeast(l10n.Final) {
			written[t.Segment] = t
		}
	}
	ts := slices.Clone(made)
	for i := range ts {
		if w, ok := written[ts[i].Segment]; ok && w.SourceHash.Holds(ts[i].SourceHash) {
			w.SourceHash, w.Earlier, w.Correction = ts[i].SourceHash, ts[i].Earlier, ts[i].Correction
			ts[i] = w
		}
		ts[i].Version = max(ts[i].Version, 1)
	}
	return ts
}
