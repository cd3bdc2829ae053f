package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Review is the state of a review: an ordered list of named steps, each of which a person ends by an approval, or
// the house when machines have done it or there is nothing to ask about. It knows nothing of texts. A workflow keeps one and asks it whether a decision may be taken; its JSON is in histories.
type Review struct {
	Steps []l10n.StepName `json:"steps"`
	// Rules are the steps with their kinds, one for each of Steps; a review that began before there were kinds has none.
	Rules    []l10n.ReviewStep `json:"rules,omitempty"`
	At       int               `json:"at"`    // index of the step that waits; len(Steps) when all are approved
	Round    int               `json:"round"` // 1, and one more each time changes were requested
	Assignee l10n.UserID       `json:"assignee,omitempty"`
	// Deputies are those whom the house has asked at this step in the place of others.
	Deputies []l10n.UserID `json:"deputies,omitempty"`
	// FourEyes says that nobody may approve two steps of one round.
	FourEyes bool `json:"fourEyes,omitempty"`
	// Approvals are those of this round, one for each approved step.
	Approvals []l10n.Decision `json:"approvals,omitempty"`
}

// NewReview starts a review. An empty list of steps means the one step "review". rules are the steps with their kinds,
// shadows included; without them every step is of people.
func NewReview(steps []l10n.StepName, fourEyes bool, rules ...l10n.ReviewStep) Review {
	if len(rules) > 0 {
		steps = nil
		for _, r := range rules {
			steps = append(steps, r.Name)
		}
	}
	if len(steps) == 0 {
		steps = []l10n.StepName{"review"}
	}
	return Review{Steps: steps, Rules: rules, Round: 1, FourEyes: fourEyes}
}

// Done reports whether every step is approved.
func (r *Review) Done() bool { return r.At >= len(r.Steps) }

// Step returns the step that waits, or "" when all are approved.
func (r *Review) Step() l10n.StepName {
	if r.Done() {
		return ""
	}
	return r.Steps[r.At]
}

// Rule returns the step that waits, with its kind.
func (r *Review) Rule() l10n.ReviewStep {
	if r.Done() || r.At >= len(r.Rules) {
		return l10n.ReviewStep{Name: r.Step(), Kind: l10n.StepPerson}
	}
	return withDeputies(r.Rules[r.At], r.Deputies)
}

// Last reports whether the step that waits is the last one.
func (r *Review) Last() bool { return r.At == len(r.Steps)-1 }

// Allows says whether a decision may be taken now. A refusal wraps [l10n.ErrRefused] and says what to do.
func (r *Review) Allows(d l10n.Decision) error {
	switch {
	case d.ID == "" || d.By == "":
		return fmt.Errorf("%w: a decision needs an id and a person", l10n.ErrRefused)
	case r.Done():
		return fmt.Errorf("%w: every step is approved already", l10n.ErrRefused)
	case d.Step != r.Step():
		return notWaiting(d.Step, r.Step())
	}
	rule := r.Rule()
	if err := mayJudge(rule, d.By); err != nil && (d.Kind != l10n.Reassign || !rule.IsPerson()) {
		return err
	}
	switch d.Kind {
	case l10n.Approve:
		if step := r.approvedBy(d.By); (r.FourEyes || rule.FourEyes) && step != "" {
			return otherEyes(d, step)
		}
	case l10n.RequestChanges:
		if strings.TrimSpace(d.Comment) == "" {
			return fmt.Errorf("%w: say in a comment what has to change", l10n.ErrRefused)
		}
	case l10n.Reassign, l10n.Declare:
	default:
		return fmt.Errorf("%w: unknown decision %q", l10n.ErrRefused, d.Kind)
	}
	return nil
}

// otherEyes is the refusal of an approval by somebody who has approved a step already.
func otherEyes(d l10n.Decision, step l10n.StepName) error {
	return fmt.Errorf("%w: %s approved step %q already, and this site wants another pair of eyes for step %q",
		l10n.ErrRefused, d.By, step, d.Step)
}

// notWaiting is the refusal of a decision for a step other than the one that waits.
func notWaiting(step, waits l10n.StepName) error {
	return fmt.Errorf("%w: step %q is not waiting, step %q is", l10n.ErrRefused, step, waits)
}

// approvedBy returns the step of this round that a person approved, or "".
func (r *Review) approvedBy(by l10n.UserID) l10n.StepName {
	i := slices.IndexFunc(r.Approvals, func(a l10n.Decision) bool { return a.By.Same(by) })
	if i < 0 {
		return ""
	}
	return r.Approvals[i].Step
}

// Apply changes the state by a decision that [Review.Allows].
func (r *Review) Apply(d l10n.Decision) {
	switch d.Kind {
	case l10n.Approve, l10n.Conclude:
		r.Approvals = append(r.Approvals, d)
		r.Pass()
	case l10n.RequestChanges:
		r.At, r.Assignee, r.Deputies, r.Approvals = 0, "", nil, nil
		r.Round++
	case l10n.Reassign:
		r.Assignee = d.To
	}
}

// Pass goes on to the next step; a step that decides nothing ends so.
func (r *Review) Pass() {
	r.At++
	r.Assignee, r.Deputies = "", nil
}
