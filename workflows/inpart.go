package workflows

import (
	"fmt"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// early returns the locales whose pages go live now, before their approval: the site says so, and people or engines are
// waited for, or the translation failed.
func (d *document) early() []l10n.Locale {
	var locales []l10n.Locale
	for _, l := range d.in.Brief.Locales {
		o := d.locales[l]
		waits := o.Stage == l10n.StageReview || o.Stage == l10n.StageParked || o.Stage == l10n.StageFailed
		if d.in.Brief.Pending[l] == l10n.FallbackPending && waits && !d.tried[l] {
			locales = append(locales, l)
		}
	}
	return locales
}

// publishInPart has pages go live with what people approved before, and the source's text else. It is tried once: what
// can't be done is said, and the page waits for its approval like others.
func (d *document) publishInPart(ctx workflow.Context, locales []l10n.Locale) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	if d.tried == nil {
		d.tried = map[l10n.Locale]bool{}
	}
	in := d.publication()
	for _, l := range locales {
		d.tried[l] = true
		in.Locales = append(in.Locales, activities.ReadyLocale{Locale: l, InPart: true})
	}
	out, err := d.switchTo(ctx, in, fmt.Sprintf("publish %s before the approval", join(locales)))
	for _, l := range locales {
		o := d.locales[l]
		part, there := out.InPart[l]
		switch {
		case err != nil:
			o.Comment = strings.TrimPrefix(o.Comment+"; could not go live before its approval: "+reason(err), "; ")
		case there:
			o.URL, o.InPart = out.URLs[l], &part
		}
		d.locales[l] = o
	}
	d.report(ctx, false, nil)
	d.show(ctx)
}

// set notes how a locale stands. A page that is live in part stays so until its own is published.
func (d *document) set(l l10n.Locale, o LocaleOutcome) {
	if before := d.locales[l]; before.InPart != nil && o.URL == "" {
		o.URL, o.InPart = before.URL, before.InPart
	}
	d.locales[l] = o
}

func (d *document) publication() activities.PublishInput {
	return activities.PublishInput{Run: d.in.Run, Plan: d.in.Plan, Document: d.source, Extraction: d.parts.Extraction, Skeleton: d.parts.Skeleton}
}

// switchTo makes a publication and reads it back.
func (d *document) switchTo(ctx workflow.Context, in activities.PublishInput, summary string) (activities.PublishedOutput, error) {
	var out activities.PublishedOutput
	if err := d.gather(ctx); err != nil {
		return out, err
	}
	in.Assets = d.assets.Assets
	if err := workflow.ExecuteActivity(do(ctx, summary, 10*time.Minute), a.PublishDocument, in).Get(ctx, &out); err != nil {
		return out, err
	}
	d.purged = purge(ctx, d.in.Plan, out.Changed)
	return out, workflow.ExecuteActivity(do(ctx, "read back what visitors get", 10*time.Minute), a.VerifyPublication,
		activities.VerifyInput{Plan: d.in.Plan, Document: d.in.Document, Publication: out.Publication}).Get(ctx, nil)
}
