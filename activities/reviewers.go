package activities

import (
	"context"
	"encoding/json"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// TakeTaskInput asks for the next segments that somebody else's reviewer is to look at.
type TakeTaskInput struct {
	Key      l10n.TranslationKey
	Step     l10n.StepName
	From     int // the first segment, of those that the step is about
	Deadline time.Time
}

// TakeTask returns a page of segments for a reviewer behind somebody else's worker.
func (a *Activities) TakeTask(ctx context.Context, in TakeTaskInput) (review.Taken, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.Taken{}, err
	}
	out, err := a.Review.TakeTask(ctx, in.Key, in.Step, in.From, in.Deadline)
	return out, toAppError(err)
}

// AnswerInput brings back what such a reviewer said.
type AnswerInput struct {
	Key       l10n.TranslationKey
	Step      l10n.StepName
	Task      l10n.Ref
	Answer    json.RawMessage
	Malformed int `json:",omitempty"` // answers to the task that did not count before
}

// DeliverAnswer holds an answer to its task and to the texts as they stand, and keeps its verdicts.
func (a *Activities) DeliverAnswer(ctx context.Context, in AnswerInput) (review.Delivered, error) {
	if err := a.of(ctx, ReviewWorkflowID(in.Key)); err != nil {
		return review.Delivered{}, err
	}
	out, err := a.Review.Deliver(ctx, in.Key, in.Step, in.Task, in.Answer, in.Malformed)
	if out.Refused != "" && a.Logger != nil {
		a.Logger.WarnContext(ctx, "an answer of a reviewer does not count", "document", in.Key.Document, "locale", in.Key.Locale,
			"step", in.Step, "why", out.Refused)
	}
	return out, toAppError(err)
}
