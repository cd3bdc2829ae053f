package review

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Saving is a person's change of one target with the segments that say the same, and perhaps their word that all may stand.
type Saving struct {
	l10n.Edit
	// Confirm says that the person confirms the texts at a step. Act is the ID of that word.
	Confirm bool
	Act     string
	Step    l10n.StepName
	At      time.Time
	// Like are segments with the same source to which the text is put too.
	Like []Follower
}

// Follower is a segment to which another's text is put.
type Follower struct {
	Segment l10n.SegmentID
	Version int // of the target that was seen
	// Own says that the person has seen that somebody wrote or confirmed another text there, and wants it replaced.
	Own bool
}

// Saved is what came of it.
type Saved struct {
	Target l10n.Target   // as it stands
	Like   []l10n.Target // those that have the text too
	// Refused are segments that have not got the text, and the saved one itself where its text stands and is not confirmed.
	Refused []Refused
	// Translation and All are the record and all targets as they stand.
	Translation l10n.Translation
	All         []l10n.Target
}

// Refused is a segment with the reason. It wraps [l10n.ErrConflict], [l10n.ErrRefused], [ErrOwnText] or an error of [Service.Edit].
type Refused struct {
	Segment l10n.SegmentID
	Err     error
}

// ErrOwnText refuses to replace a text that a person wrote or confirmed for a segment of its own. It wraps [l10n.ErrRefused].
var ErrOwnText = fmt.Errorf("%w: a person wrote or confirmed another text there", l10n.ErrRefused)

// Save stores a person's change of one target and puts the text to segments that say the same, in one transaction, and confirms
// them where the person says so. Its errors are those of [Service.Edit] and, where no text was changed, of [Service.Say]. A
// repeat changes nothing.
func (s *Service) Save(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, in Saving) (Saved, error) {
	edits, err := s.readySaving(ctx, tr, e, in)
	if err != nil {
		return Saved{}, err
	}
	now, ts, a, err := s.applySaving(ctx, tr, e, edits)
	out := Saved{Translation: now, All: ts}
	if i := indexOf(ts, in.Segment); i >= 0 {
		out.Target = ts[i]
	}
	if err != nil {
		return out, err
	}
	s.afterEdits(ctx, now, e, a.changed)
	s.untypeSaved(ctx, tr.TranslationKey, in.By, in.Version, in.Segment)
	for _, f := range edits[1:] {
		if why := a.refused[f.Segment]; why != nil {
			out.Refused = append(out.Refused, Refused{f.Segment, why})
		} else {
			out.Like = append(out.Like, ts[indexOf(ts, f.Segment)])
		}
	}
	if in.Confirm {
		err = s.confirmSaved(ctx, now, in, out)
	}
	if err != nil && len(a.changed) > 0 {
		out.Refused, err = append(out.Refused, Refused{in.Segment, err}), nil // the text is saved all the same
	}
	return out, err
}

// savingEdit is one of the edits of a saving; the first is that of the segment itself.
type savingEdit struct {
	readyEdit
	own     bool
	refusal error // of one that follows
}

// readySaving checks all that a saving is about, before any record is changed.
func (s *Service) readySaving(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, in Saving) ([]*savingEdit, error) {
	main, err := s.prepare(ctx, tr, e, in.Edit)
	if err != nil {
		return nil, err
	}
	edits := []*savingEdit{{readyEdit: main}}
	groups := Alike(e.Places())
	for _, f := range in.Like {
		edit := in.Edit
		edit.Segment, edit.Version = f.Segment, f.Version
		one := &savingEdit{readyEdit: readyEdit{Edit: edit}, own: f.Own}
		if f.Segment == in.Segment {
			continue
		}
		if group := groups[f.Segment]; group == "" || group != groups[in.Segment] {
			one.refusal = fmt.Errorf("%w: segment %s does not say the same as segment %s", l10n.ErrRefused, f.Segment, in.Segment)
		} else if one.readyEdit, err = s.prepare(ctx, tr, e, edit); err != nil {
			one.Edit, one.refusal = edit, err
		}
		edits = append(edits, one)
	}
	return edits, nil
}

// applySaving changes the targets in one transaction, and returns them as they stand.
func (s *Service) applySaving(ctx context.Context, tr l10n.Translation, e *l10n.Extraction,
	edits []*savingEdit) (l10n.Translation, []l10n.Target, applied, error) {
	compare, err := s.Checker.Consistency(ctx, tr.Site, e, tr.Locale)
	if err != nil {
		return tr, nil, applied{}, brokenOff(edits[0].Segment, err)
	}
	st := newStanding(l10n.Plan{}, tr, nil)
	if len(edits) > 1 {
		if st, err = s.standing(ctx, tr); err != nil {
			return tr, nil, applied{}, err
		}
	}
	var a applied
	now, ts, err := s.Records.UpdateTargets(ctx, tr.TranslationKey,
		func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
			a = applied{refused: map[l10n.SegmentID]error{}}
			before := textOf(ts, edits[0].Segment)
			if err := a.apply(t, ts, edits[0]); err != nil {
				return nil, err
			}
			for _, one := range edits[1:] {
				if err := st.mayFollow(ts, one, before); err != nil {
					a.refused[one.Segment] = err
				} else if err := a.apply(t, ts, one); err != nil {
					a.refused[one.Segment] = err
				}
			}
			compare(ts)
			recount(t, ts)
			for n := range a.changed {
				a.changed[n].Target = ts[indexOf(ts, a.changed[n].Segment)] // with what the comparison found
			}
			return ts, nil
		})
	return now, ts, a, err
}

// applied is what a transaction has made of the edits of a saving.
type applied struct {
	changed []written
	refused map[l10n.SegmentID]error
}

// apply applies one edit. One that is in the records already changes nothing.
func (a *applied) apply(tr *l10n.Translation, ts []l10n.Target, one *savingEdit) error {
	i := indexOf(ts, one.Segment)
	if i >= 0 && repeats(ts[i], one.Edit) {
		return nil
	}
	var before l10n.Target
	if i >= 0 {
		before = ts[i]
	}
	if err := one.readyEdit.apply(tr, ts); err != nil {
		return err
	}
	if ts[i].Version != before.Version {
		a.changed = append(a.changed, written{ts[i], before.Text})
	}
	return nil
}

// mayFollow refuses a segment that does not take the text of the one that is saved.
func (st *standing) mayFollow(ts []l10n.Target, one *savingEdit, before l10n.Fragment) error {
	i := indexOf(ts, one.Segment)
	switch {
	case one.refusal != nil:
		return one.refusal
	case i >= 0 && !one.own && st.follows(ts[i], before, one.By, one.Text) == FollowsNot:
		return ErrOwnText
	}
	return nil
}

// repeats reports whether an edit is in a target already: the same person has written the same text over the version that was
// seen.
func repeats(t l10n.Target, e l10n.Edit) bool {
	return t.Version == e.Version+1 && t.Origin.Kind == l10n.SubHuman && t.Origin.By.Same(e.By) && t.Text.String() == e.Text.String()
}

// confirmSaved keeps the person's word on what was saved and is not confirmed by being written.
func (s *Service) confirmSaved(ctx context.Context, tr l10n.Translation, in Saving, out Saved) error {
	st, err := s.standing(ctx, tr)
	if err != nil {
		return err
	}
	w := Word{ID: in.Act, Step: in.Step, By: in.By, Segments: map[l10n.SegmentID]int{}, Outcome: l10n.Pass, At: in.At}
	for n, t := range append([]l10n.Target{out.Target}, out.Like...) {
		if v, ok := st.verdict(in.Step, t); ok && v.Outcome == l10n.Pass || n > 0 && !confirmable(t) {
			continue
		}
		w.Segments[t.Segment] = t.Version
	}
	if len(w.Segments) == 0 {
		return nil
	}
	_, err = s.Say(ctx, tr.TranslationKey, w)
	return err
}

// afterEdits keeps that who wrote texts has confirmed them, and has the memory learn them. What fails of it is made up for: the
// texts are saved and stand as open, and the approval teaches them.
func (s *Service) afterEdits(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, changed []written) {
	if len(changed) == 0 {
		return
	}
	passed, err := s.confirmWritten(ctx, tr, changed)
	if err != nil {
		passed = nil
	}
	var confirmed, open []l10n.Target
	for _, t := range changed {
		if passed[t.Segment] {
			confirmed = append(confirmed, t.Target)
		} else {
			open = append(open, t.Target)
		}
	}
	s.teach(ctx, tr, e, changed[0].Origin.By, confirmed, open)
}
