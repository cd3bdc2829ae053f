package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// BatchInput names some of a draft's questions, and the engine that is asked.
type BatchInput struct {
	Draft    l10n.Ref
	Engine   l10n.ProviderName
	From, To int
	// Resumes are the words of editors that allow characters beyond the budget. Each counts once, where it is signed.
	Resumes []l10n.Resume `json:",omitempty"`
}

// asking says what is asked, with what editors have allowed for this very translation.
func (a *Activities) asking(ctx context.Context, in BatchInput) (translate.Asking, error) {
	out := translate.Asking{Engine: in.Engine, From: in.From, To: in.To}
	if len(in.Resumes) == 0 {
		return out, nil
	}
	d, err := blob.GetJSON[translate.Draft](ctx, a.Blobs, in.Draft)
	if err != nil {
		return out, toAppError(err)
	}
	counted := map[string]bool{}
	for _, r := range in.Resumes {
		s := signing.Resume(d.TranslationKey, d.Run, r)
		if err := a.logAct(ctx, a.Authority.Signed(s, r.Seal), s); err != nil {
			return out, err
		}
		if !counted[r.ID] {
			counted[r.ID] = true
			out.Allowance += r.Allow
		}
	}
	return out, nil
}

// TranslateBatch asks an engine one batch of questions.
func (a *Activities) TranslateBatch(ctx context.Context, in BatchInput) (translate.Outcome, error) {
	asking, err := a.asking(ctx, in)
	if err != nil {
		return translate.Outcome{}, err
	}
	out, err := a.Work.Ask(ctx, in.Draft, asking)
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
	asking, err := a.asking(ctx, in)
	if err != nil {
		return Taken{}, err
	}
	r, out, err := a.Work.Take(ctx, in.Draft, asking)
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
