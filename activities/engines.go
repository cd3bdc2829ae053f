package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// BatchInput names some of a draft's questions, and the engine that is asked.
type BatchInput struct {
	Draft     l10n.Ref
	Engine    l10n.ProviderName
	From, To  int
	Allowance int `json:",omitempty"` // characters beyond the budget that an editor allowed
}

func (in BatchInput) asking() translate.Asking {
	return translate.Asking{Engine: in.Engine, From: in.From, To: in.To, Allowance: in.Allowance}
}

// TranslateBatch asks an engine one batch of questions.
func (a *Activities) TranslateBatch(ctx context.Context, in BatchInput) (translate.Outcome, error) {
	out, err := a.Work.Ask(ctx, in.Draft, in.asking())
	return out, engineToAppError(err, out)
}

// Taken is a batch for an engine behind somebody else's worker.
type Taken struct {
	Texts   translate.RemoteRequest
	Numbers []int // the questions' places in the draft
	Outcome translate.Outcome
}

// TakeTexts returns the open ones of some questions, as many as such an engine takes at once.
func (a *Activities) TakeTexts(ctx context.Context, in BatchInput) (Taken, error) {
	r, out, err := a.Work.Take(ctx, in.Draft, in.asking())
	taken := Taken{Texts: translate.NewRemoteRequest(r.Request), Numbers: r.Numbers, Outcome: out}
	return taken, engineToAppError(err, out)
}

// Delivery brings back the answers to a batch that was taken.
type Delivery struct {
	Draft   l10n.Ref
	Engine  l10n.ProviderName
	Numbers []int
	Answers translate.RemoteAnswers
}

// DeliverAnswers verifies and keeps the answers to a batch that was taken.
func (a *Activities) DeliverAnswers(ctx context.Context, in Delivery) (translate.Outcome, error) {
	out, err := a.Work.Deliver(ctx, in.Draft, in.Engine, in.Numbers, in.Answers.Read())
	return out, engineToAppError(err, out)
}
