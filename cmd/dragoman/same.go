package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type sameMeaningCmd struct {
	Document string   `arg:"" help:"The document, as 'dragoman show' names it."`
	Segments []string `arg:"" optional:"" name:"segment" help:"The segments, as the desk's addresses name them; all that changed by default."`
	By       string   `placeholder:"NAME" help:"Who declares it; you by default."`
}

// Help is the longer help.
func (sameMeaningCmd) Help() string {
	return `A typo mended in the source is no reason to translate and approve a sentence again. The approved translations
stand for the new source, in every locale that waits, with the approvals that they have; the declaration is bound to the
hashes of both sources and stands in the manifests. When nothing else has changed, the review is over.`
}

// Run tells every review of the document that waits.
func (c sameMeaningCmd) Run(ctx context.Context, s *session) error {
	d := l10n.Decision{ID: client.NewID(), Kind: l10n.Declare, By: l10n.UserID(c.By)}
	if d.By == "" {
		d.By = me()
	}
	for _, id := range c.Segments {
		d.Segments = append(d.Segments, l10n.SegmentID(id))
	}
	return s.withPipeline(ctx, func(a *app.App, cl *client.Client) error {
		ts, err := a.Store.Translations(ctx, l10n.TranslationFilter{Document: l10n.DocumentID(c.Document), Waiting: true})
		if err != nil {
			return err
		}
		if len(ts) == 0 {
			return fmt.Errorf("%w: no review of %s waits, so nothing of it can be declared", l10n.ErrRefused, c.Document)
		}
		var refused []error
		for _, tr := range ts {
			one := d
			one.ID, one.Step, one.Run = d.ID+"-"+string(tr.Locale), tr.Step, tr.Run
			if err := cl.Decide(ctx, tr.TranslationKey, one); err != nil {
				refused = append(refused, fmt.Errorf("%s: %w", tr.Locale, err))
				continue
			}
			s.say("%s into %s: the same meaning, by %s", tr.Document, tr.Locale, one.By)
		}
		return errors.Join(refused...)
	})
}
