package site

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// correctionNotes are the notes that a page has on its corrections: those that it has already, and one for each correction
// with a note of which a wrong text is gone from it. The date is that of the latest approval, so a repeat makes the same page.
func (s *Service) correctionNotes(ctx context.Context, page l10n.PublishedPage) ([]l10n.CorrectionNote, error) {
	notes := slices.Clone(page.Corrections)
	if s.Corrections == nil || page.Untranslated > 0 {
		return notes, nil
	}
	all, err := s.Corrections.Corrections(ctx, l10n.TranslationKey{Document: page.Document, Locale: page.Locale})
	if err != nil || len(all) == 0 {
		return notes, err
	}
	targets, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, page.Targets)
	if err != nil {
		return notes, err
	}
	has := map[[2]l10n.Hash]bool{}
	for _, t := range targets {
		has[[2]l10n.Hash{t.SourceHash, t.Text.Hash()}] = true
	}
	date := latestApproval(page)
	for _, c := range all {
		gone := !has[[2]l10n.Hash{c.SourceHash, c.TargetHash}] // else people have confirmed it
		known := slices.ContainsFunc(notes, func(n l10n.CorrectionNote) bool { return n.Run == c.Run })
		if c.Note && c.Site == page.Site && gone && !known && !date.Before(c.At) {
			notes = append(notes, l10n.CorrectionNote{Run: c.Run, Date: date})
		}
	}
	slices.SortStableFunc(notes, func(a, b l10n.CorrectionNote) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Run, b.Run))
	})
	return notes, nil
}

// latestApproval is when the page's text was approved last.
func latestApproval(page l10n.PublishedPage) time.Time {
	var at time.Time
	for _, d := range page.Approvals {
		if d.At.After(at) {
			at = d.At
		}
	}
	return at
}
