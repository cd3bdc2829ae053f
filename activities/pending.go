package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// InPart says how much of a page that went live before its approval is in the source's language.
type InPart struct {
	Untranslated, Segments int
}

// readyInPart makes a locale ready that goes live before its approval.
func (a *Activities) readyInPart(ctx context.Context, in PublishInput, l *ReadyLocale) (InPart, error) {
	e, err := a.Extraction(ctx, in.Extraction)
	if err != nil {
		return InPart{}, err
	}
	now, err := a.Records.Targets(ctx, l10n.TranslationKey{Document: in.Document.ID, Locale: l.Locale})
	if l10n.IgnoreNotFound(err) != nil {
		return InPart{}, err
	}
	ts, untranslated := review.InPart(e, now)
	l.Targets, err = blob.PutJSON(ctx, a.Blobs, ts)
	return InPart{Untranslated: untranslated, Segments: len(ts)}, err
}

// untranslated are the segments of a page that went live in part and keep the source's text.
func (r *rendering) untranslated() map[l10n.SegmentID]bool {
	if r.page.Untranslated == 0 {
		return nil
	}
	open := map[l10n.SegmentID]bool{}
	for _, t := range r.targets {
		if t.Text.IsEmpty() {
			open[t.Segment] = true
		}
	}
	return open
}
