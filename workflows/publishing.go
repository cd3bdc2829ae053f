package workflows

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// publishable returns the locales that can be published now: every approved one; of those that the site publishes
// together, all or none.
func (d *document) publishable() localeStates {
	complete := true
	for _, s := range d.locales {
		complete = complete && (s.Stage == l10n.StageApproved && !d.kept(s) || !d.bound(s.locale))
	}
	var ready localeStates
	for _, s := range d.locales.at(l10n.StageApproved) {
		if !d.kept(s) && (complete || !d.bound(s.locale)) {
			ready = append(ready, s)
		}
	}
	return ready
}

// bound reports whether a locale must be published together with the others. A locale that is left out until it is
// approved is not bound, and neither is one that is live with the source's text until then.
func (d *document) bound(l l10n.Locale) bool {
	p := d.in.Brief.Pending[l]
	return d.in.Brief.Together && (p == "" || p == l10n.HoldPending)
}

// publish makes one publication of the locales and reads it back. It finishes even when the run is cancelled
// meanwhile, so that the records always know what visitors get. When the publication is refused, each locale is tried
// by itself, so that the one at fault does not hold back the others; a site that publishes its locales together wants
// all or none.
func (d *document) publish(ctx workflow.Context, ready localeStates) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	groups := []localeStates{ready}
	for len(groups) > 0 {
		group := groups[0]
		groups = groups[1:]
		out, err := d.switchTo(ctx, readyLocales(group), "publish "+join(group.names()))
		if len(group) > 1 && !d.in.Brief.Together && refused(err) &&
			workflow.GetVersion(ctx, "publish-apart", workflow.DefaultVersion, 1) == 1 {
			for _, s := range group {
				groups = append(groups, localeStates{s})
			}
			continue
		}
		for _, s := range group {
			if err != nil {
				s.forOperator = !usersFault(err)
				s.advance(LocaleOutcome{Stage: l10n.StageFailed, Comment: reason(err)})
				d.note(ctx, s)
				continue
			}
			s.advance(LocaleOutcome{Stage: l10n.StagePublished, URL: out.URLs[s.locale]})
		}
		d.report(ctx, false, nil)
		d.show(ctx)
	}
}

func readyLocales(group localeStates) []activities.ReadyLocale {
	var ready []activities.ReadyLocale
	for _, s := range group {
		ready = append(ready, activities.ReadyLocale{
			Locale: s.locale, Targets: s.approved.Targets, Approvals: s.approved.Approvals,
		})
	}
	return ready
}

// switchTo has visitors get a publication with these locales, and reads it back.
func (d *document) switchTo(
	ctx workflow.Context, ready []activities.ReadyLocale, summary string,
) (out activities.PublishedOutput, err error) {
	if err := d.gather(ctx); err != nil {
		return out, err
	}
	in := activities.PublishInput{
		Run: d.in.Run, Plan: d.in.Plan, Document: d.source, Extraction: d.parts.Extraction, Skeleton: d.parts.Skeleton,
		Locales: ready, Assets: d.assets.Assets,
	}
	if err := execute(ctx, summary, 10*time.Minute, a.PublishDocument, in, &out); err != nil {
		return out, err
	}
	d.purged = purge(ctx, d.in.Plan, out.Changed)
	published := activities.VerifyInput{Plan: d.in.Plan, Document: d.in.Document, Publication: out.Publication}
	return out, execute(ctx, "read back what visitors get", 10*time.Minute, a.VerifyPublication, published, nil)
}

// gather fetches the files that the page uses, once, where the site has them copied or localized.
func (d *document) gather(ctx workflow.Context) error {
	if !d.in.Brief.Assets || d.assets.Assets != "" {
		return nil
	}
	page := activities.AssetsInput{Plan: d.in.Plan, Document: d.source, Skeleton: d.parts.Skeleton}
	return execute(ctx, "gather the files that the page uses", 30*time.Minute, a.GatherAssets, page, &d.assets)
}

// refused reports whether trying again would be answered in the same way.
func refused(err error) bool {
	var app *temporal.ApplicationError
	return errors.As(err, &app) && app.NonRetryable()
}

// typeLocalesFailed is the type of a document's error that names the locales which were not published.
const typeLocalesFailed = "LocalesFailed"

// usersFault reports whether an error says what is wrong with what was asked for: a page that is not there or can't be read,
// an act that a rule refuses. Whoever asked can mend it. All else is for operators.
func usersFault(err error) bool {
	var app *temporal.ApplicationError
	if !errors.As(err, &app) {
		return false
	}
	switch app.Type() {
	case activities.TypeSource, activities.TypeNoPage, activities.TypePage, activities.TypeRefused, activities.TypeConflict:
		return true
	}
	return false
}

// strangers reports whether a workflow was started by somebody in the place of the one whose work it is: then it has
// nothing to note or to tell.
func strangers(err error) bool {
	app, ok := errors.AsType[*temporal.ApplicationError](err)
	return ok && app.Type() == activities.TypeStranger
}

// reason is the innermost message of an error, for people: without Temporal's wrapping of activities and children.
func reason(err error) string {
	var app *temporal.ApplicationError
	if errors.As(err, &app) {
		return app.Message()
	}
	var timeout *temporal.TimeoutError
	if errors.As(err, &timeout) {
		return "gave up after a day of tries: " + timeout.Message()
	}
	return err.Error()
}

// noPage reports whether the source has no page at a document's address but another file, such as a PDF in a sitemap.
func noPage(err error) bool {
	var app *temporal.ApplicationError
	return errors.As(err, &app) && app.Type() == activities.TypeNoPage
}
