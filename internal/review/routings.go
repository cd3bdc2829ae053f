package review

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Routings says of each segment and each step of people that has begun whether the step asked about it, and why; and how
// many there are of each kind, the most frequent first.
func (s *Accounts) Routings(ctx context.Context, k l10n.TranslationKey) ([]l10n.RoutingCount, []l10n.SegmentRouting, error) {
	tr, err := s.Texts.Translation(ctx, k)
	if err != nil {
		return nil, nil, err
	}
	ts, err := s.Texts.Targets(ctx, k)
	if err != nil {
		return nil, nil, err
	}
	vs, err := s.Said.Verdicts(ctx, k, tr.Run)
	if err != nil {
		return nil, nil, err
	}
	st, err := s.standing(ctx, tr, vs)
	if err != nil {
		return nil, nil, err
	}
	asked, err := s.asked(ctx, tr, st)
	if err != nil {
		return nil, nil, err
	}
	var all []l10n.SegmentRouting
	for i, t := range ts {
		for _, step := range st.steps {
			v, said := st.verdict(step.Name, t)
			why, known := asked[step.Name][t.Segment]
			if !step.IsPerson() || !said && !known {
				continue
			}
			one := l10n.SegmentRouting{Segment: t.Segment, Number: i + 1, Step: step.Name, Asked: why.asked, Why: why.why}
			if said && v.By.Kind == l10n.ReviewerKind(l10n.StepPerson) {
				one.Seen, one.By = v.Outcome, v.By
			}
			all = append(all, one)
		}
	}
	return countRoutings(st, all), all, nil
}

// routed is whether a step asked about a segment, and why.
type routed struct {
	asked bool
	why   string
}

// asked returns what the rules said when the steps of people opened. What a person said since has taken its place among the
// latest verdicts, and is looked for in the answers of the rules.
func (s *Accounts) asked(ctx context.Context, tr l10n.Translation, st *standing) (map[l10n.StepName]map[l10n.SegmentID]routed, error) {
	of := map[l10n.StepName]map[l10n.SegmentID]routed{}
	vs, err := s.Said.RoutedIn(ctx, tr.TranslationKey, tr.Run)
	if err != nil {
		return nil, err
	}
	for _, step := range st.steps {
		of[step.Name] = map[l10n.SegmentID]routed{}
	}
	for _, v := range vs { // the oldest first
		if m := of[v.Step]; m != nil {
			m[v.Segment] = routed{v.Outcome == l10n.Asked, v.Why}
		}
	}
	return of, nil
}

func countRoutings(st *standing, all []l10n.SegmentRouting) []l10n.RoutingCount {
	type kind struct {
		step  l10n.StepName
		asked bool
		why   string
	}
	at := map[kind]int{}
	var counts []l10n.RoutingCount
	for _, r := range all {
		k := kind{r.Step, r.Asked, r.Why}
		i, ok := at[k]
		if !ok {
			i = len(counts)
			at[k] = i
			counts = append(counts, l10n.RoutingCount{Step: r.Step, Asked: r.Asked, Why: r.Why})
		}
		counts[i].Count++
		if r.Seen != "" {
			counts[i].Seen++
		}
	}
	order := func(c l10n.RoutingCount) int {
		return slices.IndexFunc(st.steps, func(s l10n.ReviewStep) bool { return s.Name == c.Step })
	}
	slices.SortStableFunc(counts, func(a, b l10n.RoutingCount) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Why, b.Why))
	})
	return counts
}
