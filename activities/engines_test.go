package activities

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

func TestEngineErrorsAreMapped(t *testing.T) {
	for _, c := range []struct {
		kind  error
		wait  time.Duration
		typ   string
		retry bool
	}{
		{translate.ErrBusy, time.Second, TypeProviderBusy, true},
		{translate.ErrBusy, time.Hour, TypeProviderBusy, false}, // for the workflow to wait for, visibly
		{translate.ErrDown, 0, TypeProviderDown, true},
		{translate.ErrQuota, 0, TypeQuota, false},
		{translate.ErrAuth, 0, TypeAuth, false},
		{translate.ErrBudget, 0, TypeBudget, false},
		{translate.ErrPair, 0, TypePair, false},
		{translate.ErrRejected, 0, TypeProviderAnswer, false},
		{translate.ErrBadAnswer, 0, TypeProviderAnswer, false},
	} {
		f := &translate.Failure{Kind: c.kind, Code: "456", Wait: c.wait, Detail: "the page's own words"}
		var app *temporal.ApplicationError
		if !errors.As(engineToAppError(fmt.Errorf("deepl: %w", f), translate.Outcome{Characters: 7}), &app) {
			t.Fatalf("%v is no application error", c.kind)
		}
		var d Trouble
		if err := app.Details(&d); err != nil || d.Wait != c.wait || d.Characters != 7 {
			t.Errorf("%v: details %+v, %v", c.kind, d, err)
		}
		if app.Type() != c.typ || app.NonRetryable() == c.retry {
			t.Errorf("%v: type %s, non-retryable %v", c.kind, app.Type(), app.NonRetryable())
		}
		if c.retry && app.NextRetryDelay() != c.wait {
			t.Errorf("%v: the next try comes after %s", c.kind, app.NextRetryDelay())
		}
		if strings.Contains(app.Error(), "own words") {
			t.Errorf("document text in a history: %v", app)
		}
	}
	if err := errors.Join(engineToAppError(nil, translate.Outcome{}), machineToAppError(nil)); err != nil {
		t.Error(err)
	}
	// A step of a review has a deadline, and waits as long as the engine wants.
	var app *temporal.ApplicationError
	if err := machineToAppError(&translate.Failure{Kind: translate.ErrBusy, Wait: time.Hour}); !errors.As(err, &app) || app.NonRetryable() ||
		app.NextRetryDelay() != time.Hour {
		t.Errorf("%v", err)
	}
	if err := machineToAppError(&translate.Failure{Kind: translate.ErrQuota}); !errors.As(err, &app) || !app.NonRetryable() {
		t.Errorf("%v", err)
	}
}
