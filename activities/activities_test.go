package activities

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func TestErrorsAreMappedOnce(t *testing.T) {
	for _, c := range []struct {
		err       error
		typ       string
		retryable bool
	}{
		{fetch.ErrGone, TypeSource, false},
		{fmt.Errorf("x: %w", fetch.ErrRobots), TypeSource, false},
		{fetch.ErrForbiddenAddress, TypeSource, false},
		{&fetch.StatusError{Code: 503, RetryAfter: time.Minute}, TypeBusy, true},
		{fmt.Errorf("x: %w", l10n.ErrConflict), TypeConflict, false},
		{publish.ErrOlder, TypeRefused, false},
		{l10n.ErrNotFound, TypeNotFound, false},
		{l10n.ErrCodes, TypePage, false},
	} {
		var app *temporal.ApplicationError
		if err := toAppError(c.err); !errors.As(err, &app) || app.Type() != c.typ || app.NonRetryable() == c.retryable {
			t.Errorf("%v: %v", c.err, err)
		}
	}
	var app *temporal.ApplicationError
	if errors.As(toAppError(&fetch.StatusError{Code: 429, RetryAfter: 42 * time.Second}), &app); app.NextRetryDelay() != 42*time.Second || app.Category() != temporal.ApplicationErrorCategoryBenign {
		t.Errorf("Retry-After becomes the next delay: %v %v", app.NextRetryDelay(), app.Category())
	}
	plain := errors.New("connection reset")
	if toAppError(plain) != plain || toAppError(nil) != nil { //nolint:errorlint // the very same error must come back
		t.Error("an unknown error is retried as it is")
	}
}
