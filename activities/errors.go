package activities

import (
	"errors"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// The types of application errors, as workflows, the client and operators see them.
const (
	TypeSource   = "SourceUnusable" // the source page can't be had, and another try won't help
	TypeBusy     = "SourceBusy"     // the source asks to come back later; it is retried then
	TypePage     = "PageUnusable"   // the page can't be extracted or merged
	TypeNotFound = "NotFound"       // a record or blob is missing
	TypeConflict = "ChangedMeanwhile"
	TypeRefused  = "Refused"       // a rule refuses the act
	TypeQuota    = "ProviderQuota" // waiting helps, repeating does not
	TypeAuth     = "ProviderKey"   // a person has to mend the configuration
)

// permanent are the errors that another try will not mend, with their types.
var permanent = []struct {
	err error
	typ string
}{
	{l10n.ErrConflict, TypeConflict},
	{l10n.ErrRefused, TypeRefused},
	{l10n.ErrNotFound, TypeNotFound},
	{l10n.ErrCodes, TypePage},
	{errPage, TypePage},
	{translate.ErrQuota, TypeQuota},
	{translate.ErrAuth, TypeAuth},
}

// errPage marks the errors of stages that are functions of their input: another try gives the same.
var errPage = errors.New("the page cannot be processed")

// fail maps a stage's error to Temporal's: which type, whether and when to try again. It is the only place that does.
func fail(err error) error {
	if err == nil {
		return nil
	}
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return temporal.NewApplicationErrorWithOptions(err.Error(), TypeBusy, temporal.ApplicationErrorOptions{
			NextRetryDelay: status.RetryAfter, Category: temporal.ApplicationErrorCategoryBenign,
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
func Refusal(err error) error { return fail(err) }
