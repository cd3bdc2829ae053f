package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Decided is what came of a decision. Its JSON is in histories.
type Decided struct {
	// SourceHash and TargetHash are those of the texts that the decision is bound to.
	SourceHash, TargetHash l10n.Hash
	// Targets is the snapshot that was approved, when the review is over.
	Targets l10n.Ref
	// Unconfirmed counts the texts of the snapshot that no person wrote and that nobody is known to have looked at.
	Unconfirmed int `json:",omitempty"`
	// Carried are the approvals that stand when a declaration has left nothing to look at.
	Carried []l10n.Decision `json:",omitempty"`
	// Recorded is the decision as it stands in the records, bound to the texts.
	Recorded *l10n.Decision `json:",omitempty"`
}

// Decide takes an approval, a request for changes or a change of assignee into the records, bound to the texts as they
// stand. last says that the step is the last one; where the record knows its steps, it says. The last approval keeps a
// snapshot of the targets, which is what will be published, and feeds the memory. A repeat changes nothing. A refusal
// wraps [l10n.ErrRefused], and texts that changed since the person saw them [l10n.ErrConflict].
func (s *Service) Decide(ctx context.Context, k l10n.TranslationKey, d l10n.Decision, last bool) (Decided, error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return Decided{}, err
	}
	if d.Kind.OfHouse() {
		return Decided{}, fmt.Errorf("%w: no person concludes a step, escalates it or has somebody stand in", l10n.ErrRefused)
	}
	earlier, err := s.inTurn(ctx, tr, d)
	if err != nil {
		return Decided{}, err
	}
	if len(tr.Steps) == 0 && last {
		tr.Steps = []l10n.StepName{d.Step} // a record of the time before it knew its steps
	}
	return s.record(ctx, tr, d, earlier)
}

// record takes a decision whose turn it is into the records. earlier are those that ended the round's steps before.
func (s *Service) record(ctx context.Context, tr l10n.Translation, d l10n.Decision, earlier []l10n.Decision) (Decided, error) {
	k, last := tr.TranslationKey, false
	if n := len(tr.Steps); n > 0 {
		last = tr.Steps[n-1] == d.Step
	}
	e, err := s.extraction(ctx, tr.Extraction)
	if err != nil {
		return Decided{}, err
	}
	seen, source := d, l10n.SourceHash(e.Units)
	if d, err = s.bind(ctx, k, d, source); err != nil {
		return Decided{}, err
	}
	st, err := s.confirmBy(ctx, tr, seen, source)
	if err != nil {
		return Decided{}, err
	}
	if err := s.Records.RecordDecision(ctx, k, d, func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		if d.Kind == l10n.Conclude {
			err = st.concluded(t, ts, d, last)
		} else {
			err = st.applyDecision(t, ts, seen, source, last)
		}
		if err != nil || !d.Ends() || !last {
			return nil, err
		}
		sign(ts, append(slices.Clip(earlier), d))
		return ts, nil
	}); err != nil {
		return Decided{}, err
	}
	out := Decided{SourceHash: d.SourceHash, TargetHash: d.TargetHash, Recorded: &d}
	if d.Ends() && last {
		out.Targets, out.Unconfirmed, err = s.keepApproved(ctx, tr, e, d)
	}
	return out, err
}

// bind binds a decision to the source as it stands, and an approval that names no targets to those that stand. A repeat
// is bound as the first of its kind was.
func (s *Service) bind(ctx context.Context, k l10n.TranslationKey, d l10n.Decision,
	source l10n.Hash) (l10n.Decision, error) {
	all, err := s.Records.Decisions(ctx, k)
	if err != nil {
		return d, err
	}
	if i := slices.IndexFunc(all, func(o l10n.Decision) bool { return o.ID == d.ID }); i >= 0 {
		if !d.Repeats(all[i]) {
			return d, l10n.ErrOtherDecision(d.ID)
		}
		return all[i], nil
	}
	stated := d.AsStated()
	d.SourceHash = source
	if d.Ends() && d.TargetHash == "" {
		ts, err := s.Records.Targets(ctx, k)
		if err != nil {
			return d, err
		}
		if err := unchangedSince(ts, d); err != nil {
			return d, err
		}
		d.TargetHash, d.VersionsHash = l10n.TargetsHash(ts), l10n.VersionsHash(ts)
	}
	if d.Seal != nil && d.AsStated() != stated {
		d.Stated = &stated
	}
	return d, nil
}

// unchangedSince refuses a signed approval that names no texts when somebody has changed one after it was signed: it
// stands for what stood then, however late it comes.
func unchangedSince(ts []l10n.Target, d l10n.Decision) error {
	for _, t := range ts {
		if d.Seal != nil && t.EditedAt.After(d.At) {
			return fmt.Errorf("segment %s was changed after the approval was signed: %w", t.Segment, l10n.ErrConflict)
		}
	}
	return nil
}

// keepApproved keeps the snapshot of the targets that the last approval made final, and gives them to the memory. It also
// returns how many of them nobody is known to have looked at.
func (s *Service) keepApproved(ctx context.Context, tr l10n.Translation, e *l10n.Extraction,
	d l10n.Decision) (l10n.Ref, int, error) {
	ts, err := s.Records.Targets(ctx, tr.TranslationKey)
	if err != nil {
		return "", 0, err
	}
	if !d.TargetHash.Holds(l10n.TargetsHash(ts)) { // a repeat that comes after a later run has begun
		return "", 0, fmt.Errorf("the text is another than the one that was approved: %w", l10n.ErrConflict)
	}
	ref, err := blob.PutJSON(ctx, s.Blobs, ts)
	if err != nil {
		return "", 0, err
	}
	if _, err := s.Records.UpdateTranslation(ctx, tr.TranslationKey, func(t *l10n.Translation) error {
		t.Targets = ref
		return nil
	}); err != nil {
		return "", 0, err
	}
	unconfirmed := l10n.CountProgress(ts).Unconfirmed
	if s.Memory == nil {
		return ref, unconfirmed, nil
	}
	if err := s.Memory.Add(ctx, memoryEntries(tr, e, ts, d)); err != nil {
		return ref, unconfirmed, err
	}
	return ref, unconfirmed, s.Memory.Settle(ctx, tr.TranslationKey)
}

// confirmBy keeps what an approval confirms and which segments a request for changes names, before the decision itself is
// recorded, and returns how the review stands then. Of another decision it keeps nothing.
func (s *Service) confirmBy(ctx context.Context, tr l10n.Translation, d l10n.Decision, source l10n.Hash) (*standing, error) {
	st, err := s.standing(ctx, tr)
	if err != nil || d.Kind == l10n.Conclude {
		return st, err
	}
	if err := mayJudge(st.step(d.Step), d.By); err != nil && d.Kind != l10n.Reassign {
		return nil, err
	}
	names := len(d.Segments) > 0 && d.Kind != l10n.Reassign
	if !names && (d.Kind != l10n.Approve || len(d.Confirm) == 0) {
		return st, nil
	}
	a := l10n.Assessment{ID: d.ID, Run: tr.Run, Step: d.Step, Round: tr.Round, By: person(d.By), Class: english.List(d.Confirm), At: d.At}
	var about []l10n.Target
	err = s.Records.RecordAssessment(ctx, tr.TranslationKey, a, func(now l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		if now.Step != d.Step {
			return nil, notWaiting(d.Step, now.Step)
		}
		if d.Kind == l10n.RequestChanges {
			return wantsChanged(d, a, ts), nil
		}
		if err := asSeen(ts, d, source); err != nil {
			return nil, err
		}
		vs, err := st.confirms(d, a, ts)
		for _, v := range vs {
			about = append(about, ts[indexOf(ts, v.Segment)])
		}
		return vs, err
	})
	if err != nil {
		return nil, err
	}
	s.teachWord(ctx, tr, d.By, l10n.Pass, about)
	return s.standing(ctx, tr)
}

// wantsChanged are the verdicts by which a request for changes sends back the segments that it names.
func wantsChanged(d l10n.Decision, a l10n.Assessment, ts []l10n.Target) []l10n.Verdict {
	var vs []l10n.Verdict
	for _, t := range ts {
		if slices.Contains(d.Segments, t.Segment) {
			v := verdictOn(t, a)
			v.Outcome, v.Why, v.Comment = l10n.Changes, whyNamed, d.Comment
			vs = append(vs, v)
		}
	}
	return vs
}

// confirms are the verdicts by which an approval confirms the segments that it names and the open ones of its classes.
func (st *standing) confirms(d l10n.Decision, a l10n.Assessment, ts []l10n.Target) ([]l10n.Verdict, error) {
	why := map[l10n.SegmentID]string{}
	for _, id := range d.Segments {
		why[id] = whyNamed
	}
	for _, class := range d.Confirm {
		of, err := st.ofClass(d.Step, class, ts)
		if err != nil {
			return nil, err
		}
		for _, t := range of {
			if why[t.Segment] == "" {
				why[t.Segment] = class
			}
		}
	}
	var vs []l10n.Verdict
	for _, t := range ts {
		if why[t.Segment] == "" || !st.needsWord(d.Step, t) || !confirmable(t) {
			continue
		}
		v := verdictOn(t, a)
		v.Outcome, v.Why = l10n.Pass, why[t.Segment]
		vs = append(vs, v)
	}
	return vs, nil
}

// applyDecision takes a person's decision for the record's waiting step. ts are the targets as they stand and are changed
// in place.
func (st *standing) applyDecision(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision, source l10n.Hash, last bool) error {
	if tr.Step != d.Step {
		return notWaiting(d.Step, tr.Step)
	}
	switch d.Kind {
	case l10n.Approve:
		return st.approve(tr, ts, d, source, last)
	case l10n.RequestChanges:
		sendBack(tr, ts, d)
	case l10n.Reassign:
		tr.Assignee = d.To
	default:
		return fmt.Errorf("%w: unknown decision %q", l10n.ErrRefused, d.Kind)
	}
	return nil
}

// sendBack demotes what earlier steps had reviewed: it has to be looked at again.
func sendBack(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision) {
	for i := range ts {
		if ts[i].State.AtLeast(l10n.Reviewed) {
			ts[i].State = l10n.Translated
		}
	}
	tr.Step, tr.Assignee, tr.Comment = "", "", d.Comment
	tr.Round++
}
