package activities

import (
	"errors"
	"math"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// The types of application errors, as workflows, the client and operators see them.
const (
	TypeSource   = "SourceUnusable" // the source page can't be had, and another try won't help
	TypeNoPage   = "NotAPage"       // the source has a file there that is no page: a PDF, a picture
	TypeBusy     = "SourceBusy"     // the source asks to come back later; it is retried then
	TypePage     = "PageUnusable"   // the page can't be extracted or merged
	TypeNotFound = "NotFound"       // a record or blob is missing
	TypeConflict = "ChangedMeanwhile"
	TypeRefused  = "Refused"        // a rule refuses the act
	TypeNotTold  = "NotTold"        // a person or a program can't be told now; it is tried again
	TypeStranger = "NotItsWorkflow" // the workflow that asks is not the one whose work it is

	TypeProviderBusy   = "ProviderBusy"   // it asks to come back later; it is asked again then
	TypeProviderDown   = "ProviderDown"   // it does not answer
	TypeQuota          = "ProviderQuota"  // waiting helps, repeating does not
	TypeAuth           = "ProviderKey"    // a person has to mend the configuration
	TypeBudget         = "ProviderBudget" // an editor has to allow more
	TypeProviderAnswer = "ProviderAnswer" // what it answers can't be used
	TypePair           = "ProviderPair"   // it does not have the pair; another engine is asked
)

// patience is the longest pause that an activity's own retries wait; an engine that wants more is for the workflow to
// wait for, visibly.
const patience = 2 * time.Minute

// Trouble is the detail of an engine's error.
type Trouble struct {
	Wait       time.Duration // how long the engine asks to be left alone; 0 when it doesn't say
	Characters int           // sent before it failed
}

// permanent are the errors that another try will not mend, with their types.
var permanent = []struct {
	err error
	typ string
}{
	{l10n.ErrConflict, TypeConflict},
	{l10n.ErrRefused, TypeRefused},
	{l10n.ErrNotFound, TypeNotFound},
	{l10n.ErrCodes, TypePage},
	{l10n.ErrPage, TypePage},
}

// engineTypes are the types of an engine's failures.
var engineTypes = []struct {
	err error
	typ string
}{
	{translate.ErrBudget, TypeBudget},
	{translate.ErrQuota, TypeQuota},
	{translate.ErrAuth, TypeAuth},
	{translate.ErrPair, TypePair},
	{translate.ErrBusy, TypeProviderBusy},
	{translate.ErrDown, TypeProviderDown},
	{translate.ErrRejected, TypeProviderAnswer},
	{translate.ErrBadAnswer, TypeProviderAnswer},
}

// engineToAppError maps an engine's failure. One that is busy or down is tried again by the activity, unless it wants
// to be left alone for longer than an activity should wait.
func engineToAppError(err error, out translate.Outcome) error {
	return engineFailure(err, out, patience)
}

// machineToAppError maps what a review's step of machines fails with. An engine is left alone for as long as it wants,
// because the step has a deadline of its own.
func machineToAppError(err error) error {
	return engineFailure(err, translate.Outcome{}, math.MaxInt64)
}

func engineFailure(err error, out translate.Outcome, longest time.Duration) error {
	f, ok := errors.AsType[*translate.Failure](err)
	if !ok {
		return toAppError(err)
	}
	for _, e := range engineTypes {
		if !errors.Is(f, e.err) {
			continue
		}
		o := temporal.ApplicationErrorOptions{
			NonRetryable: f.Wait > longest || (e.typ != TypeProviderBusy && e.typ != TypeProviderDown),
			Details:      []any{Trouble{Wait: f.Wait, Characters: out.Characters}},
		}
		if !o.NonRetryable {
			o.NextRetryDelay = f.Wait
		}
		if e.typ == TypeProviderBusy {
			o.Category = temporal.ApplicationErrorCategoryBenign
		}
		return temporal.NewApplicationErrorWithOptions(err.Error(), e.typ, o)
	}
	return toAppError(err)
}

// toAppError maps a stage's error to Temporal's: which type, whether and when to try again. It is the only place that
// does.
func toAppError(err error) error {
	if err == nil {
		return nil
	}
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return temporal.NewApplicationErrorWithOptions(err.Error(), TypeBusy, temporal.ApplicationErrorOptions{
			NextRetryDelay: status.RetryAfter, Category: temporal.ApplicationErrorCategoryBenign,
		})
	}
	if pause, ok := errors.AsType[*remind.Pause](err); ok {
		return temporal.NewApplicationErrorWithOptions(err.Error(), TypeNotTold, temporal.ApplicationErrorOptions{
			NextRetryDelay: min(pause.Wait, time.Hour), Category: temporal.ApplicationErrorCategoryBenign,
		})
	}
	if fetch.Permanent(err) {
		return temporal.NewNonRetryableApplicationError(err.Error(), TypeSource, nil)
	}
	for _, p := range permanent {
		if errors.Is(err, p.err) {
			return temporal.NewNonRetryableApplicationError(err.Error(), p.typ, nil)
		}
	}
	return err
}

// Refusal maps the errors of rules that workflows apply themselves, so that they look like an activity's.
func Refusal(err error) error { return toAppError(err) }
