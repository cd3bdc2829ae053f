package review

import (
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// embargoed refuses a page that its record keeps from visitors. Where the hour is but minutes away by the clock of this
// machine, the clock may be behind that of the server which woke the workflow: then another try a moment later succeeds.
func embargoed(tr l10n.Translation, now time.Time) error {
	if !tr.Embargo.Waits(now) {
		return nil
	}
	sentinel := l10n.ErrRefused
	if !tr.Embargo.Hold && tr.Embargo.At.Sub(now) < AheadAct {
		sentinel = l10n.ErrUnavailable
	}
	return fmt.Errorf("%w: %s into %s is %s", sentinel, tr.Document, tr.Locale, tr.Embargo)
}
