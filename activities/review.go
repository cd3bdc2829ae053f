package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// StepInput says which step waits, and for whom.
type StepInput struct {
	Key      l10n.TranslationKey
	Step     l10n.StepName
	Assignee l10n.UserID
	Round    int
}

// OpenStep begins a step: one of people stands in the desk's queue then.
func (a *Activities) OpenStep(ctx context.Context, in StepInput) (review.Opened, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.Opened{}, err
	}
	out, err := a.Review.OpenStep(ctx, in.Key, in.Step, in.Assignee, in.Round)
	return out, toAppError(err)
}

// AssessInput asks a step of machines about segments.
type AssessInput struct {
	Key  l10n.TranslationKey
	Step l10n.StepName
	From int // the first segment, of those that the step is about
}

// AssessStep asks a step that is done in the worker about the next segments.
func (a *Activities) AssessStep(ctx context.Context, in AssessInput) (review.Assessed, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.Assessed{}, err
	}
	out, err := a.Review.Assess(ctx, in.Key, in.Step, in.From)
	return out, machineToAppError(err)
}

// EndStepInput ends a step of machines.
type EndStepInput struct {
	Key  l10n.TranslationKey
	Step l10n.StepName
	Why  string // there is no verdict on some segments, in English; empty when there is on all
}

// EndStep ends a step of machines: what has no verdict goes to people.
func (a *Activities) EndStep(ctx context.Context, in EndStepInput) (review.Decided, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.Decided{}, err
	}
	out, err := a.Review.EndStep(ctx, in.Key, in.Step, in.Why)
	return out, toAppError(err)
}

// DecisionInput is a person's decision on its way into the records.
type DecisionInput struct {
	Key      l10n.TranslationKey
	Decision l10n.Decision
	Last     bool // the step is the last one
	// Approvals are those of the round's earlier steps, for who reads the history: the records say which count.
	Approvals []l10n.Decision `json:",omitempty"`
}

// admitDecision refuses a decision that is not signed for its place.
func (a *Activities) admitDecision(ctx context.Context, in DecisionInput) error {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return err
	}
	return a.logRefusal(ctx, a.Authority.AdmitDecision(in.Key, in.Decision), "act", in.Decision.Kind, "by", in.Decision.By,
		"document", in.Key.Document, "locale", in.Key.Locale)
}

// RecordDecision takes an approval, a request for changes or a change of assignee into the records.
func (a *Activities) RecordDecision(ctx context.Context, in DecisionInput) (review.Decided, error) {
	if err := a.admitDecision(ctx, in); err != nil {
		return review.Decided{}, err
	}
	out, err := a.Review.Decide(ctx, in.Key, in.Decision, in.Last)
	return out, toAppError(err)
}

// DeclareSameMeaning takes an editor's word that changes of the source are none of its meaning.
func (a *Activities) DeclareSameMeaning(ctx context.Context, in DecisionInput) (review.Decided, error) {
	if err := a.admitDecision(ctx, in); err != nil {
		return review.Decided{}, err
	}
	out, err := a.Review.Declare(ctx, in.Key, in.Decision)
	return out, toAppError(err)
}

// RemindInput names a step that has waited for long.
type RemindInput struct {
	Key  l10n.TranslationKey
	Step l10n.StepName
	// Round and Number are those of the reminder; reviews from before reminders had numbers have none.
	Round  int `json:",omitempty"`
	Number int `json:",omitempty"`
}

// Remind notes that a step still waits, in the record, where the desk shows it, and in the log. It returns what comes next.
func (a *Activities) Remind(ctx context.Context, in RemindInput) (*review.Moments, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return nil, err
	}
	t, next, err := a.Review.Remind(ctx, in.Key, in.Step, in.Round, in.Number)
	if err == nil {
		a.Logger.WarnContext(ctx, "a translation still waits for a person", "document", t.Document, "locale", t.Locale,
			"step", t.Step, "assignee", t.Assignee, "since", t.WaitsSince)
	}
	return next, toAppError(err)
}

// EscalateInput names a step whose deadline has come.
type EscalateInput struct {
	Key   l10n.TranslationKey
	Step  l10n.StepName
	Round int
}

// EscalateStep notes that a step is late, and gives it to a deputy where there is one. It returns what comes next.
func (a *Activities) EscalateStep(ctx context.Context, in EscalateInput) (*review.Moments, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return nil, err
	}
	next, err := a.Review.Escalate(ctx, in.Key, in.Step, in.Round)
	if err == nil && next != nil && next.Late {
		a.Logger.WarnContext(ctx, "a translation is past its deadline", "document", in.Key.Document, "locale", in.Key.Locale, "step", in.Step,
			"assignee", next.Assignee, "escalated", next.Escalated)
	}
	return next, toAppError(err)
}
