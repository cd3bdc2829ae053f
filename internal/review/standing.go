package review

import (
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// standing is how a review stands: its rules, and what was said of the texts as they are. Verdicts on other texts don't
// count.
type standing struct {
	plan     l10n.Plan
	steps    []l10n.ReviewStep
	verdicts map[l10n.StepName]map[l10n.SegmentID]l10n.Verdict
}

// standing loads the rules of a translation and its verdicts.
func (s *Service) standing(ctx context.Context, tr l10n.Translation) (*standing, error) {
	p, err := s.plan(ctx, tr)
	if err != nil {
		return nil, err
	}
	vs, err := s.Records.Verdicts(ctx, tr.TranslationKey, tr.Run)
	if err != nil {
		return nil, err
	}
	return newStanding(p, tr, vs), nil
}

func newStanding(p l10n.Plan, tr l10n.Translation, vs []l10n.Verdict) *standing {
	st := &standing{plan: p, steps: stepsOf(p, tr), verdicts: map[l10n.StepName]map[l10n.SegmentID]l10n.Verdict{}}
	for _, v := range vs {
		of := st.verdicts[v.Step]
		if of == nil {
			of = map[l10n.SegmentID]l10n.Verdict{}
			st.verdicts[v.Step] = of
		}
		of[v.Segment] = v
	}
	return st
}

// plan is the plan of a translation; the zero plan where the record names none.
func (s *Service) plan(ctx context.Context, tr l10n.Translation) (l10n.Plan, error) {
	if tr.Plan == "" {
		return l10n.Plan{}, nil
	}
	return blob.GetJSON[l10n.Plan](ctx, s.Blobs, tr.Plan)
}

// stepsOf are the steps of a translation with their kinds. Where the plan has none, they are people's.
func stepsOf(p l10n.Plan, tr l10n.Translation) []l10n.ReviewStep {
	if len(p.Review) == 0 {
		p.Steps = tr.Steps
	}
	steps := p.StepsFor(tr.Locale)
	for i := range steps {
		if steps[i].Name == tr.Step {
			steps[i] = withDeputies(steps[i], tr.Deputies)
		}
	}
	return steps
}

// withDeputies lets those do a step whom the house has asked in the place of others.
func withDeputies(s l10n.ReviewStep, deputies []l10n.UserID) l10n.ReviewStep {
	if len(s.Who) > 0 { // else anybody may
		s.Who = append(slices.Clip(s.Who), deputies...)
	}
	return s
}

// step returns a step by its name; one that the plan does not have is of people.
func (st *standing) step(name l10n.StepName) l10n.ReviewStep {
	for _, s := range st.steps {
		if s.Name == name {
			return s
		}
	}
	return l10n.ReviewStep{Name: name, Kind: l10n.StepPerson}
}

// before returns the machines' steps that decide and stand before a step.
func (st *standing) before(name l10n.StepName) []l10n.ReviewStep {
	var machines []l10n.ReviewStep
	for _, s := range st.steps {
		if s.Name == name {
			break
		}
		if !s.IsPerson() && !s.Shadow {
			machines = append(machines, s)
		}
	}
	return machines
}

// lastOfPeople reports whether no people are asked after a step.
func (st *standing) lastOfPeople(name l10n.StepName) bool {
	i := slices.IndexFunc(st.steps, func(s l10n.ReviewStep) bool { return s.Name == name })
	return !slices.ContainsFunc(st.steps[i+1:], func(s l10n.ReviewStep) bool { return s.IsPerson() && !s.Shadow })
}

// verdict returns what a step says of a target as it stands.
func (st *standing) verdict(step l10n.StepName, t l10n.Target) (l10n.Verdict, bool) {
	v, ok := st.verdicts[step][t.Segment]
	if !ok || !v.Of(t) {
		return l10n.Verdict{}, false
	}
	return v, true
}

// open reports whether a step of people still waits for a word on a target.
func (st *standing) open(step l10n.StepName, t l10n.Target) bool {
	v, ok := st.verdict(step, t)
	return !ok || v.Outcome != l10n.Pass && v.Outcome != l10n.Skipped
}

// openAt returns the targets that a step of people still waits for.
func (st *standing) openAt(step l10n.StepName, ts []l10n.Target) []l10n.SegmentID {
	var open []l10n.SegmentID
	for _, t := range ts {
		if t.SubState != l10n.SubCopy && st.open(step, t) {
			open = append(open, t.Segment)
		}
	}
	return open
}

// confirmation returns the first word of a person by which a target is confirmed as it stands.
func (st *standing) confirmation(t l10n.Target) (l10n.Verdict, bool) {
	for _, s := range st.steps {
		v, ok := st.verdict(s.Name, t)
		if ok && v.Outcome == l10n.Pass && v.By.Kind == l10n.ReviewerKind(l10n.StepPerson) {
			return v, true
		}
	}
	return l10n.Verdict{}, false
}

// passed says whether every machine before a step that looked at a target has passed it, and at least one has. Where one
// has not, why names it: "changes:estimate".
func (st *standing) passed(step l10n.StepName, t l10n.Target) (ok bool, why string) {
	for _, m := range st.before(step) {
		v, said := st.verdict(m.Name, t)
		switch {
		case !said:
			return false, "no-verdict:" + string(m.Name)
		case v.Outcome == l10n.Pass:
			ok = true
		case v.Outcome != l10n.Skipped:
			return false, string(v.Outcome) + ":" + string(m.Name)
		}
	}
	return ok, ""
}

// approvedBy returns the machine that may approve and has passed a target.
func (st *standing) approvedBy(t l10n.Target) *l10n.Reviewer {
	for _, s := range st.steps {
		if s.IsPerson() || s.Shadow || !s.MayApprove {
			continue
		}
		if v, ok := st.verdict(s.Name, t); ok && v.Outcome == l10n.Pass {
			return &v.By
		}
	}
	return nil
}
