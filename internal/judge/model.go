package judge

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Model is a language model that can be held to a form of answer. It is safe for concurrent use.
type Model interface {
	// Judge asks one question. What it cost is in the reply even where there is an error. The error wraps one of those
	// below; [l10n.ErrUnavailable] where the same question may be asked again; or is one that no question gets past, for
	// instance a key that is refused.
	Judge(ctx context.Context, q Question) (Reply, error)
	// Version names what its answers depend on besides the question: the model, the address.
	Version() string
}

// What can be wrong with an answer, or with asking.
var (
	// ErrMalformed says that the answer is not in the form that was asked for: it is no JSON, or was cut off.
	ErrMalformed = errors.New("the model's answer is not in the form that was asked for")
	// ErrDeclined says that the model does not want to talk about these texts.
	ErrDeclined = errors.New("the model declines")
	// ErrRejected says that the engine finds the request at fault, perhaps for one of its texts.
	ErrRejected = errors.New("the engine rejects the request")
	// ErrSent says, beside another error, that the question went out and may have been billed.
	ErrSent = errors.New("it may have been billed")
)

// Question is one question to a model.
type Question struct {
	// Instructions are the house's, and the only thing that the model is to obey. Data is what it is to look at.
	Instructions, Data string
	// Form names the form of the answer, and Schema is its JSON Schema.
	Form   string
	Schema json.RawMessage
}

// Reply is a model's answer.
type Reply struct {
	JSON json.RawMessage // an object
	// Input and Output count the tokens that were read and written, as the engine bills them.
	Input, Output int
}

// Kept keeps what models answered, so that a retry doesn't pay again.
type Kept interface {
	Answers(ctx context.Context, questions []l10n.Hash) (map[l10n.Hash]l10n.Answer, error)
	KeepAnswers(ctx context.Context, answers map[l10n.Hash]l10n.Answer) error
}

// Purse holds an engine to its budget.
type Purse interface {
	// Afford refuses a question that would overdraw the budget, with an error that says which. One that wraps
	// [l10n.ErrUnavailable] says that the books can't be read now.
	Afford(ctx context.Context, run l10n.RunID, characters int) error
	// Spend counts what was sent.
	Spend(ctx context.Context, run l10n.RunID, characters int) error
}

// Prices are those of a million tokens.
type Prices struct {
	Input, Output float64
	Currency      string // ISO 4217; without it nothing is reckoned
}

// of is what a reply cost.
func (p Prices) of(r Reply) l10n.Cost {
	c := l10n.Cost{Input: r.Input, Output: r.Output}
	if p.Currency != "" {
		c.Amount, c.Currency = (p.Input*float64(r.Input)+p.Output*float64(r.Output))/1e6, p.Currency
	}
	return c
}
