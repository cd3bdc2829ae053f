package review

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// inTurn refuses a decision that is of another run's review, and an approval whose turn it isn't by the records: each
// step before it is approved in this round, and with four eyes by others. It returns the round's earlier approvals.
//
// The workflow has asked the same of its own state. But whoever reaches Temporal can start a review with another state,
// so the records have the last word.
func (s *Service) inTurn(ctx context.Context, tr l10n.Translation, d l10n.Decision) ([]l10n.Decision, error) {
	if err := ofItsRun(tr, d); err != nil {
		return nil, err
	}
	all, err := s.Records.Decisions(ctx, tr.TranslationKey)
	if err != nil {
		return nil, err
	}
	// A repeat is asked nothing: its turn was when it came first.
	if slices.ContainsFunc(all, func(o l10n.Decision) bool { return o.ID == d.ID }) || !d.Ends() {
		return approvalsOfRound(all, tr.Run, d.ID), nil
	}
	earlier := approvalsOfRound(all, tr.Run, d.ID)
	if err := afterOthers(tr, d.Step, earlier); err != nil {
		return nil, err
	}
	return earlier, s.fourEyes(ctx, tr, d, earlier)
}

// afterOthers refuses a step while one before it has no approval in this round.
func afterOthers(tr l10n.Translation, step l10n.StepName, approvals []l10n.Decision) error {
	at := slices.Index(tr.Steps, step)
	for _, before := range tr.Steps[:max(at, 0)] {
		if !slices.ContainsFunc(approvals, func(a l10n.Decision) bool { return a.Step == before }) {
			return fmt.Errorf("%w: step %q comes before step %q, and it has not ended in this round",
				l10n.ErrRefused, before, step)
		}
	}
	return nil
}

// opens refuses to put a step on the desk of a translation that is not in review, or whose turn it isn't.
func opens(tr l10n.Translation, step l10n.ReviewStep, approvals []l10n.Decision) error {
	if tr.Stage.Ended() || tr.Stage == l10n.StageApproved {
		return fmt.Errorf("%w: the translation of %s into %s is %s, and is not reviewed", l10n.ErrRefused, tr.Document, tr.Locale,
			tr.Stage)
	}
	if len(tr.Steps) > 0 && !slices.Contains(tr.Steps, step.Name) && !step.Shadow {
		return fmt.Errorf("%w: the review of %s into %s has no step %q", l10n.ErrRefused, tr.Document, tr.Locale, step.Name)
	}
	return afterOthers(tr, step.Name, approvals)
}

// ofItsRun refuses a decision on another run than the one that is at work.
func ofItsRun(tr l10n.Translation, d l10n.Decision) error {
	if d.Run == "" || d.Run == tr.Run {
		return nil
	}
	return fmt.Errorf("%w: the decision is on run %s, and run %s is at work on %s now", l10n.ErrRefused, d.Run, tr.Run, tr.Document)
}

// fourEyes refuses an approval by somebody who has approved a step of the round already, where the plan wants that.
func (s *Service) fourEyes(ctx context.Context, tr l10n.Translation, d l10n.Decision, earlier []l10n.Decision) error {
	if tr.Plan == "" || len(earlier) == 0 || d.Kind != l10n.Approve {
		return nil
	}
	p, err := s.plan(ctx, tr)
	if err != nil {
		return err
	}
	state := Review{FourEyes: p.FourEyes || newStanding(p, tr, nil).step(d.Step).FourEyes, Approvals: earlier}
	if step := state.approvedBy(d.By); state.FourEyes && step != "" {
		return otherEyes(d, step)
	}
	return nil
}

// approvalsOfRound returns the approvals of a run since changes were requested last, without the one with an ID. all are the
// decisions, the oldest first.
func approvalsOfRound(all []l10n.Decision, run l10n.RunID, but string) []l10n.Decision {
	var approvals []l10n.Decision
	for _, d := range all {
		switch {
		case d.Run != run || d.ID == but:
		case d.Kind == l10n.RequestChanges:
			approvals = nil
		case d.Ends():
			approvals = append(approvals, d)
		}
	}
	return approvals
}
