package review

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Assessed is what came of asking a step about some segments. Its JSON is in histories.
type Assessed struct {
	// Next is the first segment that the step has not been asked about, in document order; 0 says that none is left.
	Next int `json:",omitempty"`
	// Passed, Changes and Abstained count the segments by their verdicts.
	Passed    int `json:",omitempty"`
	Changes   int `json:",omitempty"`
	Abstained int `json:",omitempty"`
}

// Assess asks a step that is done in this process about the segments from one on, as many as it takes at once. What it has
// said already of a text as it stands is not asked again. A step that the plan doesn't have, or that is done in another
// way, is refused with an error that wraps [l10n.ErrRefused].
func (s *Service) Assess(ctx context.Context, k l10n.TranslationKey, name l10n.StepName, from int) (Assessed, error) {
	j, err := s.job(ctx, k, name)
	if err != nil {
		return Assessed{}, err
	}
	kind, err := KindOf(j.step)
	if err != nil {
		return Assessed{}, err
	}
	if kind.Way != InProcess {
		return Assessed{}, fmt.Errorf("%w: step %q is done by %s", l10n.ErrRefused, name, kind.Way)
	}
	about, next := j.due(from, kind.Batch)
	if len(about) == 0 {
		return Assessed{}, nil
	}
	assessor, err := kind.Open(s, j.step)
	if err != nil {
		return Assessed{}, err
	}
	task := s.taskOf(j.tr, j.extraction, j.step, about)
	answer, err := assessor.Assess(ctx, task)
	if err != nil {
		return Assessed{}, err
	}
	out, err := s.take(ctx, j, task, answer)
	out.Next = next
	return out, err
}

// job is a machine's step of a translation, with what it is about.
type job struct {
	tr         l10n.Translation
	extraction *l10n.Extraction
	step       l10n.ReviewStep
	*standing
	segments []segmentAt   // all that the step concerns, in document order, those without a text left out
	others   []l10n.Target // those with a text that it does not concern
}

func (s *Service) job(ctx context.Context, k l10n.TranslationKey, name l10n.StepName) (*job, error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return nil, err
	}
	p, err := s.plan(ctx, tr)
	if err != nil {
		return nil, err
	}
	if err := s.inherit(ctx, tr, p); err != nil { // a shadow may be the first that looks
		return nil, err
	}
	st, err := s.standing(ctx, tr)
	if err != nil {
		return nil, err
	}
	j := &job{tr: tr, step: st.step(name), standing: st}
	if j.step.IsPerson() {
		return nil, fmt.Errorf("%w: the review of %s into %s has no machine's step %q", l10n.ErrRefused, k.Document, k.Locale, name)
	}
	if j.extraction, err = s.extraction(ctx, tr.Extraction); err != nil {
		return nil, err
	}
	ts, err := s.Records.Targets(ctx, k)
	if err != nil {
		return nil, err
	}
	j.segments, j.others = st.concerned(j.step, j.extraction, ts)
	return j, nil
}

// concerned pairs the segments that a machine's step is about with their targets. What has nothing to translate is nobody's
// to judge, and neither is what has no text, but by a file: whoever takes it can write the text. others are the targets that
// it is not about.
func (st *standing) concerned(step l10n.ReviewStep, e *l10n.Extraction, ts []l10n.Target) (all []segmentAt, others []l10n.Target) {
	of := bySegment(ts)
	for _, at := range e.Places() {
		t := of[at.Segment.ID]
		switch {
		case t.Text.IsEmpty() && step.Kind != l10n.StepFile || t.SubState == l10n.SubCopy:
		case Concerns(step, at, t, st.lowestScore(step.Name, t)):
			all = append(all, segmentAt{at, t})
		default:
			others = append(others, t)
		}
	}
	return all, others
}

// due returns the segments from one on that the step has not judged as they stand, at most n of them (0 is all), and where
// to go on; 0 is nowhere.
func (j *job) due(from, n int) (about []segmentAt, next int) {
	for i := min(from, len(j.segments)); i < len(j.segments); i++ {
		if n > 0 && len(about) == n {
			return about, i
		}
		if _, said := j.verdict(j.step.Name, j.segments[i].target); !said {
			about = append(about, j.segments[i])
		}
	}
	return about, 0
}

// take keeps an answer to a task as verdicts on the texts as they stand. What is said of a text that has changed since does
// not count, and neither does what is said of a segment that was not asked about.
func (s *Service) take(ctx context.Context, j *job, task assess.Task, answer assess.Answer) (Assessed, error) {
	by := answer.Reviewer
	by.Kind = l10n.ReviewerKind(j.step.Kind) // whoever answers does not say what kind of step this is
	a := l10n.Assessment{ID: task.ID, Run: j.tr.Run, Step: j.step.Name, Round: j.tr.Round, By: by, Dropped: answer.Dropped,
		Malformed: answer.Malformed, Cost: answer.Cost, Shadow: j.step.Shadow, At: time.Now().UTC()}
	var out Assessed
	err := s.Records.RecordAssessment(ctx, j.tr.TranslationKey, a, func(_ l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		out = Assessed{}
		asked, now := hashesOf(task), bySegment(ts)
		var vs []l10n.Verdict
		add := func(id l10n.SegmentID, hash l10n.Hash, fill func(*l10n.Verdict)) {
			t := now[id]
			if hash == "" || asked[id] != hash || t.Text.Hash() != hash {
				return
			}
			delete(asked, id) // the first word on a segment counts
			v := verdictOn(t, a)
			fill(&v)
			vs = append(vs, v)
			out.count(v.Outcome)
		}
		for _, said := range answer.Segments {
			if !assess.IsVerdict(said.Verdict) {
				continue // no reviewer says whether people are asked
			}
			add(said.ID, said.TargetHash, func(v *l10n.Verdict) {
				v.Outcome, v.Score, v.Remarks, v.Comment = said.Verdict, said.Score, said.Issues, said.Comment
				if said.Proposed != "" {
					f := l10n.ParseFragment(said.Proposed)
					v.Proposed = &f
				}
			})
		}
		for _, left := range answer.Skipped {
			add(left.ID, asked[left.ID], func(v *l10n.Verdict) {
				v.Outcome, v.Why, v.Comment = l10n.Abstain, "skipped", left.Why
			})
		}
		return vs, nil
	})
	return out, err
}

// hashesOf are the hashes of a task's targets.
func hashesOf(t assess.Task) map[l10n.SegmentID]l10n.Hash {
	hashes := make(map[l10n.SegmentID]l10n.Hash, len(t.Segments))
	for _, g := range t.Segments {
		hashes[g.ID] = g.TargetHash
	}
	return hashes
}

func bySegment(ts []l10n.Target) map[l10n.SegmentID]l10n.Target {
	of := make(map[l10n.SegmentID]l10n.Target, len(ts))
	for _, t := range ts {
		of[t.Segment] = t
	}
	return of
}

func (a *Assessed) count(o l10n.Outcome) {
	switch o {
	case l10n.Pass:
		a.Passed++
	case l10n.Changes:
		a.Changes++
	default:
		a.Abstained++
	}
}
