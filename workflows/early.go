package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// early returns the locales whose pages go live now, before their approval: the site says so, and people or engines
// are waited for, or the translation failed.
func (d *document) early() localeStates {
	var early localeStates
	for _, s := range d.locales {
		waits := s.Stage == l10n.StageReview || s.Stage == l10n.StageParked || s.Stage == l10n.StageFailed
		falls := d.in.Brief.Pending[s.locale] == l10n.FallbackPending || s.embargo.FallsBack()
		if falls && waits && !s.triedEarly && !s.embargo.Waits(d.hours.now) {
			early = append(early, s)
		}
	}
	return early
}

// publishEarly has pages go live before their approval: with the sentences that people approved earlier, and the
// source's text for the others. It is tried once. When it can't be done, the locale's comment says why, and the page
// waits for its approval like others.
func (d *document) publishEarly(ctx workflow.Context, early localeStates) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	var ready []activities.ReadyLocale
	for _, s := range early {
		s.triedEarly = true
		ready = append(ready, activities.ReadyLocale{Locale: s.locale, InPart: true})
	}
	out, err := d.switchTo(ctx, ready, fmt.Sprintf("publish %s before the approval", join(early.names())))
	for _, s := range early {
		part, live := out.InPart[s.locale]
		switch {
		case err != nil:
			s.Comment = strings.TrimPrefix(s.Comment+"; could not go live before its approval: "+reason(err), "; ")
		case live:
			s.URL, s.InPart = out.URLs[s.locale], &part
		}
	}
	d.report(ctx, false, nil)
	d.show(ctx)
}
