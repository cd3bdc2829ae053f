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
