package activities

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Texts is what an engine behind somebody else's worker is given: the argument of its activity. docs/providers.md is
// its contract. It is the one place where document text passes through a history.
type Texts struct {
	Version int         `json:"version"` // of this contract: 1
	Source  l10n.Locale `json:"source"`
	Target  l10n.Locale `json:"target"`
	// Texts hold inline codes as <1>…</1> and <2/>, and &, < and > as &amp;, &lt; and &gt;.
	Texts   []string   `json:"texts"`
	Context string     `json:"context,omitempty"` // the page's title
	Terms   []TextTerm `json:"terms,omitempty"`
}

// TextTerm is a term that stands in the texts.
type TextTerm struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

// TextAnswers is what that activity returns: an answer a text, in the same order.
type TextAnswers struct {
	Answers []TextAnswer `json:"answers"`
}

// TextAnswer is a translation, or why there is none.
type TextAnswer struct {
	Text       string `json:"text"`
	Characters int    `json:"characters,omitempty"` // billed, when the engine knows
	Error      string `json:"error,omitempty"`
}

// Taken is a batch for such an engine.
type Taken struct {
	Texts   Texts
	Numbers []int // the questions' places in the draft
	Outcome translate.Outcome
}

// TakeTexts returns the open ones of some questions, as many as the engine takes at once.
func (a *Activities) TakeTexts(ctx context.Context, in BatchInput) (Taken, error) {
	r, out, err := a.Work.Take(ctx, in.Draft, in.asking())
	taken := Taken{Numbers: r.Numbers, Outcome: out}
	taken.Texts = Texts{Version: 1, Source: r.Source, Target: r.Target, Texts: r.Texts, Context: r.Context}
	for _, t := range r.Terms {
		switch {
		case t.DoNotTranslate:
			taken.Texts.Terms = append(taken.Texts.Terms, TextTerm{t.Source, t.Source})
		case len(t.Targets) > 0:
			taken.Texts.Terms = append(taken.Texts.Terms, TextTerm{t.Source, t.Targets[0]})
		}
	}
	return taken, engineToAppError(err, out)
}

// Delivery brings back the answers to a batch that was taken.
type Delivery struct {
	Draft   l10n.Ref
	Engine  l10n.ProviderName
	Numbers []int
	Answers TextAnswers
}

// DeliverAnswers verifies and keeps the answers of an engine behind somebody else's worker.
func (a *Activities) DeliverAnswers(ctx context.Context, in Delivery) (translate.Outcome, error) {
	answers := make([]translate.Answer, len(in.Answers.Answers))
	for i, t := range in.Answers.Answers {
		answers[i] = translate.Answer{Text: t.Text, Characters: max(t.Characters, 0)}
		if t.Error != "" {
			answers[i].Err = fmt.Errorf("%w: %s", translate.ErrBadAnswer, t.Error)
		}
	}
	out, err := a.Work.Deliver(ctx, in.Draft, in.Engine, in.Numbers, answers)
	return out, engineToAppError(err, out)
}
