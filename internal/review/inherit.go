package review

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// inherit takes over what was said of the very texts before this run: all that people and machines said in the run whose
// review this one has taken over, and what machines said of the version that was approved last. Nobody confirms a sentence
// again because another one has changed, and no judge is paid twice. A repeat changes nothing.
func (s *Service) inherit(ctx context.Context, tr l10n.Translation, p l10n.Plan) error {
	var older []l10n.Verdict
	from := func(run l10n.RunID, people bool) error {
		if run == "" || run == tr.Run {
			return nil
		}
		vs, err := s.Records.Verdicts(ctx, tr.TranslationKey, run)
		for _, v := range vs {
			if v.By.Kind != l10n.ByRule && (people || v.By.Kind != l10n.ReviewerKind(l10n.StepPerson)) {
				older = append(older, v)
			}
		}
		return err
	}
	if tr.Base != nil && (tr.Base.Document == "" || tr.Base.Document == tr.Document) {
		if err := from(tr.Base.Run, false); err != nil {
			return err
		}
	}
	if err := from(tr.Supersedes, true); err != nil || len(older) == 0 {
		return err
	}
	kinds := map[l10n.StepName]l10n.StepKind{}
	for _, step := range stepsOf(p, tr) {
		if kinds[step.Name] = step.Kind; step.IsPerson() {
			kinds[step.Name] = l10n.StepPerson
		}
	}
	a := l10n.Assessment{ID: "inherited:" + string(tr.Run), Run: tr.Run, By: l10n.Reviewer{Kind: l10n.ByRule}, At: time.Now().UTC()}
	return s.Records.RecordAssessment(ctx, tr.TranslationKey, a, func(_ l10n.Translation, ts []l10n.Target) ([]l10n.Verdict, error) {
		type of struct {
			step    l10n.StepName
			segment l10n.SegmentID
		}
		now, latest := bySegment(ts), map[of]l10n.Verdict{}
		var order []of
		for _, v := range older {
			t, there := now[v.Segment]
			if !there || !v.Of(t) || l10n.ReviewerKind(kinds[v.Step]) != v.By.Kind {
				continue
			}
			at := of{v.Step, v.Segment}
			if _, known := latest[at]; !known {
				order = append(order, at)
			}
			v.Round = 0
			latest[at] = v
		}
		var vs []l10n.Verdict
		for _, at := range order {
			vs = append(vs, latest[at])
		}
		return vs, nil
	})
}
