package review

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// EndStep ends a machine's step of a round: the segments of which it has said nothing, and why in a few words, go to people
// or, where the step says so, have the translation fail with an error that wraps [l10n.ErrRefused]. A step that decides is
// concluded by that; of a shadow nothing is decided. A repeat changes nothing.
func (s *Service) EndStep(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, why string) (Decided, error) {
	j, err := s.job(ctx, k, name)
	if err != nil {
		return Decided{}, err
	}
	left, err := s.abstain(ctx, j, why)
	if err != nil {
		return Decided{}, err
	}
	if j.step.Shadow {
		return Decided{}, nil
	}
	if left > 0 && j.step.Then == l10n.ThenFail {
		return Decided{}, fmt.Errorf("%w: step %q has no verdict on %s (%s), and by its rule the translation fails then",
			l10n.ErrRefused, name, english.Count(left, "segment"), why)
	}
	return s.conclude(ctx, k, name)
}

// abstain has a step abstain from what it has said nothing of, and says of how much that is by all of the round.
func (s *Service) abstain(ctx context.Context, j *job, why string) (int, error) {
	id := "ended:" + string(j.tr.Run) + ":" + string(j.step.Name) + ":" + strconv.Itoa(j.tr.Round)
	a := l10n.Assessment{ID: id, Run: j.tr.Run, Step: j.step.Name, Round: j.tr.Round, Left: why, Shadow: j.step.Shadow,
		By: l10n.Reviewer{Kind: l10n.ByRule}, At: time.Now().UTC()}
	about, _ := j.due(0, 0)
	err := s.Records.RecordAssessment(ctx, j.tr.TranslationKey, a, func(_ l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		var vs []l10n.Verdict
		now := bySegment(ts)
		for _, at := range about {
			if t, ok := now[at.target.Segment]; ok {
				v := verdictOn(t, a)
				v.Outcome, v.Why, v.Comment = l10n.Abstain, whyNoAnswer, why
				vs = append(vs, v)
			}
		}
		for _, other := range j.others { // by which one sees that the step did not look at them
			if t, ok := now[other.Segment]; ok {
				v := verdictOn(t, a)
				v.Outcome, v.Why = l10n.Skipped, whyCondition
				vs = append(vs, v)
			}
		}
		return vs, nil
	})
	if err != nil {
		return 0, err
	}
	left := len(about)
	for _, at := range j.segments { // of an earlier try of this
		if v, ok := j.verdict(j.step.Name, at.target); ok && v.Assessment == id {
			left++
		}
	}
	return left, nil
}

// route keeps which segments a step of people asks about in a round, and which not, and why. It returns how many it asks
// about. A repeat changes nothing.
func (s *Service) route(ctx context.Context, tr l10n.Translation, name l10n.StepName, reopened func(l10n.Verdict) bool) (*standing, error) {
	st, err := s.standing(ctx, tr)
	if err != nil || tr.Plan == "" {
		return st, err
	}
	e, err := s.extraction(ctx, tr.Extraction)
	if err != nil {
		return nil, err
	}
	step := st.step(name)
	a := l10n.Assessment{ID: "opened:" + string(tr.Run) + ":" + string(name) + ":" + strconv.Itoa(tr.Round), Run: tr.Run, Step: name,
		Round: tr.Round, By: l10n.Reviewer{Kind: l10n.ByRule}, At: time.Now().UTC()}
	err = s.Records.RecordAssessment(ctx, tr.TranslationKey, a, func(_ l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		var vs []l10n.Verdict
		for i, at := range e.Places() {
			if i >= len(ts) || ts[i].Segment != at.Segment.ID {
				return nil, fmt.Errorf("%w: the targets are not those of the source", l10n.ErrConflict)
			}
			v := verdictOn(ts[i], a)
			said, ok := st.verdict(name, ts[i])
			switch {
			case ok && reopened(said):
				v.Outcome, v.Why = l10n.Asked, whyReopened
			case ok && said.By.Kind != l10n.ByRule:
				continue // what people said stands
			default:
				v.Outcome, v.Why = st.route(step, at, ts[i], tr.Document)
			}
			vs = append(vs, v)
		}
		return vs, nil
	})
	if err != nil {
		return nil, err
	}
	return s.standing(ctx, tr)
}

// reopenedBy says which verdicts of a step of people no longer count because a later step has sent the translation back: all
// on the segments that the request names, or those of people on any.
func reopenedBy(all []l10n.Decision, tr l10n.Translation) func(l10n.Verdict) bool {
	var request l10n.Decision
	for _, d := range all {
		if d.Run == tr.Run && d.Kind == l10n.RequestChanges {
			request = d
		}
	}
	return func(v l10n.Verdict) bool {
		if request.ID == "" || v.Round >= tr.Round {
			return false
		}
		return slices.Contains(request.Segments, v.Segment) || len(request.Segments) == 0 && v.By.Kind != l10n.ByRule
	}
}

// conclude ends a step that asks people about nothing, or that machines did, without a word of people. At the last step
// the translation is approved by it.
func (s *Service) conclude(ctx context.Context, k l10n.TranslationKey, name l10n.StepName) (Decided, error) {
	for try := 1; ; try++ {
		out, err := s.tryConclude(ctx, k, name)
		if try == 3 || !errors.Is(err, l10n.ErrConflict) { // else somebody has edited a text meanwhile
			return out, err
		}
	}
}

func (s *Service) tryConclude(ctx context.Context, k l10n.TranslationKey, name l10n.StepName) (Decided, error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return Decided{}, err
	}
	d := l10n.Decision{ID: "concluded:" + string(tr.Run) + ":" + string(name) + ":" + strconv.Itoa(tr.Round), Kind: l10n.Conclude, Step: name,
		At: time.Now().UTC(), Document: k.Document, Locale: k.Locale, Run: tr.Run}
	earlier, err := s.inTurn(ctx, tr, d)
	if err != nil {
		return Decided{}, err
	}
	return s.record(ctx, tr, d, earlier)
}

// concluded takes the end of a step that no person has decided. ts are the targets as they stand, and are changed in place.
func (st *standing) concluded(tr *l10n.Translation, ts []l10n.Target, d l10n.Decision, last bool) error {
	if tr.Step != d.Step {
		return notWaiting(d.Step, tr.Step)
	}
	if d.TargetHash != l10n.TargetsHash(ts) {
		return fmt.Errorf("a text was changed meanwhile: %w", l10n.ErrConflict)
	}
	if last {
		if err := approvable(ts); err != nil {
			return err
		}
		st.finish(ts)
	}
	st.ended(tr, ts, last)
	return nil
}
