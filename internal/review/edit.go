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
	ready, err := s.prepare(ctx, tr, e, edit)
	if err != nil {
		return l10n.Target{}, err
	}
	compare, err := s.Checker.Consistency(ctx, tr.Site, e, tr.Locale)
	if err != nil {
		return l10n.Target{}, brokenOff(edit.Segment, err)
	}
	var before l10n.Fragment
	now, ts, err := s.Records.UpdateTargets(ctx, tr.TranslationKey,
		func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
			before = textOf(ts, edit.Segment)
			if err := ready.apply(t, ts); err != nil {
				return nil, err
			}
			compare(ts)
			recount(t, ts)
			return ts, nil
		})
	i := indexOf(ts, edit.Segment)
	if i < 0 {
		return l10n.Target{}, err
	}
	if err == nil && ts[i].SubState == l10n.SubHuman && ts[i].Version == edit.Version+1 {
		s.afterEdits(ctx, now, e, []written{{ts[i], before}})
	}
	if err == nil {
		s.untypeSaved(ctx, tr.TranslationKey, edit.By, edit.Version, edit.Segment)
	}
	return ts[i], err
}

// readyEdit is an edit that was checked and can be applied to the records.
type readyEdit struct {
	l10n.Edit
	place  l10n.Place
	issues []l10n.Issue
}

// prepare checks an edit before any record is changed.
func (s *Service) prepare(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, edit l10n.Edit) (readyEdit, error) {
	at, err := placeOf(e, edit.Segment)
	if err != nil {
		return readyEdit{}, err
	}
	return s.prepareAt(ctx, tr, e, edit, at)
}

// prepareAt is prepare for a segment whose place is known.
func (s *Service) prepareAt(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, edit l10n.Edit, at l10n.Place) (readyEdit, error) {
	if err := checkForm(edit.Text, at); err != nil {
		return readyEdit{}, err
	}
	issues, err := s.Checker.Check(ctx, tr.Site, e, tr.Locale, edit.Segment, edit.Text)
	if err != nil {
		return readyEdit{}, brokenOff(edit.Segment, err)
	}
	return readyEdit{edit, at, issues}, nil
}

func (r readyEdit) apply(tr *l10n.Translation, ts []l10n.Target) error {
	return applyEdit(tr, ts, r.Edit, r.place.Segment.Hash(), r.issues)
}

func placeOf(e *l10n.Extraction, id l10n.SegmentID) (l10n.Place, error) {
	places := e.Places()
	i := slices.IndexFunc(places, func(at l10n.Place) bool { return at.Segment.ID == id })
	if i < 0 {
		return l10n.Place{}, errNoSegment(id)
	}
	return places[i], nil
}

// checkForm refuses a text that can't stand in its place: one that is far too long, or that has not the source's codes.
func checkForm(text l10n.Fragment, at l10n.Place) error {
	if err := text.CheckLength(at.Segment.Source); err != nil {
		return fmt.Errorf("segment %s: %w", at.Segment.ID, err)
	}
	if text.IsEmpty() {
		return nil
	}
	return text.CheckCodes(at.Segment.Source, at.Unit.Deletable)
}

func brokenOff(id l10n.SegmentID, err error) error {
	return fmt.Errorf("segment %s: the checks were broken off, and nothing is saved: %w", id, err)
}

func textOf(ts []l10n.Target, id l10n.SegmentID) l10n.Fragment {
	if i := indexOf(ts, id); i >= 0 {
		return ts[i].Text
	}
	return nil
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
