package l10n

import (
	"fmt"
	"slices"
	"strings"
)

// Review is the state of a review: an ordered list of named steps, each ended by a person's approval. It knows nothing of
// texts; the workflow keeps one and asks it whether a decision may be taken.
type Review struct {
	Steps    []StepName `json:"steps"`
	At       int        `json:"at"`    // index of the step that waits; len(Steps) when all are approved
	Round    int        `json:"round"` // 1, and one more each time changes were requested
	Assignee UserID     `json:"assignee,omitempty"`
	// FourEyes says that nobody may approve two steps of one round.
	FourEyes bool `json:"fourEyes,omitempty"`
	// Approvals are this round's.
	Approvals []Decision `json:"approvals,omitempty"`
}

// NewReview starts a review; no steps at all mean one, "review".
func NewReview(steps []StepName, fourEyes bool) Review {
	if len(steps) == 0 {
		steps = []StepName{"review"}
	}
	return Review{Steps: steps, Round: 1, FourEyes: fourEyes}
}

// Done reports whether every step is approved.
func (r *Review) Done() bool { return r.At >= len(r.Steps) }

// Step returns the step that waits, or "" when all are approved.
func (r *Review) Step() StepName {
	if r.Done() {
		return ""
	}
	return r.Steps[r.At]
}

// Last reports whether the step that waits is the last one.
func (r *Review) Last() bool { return r.At == len(r.Steps)-1 }

// Allows says whether a decision may be taken now; a refusal wraps [ErrRefused] and tells what to do.
func (r *Review) Allows(d Decision) error {
	switch {
	case d.ID == "" || d.By == "":
		return fmt.Errorf("%w: a decision needs an id and a person", ErrRefused)
	case r.Done():
		return fmt.Errorf("%w: every step is approved already", ErrRefused)
	case d.Step != r.Step():
		return fmt.Errorf("%w: step %q is not waiting, step %q is", ErrRefused, d.Step, r.Step())
	}
	switch d.Kind {
	case Approve:
		if by := r.earlierApproval(d.By); r.FourEyes && by != "" {
			return fmt.Errorf("%w: %s approved step %q already, and this site wants another pair of eyes for step %q", ErrRefused, d.By, by, d.Step)
		}
	case RequestChanges:
		if strings.TrimSpace(d.Comment) == "" {
			return fmt.Errorf("%w: say in a comment what has to change", ErrRefused)
		}
	case Reassign, Declare:
	default:
		return fmt.Errorf("%w: unknown decision %q", ErrRefused, d.Kind)
	}
	return nil
}

func (r *Review) earlierApproval(by UserID) StepName {
	i := slices.IndexFunc(r.Approvals, func(a Decision) bool { return a.By == by })
	if i < 0 {
		return ""
	}
	return r.Approvals[i].Step
}

// Apply changes the state by a decision that [Review.Allows].
func (r *Review) Apply(d Decision) {
	switch d.Kind {
	case Approve:
		r.Approvals = append(r.Approvals, d)
		r.At++
		r.Assignee = ""
	case RequestChanges:
		r.At, r.Assignee, r.Approvals = 0, "", nil
		r.Round++
	case Reassign:
		r.Assignee = d.To
	}
}
