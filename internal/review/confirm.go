package review

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Word is what a person says of segments at the step that waits: that they may stand, or that something has to change.
type Word struct {
	ID   string // of the act; a repeat changes nothing
	Step l10n.StepName
	By   l10n.UserID
	// Segments are those that it is about, with the versions of their targets that the person saw.
	Segments map[l10n.SegmentID]int
	// Class names segments at once, of [l10n.Classes]: all of the class that are open. VersionsHash is then that of all
	// targets that the person saw.
	Class        string
	VersionsHash l10n.Hash
	// Leave are segments of the class that the word is not about.
	Leave []l10n.SegmentID
	// Outcome is Pass, which confirms, or Changes. Remarks and Comment say what has to change.
	Outcome l10n.Outcome
	Remarks []l10n.Remark
	Comment string
	At      time.Time
}

// Say keeps a person's word on segments, and returns how many it is about. Errors wrap [l10n.ErrConflict] when a text has
// changed since the person saw it, [l10n.ErrNotFound] for an unknown segment, and [l10n.ErrRefused] where the step does
// not wait, the person is not among those whom it asks, or a text is empty or has an issue that must be mended first.
func (s *Service) Say(ctx context.Context, k l10n.TranslationKey, w Word) (n int, err error) {
	if w.Outcome != l10n.Pass && w.Outcome != l10n.Changes {
		return 0, fmt.Errorf("%w: a person says pass or changes, and not %q", l10n.ErrRefused, w.Outcome)
	}
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return 0, err
	}
	st, err := s.standing(ctx, tr)
	if err != nil {
		return 0, err
	}
	if err := s.maySay(ctx, tr, st.step(w.Step), w); err != nil {
		return 0, err
	}
	a := l10n.Assessment{ID: w.ID, Run: tr.Run, Step: w.Step, Round: tr.Round, By: person(w.By), Class: w.Class, At: w.At}
	var about []l10n.Target
	err = s.Records.RecordAssessment(ctx, k, a, func(tr l10n.Translation, ts []l10n.Target) (vs []l10n.Verdict, err error) {
		if tr.Stage != l10n.StageReview || tr.Step != w.Step {
			return nil, notWaiting(w.Step, tr.Step)
		}
		if about, err = st.about(w, ts); err != nil {
			return nil, err
		}
		n = len(about)
		for _, t := range about {
			v := verdictOn(t, a)
			v.Outcome, v.Remarks, v.Comment, v.Why = w.Outcome, w.Remarks, w.Comment, w.Class
			vs = append(vs, v)
		}
		return vs, nil
	})
	if err == nil {
		s.teachWord(ctx, tr, w.By, w.Outcome, about)
	}
	return n, err
}

// maySay refuses a word of somebody whom the step does not ask, and a confirmation by eyes that may not approve the step.
func (s *Service) maySay(ctx context.Context, tr l10n.Translation, step l10n.ReviewStep, w Word) error {
	if err := mayJudge(step, w.By); err != nil || w.Outcome != l10n.Pass {
		return err
	}
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil {
		return err
	}
	return s.fourEyes(ctx, tr, l10n.Decision{Kind: l10n.Approve, Step: w.Step, By: w.By}, approvalsOfRound(all, tr.Run, ""))
}

func person(by l10n.UserID) l10n.Reviewer {
	return l10n.Reviewer{Kind: l10n.ReviewerKind(l10n.StepPerson), ID: string(by)}
}

// verdictOn begins a verdict of an assessment on a target as it stands.
func verdictOn(t l10n.Target, a l10n.Assessment) l10n.Verdict {
	return l10n.Verdict{Segment: t.Segment, Step: a.Step, Round: a.Round, SourceHash: t.SourceHash, TargetHash: t.Text.Hash(), By: a.By,
		Assessment: a.ID, Shadow: a.Shadow, At: a.At}
}

// mayJudge refuses a word on a step that no people do, or that asks others.
func mayJudge(step l10n.ReviewStep, by l10n.UserID) error {
	if !step.IsPerson() {
		return fmt.Errorf("%w: step %q is of the kind %s: no person approves it", l10n.ErrRefused, step.Name, step.Kind)
	}
	if len(step.Who) > 0 && !slices.ContainsFunc(step.Who, by.Same) {
		return fmt.Errorf("%w: step %q asks %s, and not %s", l10n.ErrRefused, step.Name, english.List(step.Who), by)
	}
	return nil
}

// about returns the targets that a word is about.
func (st *standing) about(w Word, ts []l10n.Target) ([]l10n.Target, error) {
	if w.Class != "" {
		if w.VersionsHash != l10n.VersionsHash(ts) {
			return nil, fmt.Errorf("the text is another than the one that was shown: %w", l10n.ErrConflict)
		}
		of, err := st.ofClass(w.Step, w.Class, ts)
		return slices.DeleteFunc(of, func(t l10n.Target) bool { return slices.Contains(w.Leave, t.Segment) }), err
	}
	var about []l10n.Target
	for id, version := range w.Segments {
		i := indexOf(ts, id)
		switch {
		case i < 0:
			return nil, fmt.Errorf("segment %s: %w", id, l10n.ErrNotFound)
		case ts[i].Version != version:
			return nil, fmt.Errorf("segment %s was changed since it was shown: %w", id, l10n.ErrConflict)
		case w.Outcome == l10n.Pass && !confirmable(ts[i]):
			return nil, fmt.Errorf("%w: segment %s has no translation, or an issue that must be mended first", l10n.ErrRefused, id)
		}
		about = append(about, ts[i])
	}
	return about, nil
}

// confirmable reports whether a person may confirm a target: it has a text and nothing that blocks.
func confirmable(t l10n.Target) bool { return !t.Text.IsEmpty() && !l10n.Blocks(t.Issues) }

// ofClass returns the open targets of a class that can be confirmed.
func (st *standing) ofClass(step l10n.StepName, class string, ts []l10n.Target) ([]l10n.Target, error) {
	if !slices.Contains(l10n.Classes(), class) {
		return nil, fmt.Errorf("%w: there is no class %q of segments: there are %s", l10n.ErrRefused, class,
			english.List(l10n.Classes()))
	}
	var of []l10n.Target
	for _, t := range ts {
		if st.needsWord(step, t) && confirmable(t) && st.isOf(step, class, t) {
			of = append(of, t)
		}
	}
	return of, nil
}

// needsWord reports whether a target waits for a person's word at a step: it is open, or nobody has ever confirmed it.
func (st *standing) needsWord(step l10n.StepName, t l10n.Target) bool {
	return t.SubState != l10n.SubCopy && (st.open(step, t) || st.unconfirmed(t))
}

// unconfirmed reports whether a machine made a text and neither a person has confirmed it nor a machine may approve it.
func (st *standing) unconfirmed(t l10n.Target) bool {
	if !t.IsUnconfirmed() || st.approvedBy(t) != nil {
		return false
	}
	_, ok := st.confirmation(t)
	return !ok
}

func (st *standing) isOf(step l10n.StepName, class string, t l10n.Target) bool {
	switch class {
	case l10n.ClassAll:
		return true
	case l10n.ClassWithoutRemarks:
		return len(t.Issues) == 0 && !st.remarked(t)
	case l10n.ClassPassed:
		ok, _ := st.passed(step, t)
		return ok
	case l10n.ClassConfirmed:
		_, ok := st.confirmation(t)
		return ok
	}
	return t.MatchClass() == l10n.MatchClass(class)
}

// remarked reports whether a reviewer of any kind has found something in a target as it stands.
func (st *standing) remarked(t l10n.Target) bool {
	for _, s := range st.steps {
		if v, ok := st.verdict(s.Name, t); ok && !s.Shadow && (v.Outcome == l10n.Changes || len(v.Remarks) > 0) {
			return true
		}
	}
	return false
}
