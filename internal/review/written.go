package review

import (
	"context"
	"slices"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// written is a target that a person has just written, with the text before.
type written struct {
	l10n.Target
	before l10n.Fragment
}

// confirmWritten keeps that who wrote texts at the step that waits has confirmed them, where they are whom the step asks, and
// how much of the texts before is changed. All are of one act of one person; the first gives it its name. It returns those that
// are confirmed by that.
func (s *Service) confirmWritten(ctx context.Context, tr l10n.Translation, all []written) (map[l10n.SegmentID]bool, error) {
	all = slices.DeleteFunc(slices.Clone(all), func(t written) bool { return t.Text.IsEmpty() })
	if len(all) == 0 || tr.Step == "" || tr.StepKind != "" && tr.StepKind != l10n.StepPerson {
		return nil, nil
	}
	first := all[0]
	by := first.Origin.By
	p, err := s.plan(ctx, tr)
	if err != nil {
		return nil, err
	}
	step := newStanding(p, tr, nil).step(tr.Step)
	theirs := s.maySay(ctx, tr, step, Word{Step: tr.Step, By: by, Outcome: l10n.Pass}) == nil
	a := l10n.Assessment{ID: "wrote:" + string(tr.Run) + ":" + string(first.Segment) + ":" + strconv.Itoa(first.Version), Run: tr.Run, Step: tr.Step,
		Round: tr.Round, By: person(by), At: first.EditedAt}
	var passed map[l10n.SegmentID]bool
	err = s.Records.RecordAssessment(ctx, tr.TranslationKey, a, func(now l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		if now.Step != tr.Step {
			return nil, nil
		}
		var vs []l10n.Verdict
		passed = map[l10n.SegmentID]bool{}
		for _, t := range all {
			i := indexOf(ts, t.Segment)
			if i < 0 || ts[i].Version != t.Version {
				continue
			}
			v := verdictOn(ts[i], a)
			v.Outcome, v.Why = wroteOutcome(ts[i], theirs)
			passed[t.Segment] = v.Outcome == l10n.Pass
			if !t.before.IsEmpty() {
				v.Rewrite = rewrite(t.before, t.Text)
			}
			vs = append(vs, v)
		}
		return vs, nil
	})
	return passed, err
}

// wroteOutcome says whether a text is confirmed by being written. theirs says that the step asks who wrote it.
func wroteOutcome(t l10n.Target, theirs bool) (l10n.Outcome, string) {
	switch {
	case !theirs:
		return l10n.Asked, whyEdited // the text is theirs, and somebody else confirms it
	case worst(t.Issues) >= worthATime:
		return l10n.Asked, whyIssue // whoever wrote it looks at the remark first
	}
	return l10n.Pass, whyWrote
}
