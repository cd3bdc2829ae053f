package review

import (
	"cmp"
	"context"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// worthATime is the severity from which an issue is worth a person's time.
const worthATime = 50

// byChecks passes what has no issue of a severity. The issues are those that the checks found when the text was made or
// edited.
type byChecks struct{ block int }

func openChecks(_ *Service, step l10n.ReviewStep) (assess.Assessor, error) {
	return byChecks{cmp.Or(step.Block, worthATime)}, nil
}

// Assess implements [assess.Assessor].
func (c byChecks) Assess(_ context.Context, t assess.Task) (assess.Answer, error) {
	a := assess.Answer{Task: t.ID, TargetHash: t.TargetHash, Reviewer: l10n.Reviewer{Kind: l10n.ReviewerKind(l10n.StepChecks)}}
	for _, s := range t.Segments {
		said := assess.Said{ID: s.ID, TargetHash: s.TargetHash, Verdict: l10n.Pass}
		for _, issue := range s.Issues {
			if issue.Severity >= c.block {
				said.Verdict = l10n.Changes
				said.Comment = issue.Message
				break
			}
		}
		a.Segments = append(a.Segments, said)
	}
	return a, nil
}
