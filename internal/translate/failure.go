package translate

import (
	"errors"
	"fmt"
	"time"
)

// What can be wrong with one answer.
var (
	// ErrLeft says that an engine leaves the text to a person.
	ErrLeft = errors.New("left to a person")
	// ErrBadAnswer says that an answer can't be used; the next provider is asked.
	ErrBadAnswer = errors.New("the answer can't be used")
	// ErrNoAnswer says that an engine answered others of its batch and not this text: it may be asked again.
	ErrNoAnswer = errors.New("no answer came for the text")
)

// What can be wrong with a provider. A [Failure] wraps one of them.
var (
	// ErrBusy says that the provider asks to come back soon.
	ErrBusy = errors.New("the provider asks to come back later")
	// ErrDown says that the provider can't be reached, or fails for reasons of its own.
	ErrDown = errors.New("the provider does not answer")
	// ErrQuota says that an account's quota is used up: waiting helps, repeating does not.
	ErrQuota = errors.New("the provider's quota is used up")
	// ErrAuth says that a provider refuses the key or its address is wrong: a person has to mend the configuration.
	ErrAuth = errors.New("the provider refuses the key")
	// ErrBudget says that the project's own budget is used up: an editor has to allow more.
	ErrBudget = errors.New("the budget for the provider is used up")
	// ErrRejected says that the provider finds the request itself at fault: its size or one of its texts.
	ErrRejected = errors.New("the provider rejects the request")
	// ErrPair says that the provider does not translate between these languages; the next one is asked.
	ErrPair = errors.New("the provider does not have this pair of languages")
)

// Failure is why a provider did not answer a batch as a whole. Its message holds nothing of the document and no secret,
// so that it may stand in a workflow's history.
type Failure struct {
	Kind error  // one of the errors above
	Code string // the provider's own, for instance "456" or "403 403001"
	// Wait is how long the provider asks to be left alone; 0 when it doesn't say.
	Wait time.Duration
	// Unsure says that the request went out and no answer came: it may have been billed.
	Unsure bool
	// Detail is the provider's own words, which may quote the document: for the log alone.
	Detail string
}

// Error implements error.
func (f *Failure) Error() string {
	if f.Code == "" {
		return f.Kind.Error()
	}
	return fmt.Sprintf("%s (%s)", f.Kind, f.Code)
}

// Unwrap gives the kind.
func (f *Failure) Unwrap() error { return f.Kind }

// blames says whether a failure is the request's own fault, so that its texts are worth asking one by one.
func blames(err error) bool { return errors.Is(err, ErrRejected) || errors.Is(err, ErrBadAnswer) }

// details is an error as the log has it.
func details(err error) string {
	var f *Failure
	if errors.As(err, &f) && f.Detail != "" {
		return fmt.Sprintf("%v: %s", err, f.Detail)
	}
	return err.Error()
}
