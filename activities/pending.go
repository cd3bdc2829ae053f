package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// InPart says how much of a page that went live before its approval is in the source's language.
type InPart struct {
	Untranslated, Segments int
}

// inPart makes the targets of a page that goes live before it is approved: those sentences whose translation people have
// approved, for this very source, and figures. All others are empty, and keep the source's text.
func (a *Activities) inPart(ctx context.Context, k l10n.TranslationKey, extraction l10n.Ref) ([]l10n.Target, InPart, error) {
	e, err := a.Extraction(ctx, extraction)
	if err != nil {
		return nil, InPart{}, err
	}
	now, err := a.Records.Targets(ctx, k)
	if l10n.IgnoreNotFound(err) != nil {
		return nil, InPart{}, err
	}
	of := map[l10n.SegmentID]l10n.Target{}
	for _, t := range now {
		of[t.Segment] = t
	}
	var ts []l10n.Target
	count := InPart{}
	for _, at := range e.Places() {
		t, ok := of[at.Segment.ID]
		approved := t.State == l10n.Final || t.SubState == l10n.SubApproved || t.SubState == l10n.SubCopy
		if !ok || !approved || t.SourceHash != at.Segment.Hash() || t.Text.IsEmpty() || l10n.Blocks(t.Issues) {
			t = l10n.Target{Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), State: l10n.Initial}
			count.Untranslated++
		} else {
			t.State = l10n.Final
		}
		ts = append(ts, t)
	}
	count.Segments = len(ts)
	return ts, count, nil
}

// readyInPart makes a locale ready that goes live before its approval.
func (a *Activities) readyInPart(ctx context.Context, in PublishInput, l *ReadyLocale) (InPart, error) {
	ts, count, err := a.inPart(ctx, l10n.TranslationKey{Document: in.Document.ID, Locale: l.Locale}, in.Extraction)
	if err != nil {
		return InPart{}, err
	}
	l.Targets, err = blob.PutJSON(ctx, a.Blobs, ts)
	return count, err
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
