package work

import (
	"context"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// recordDrafted keeps what the machine has for each segment, for reports: what people are given, and what they make of it.
func (s *Service) recordDrafted(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, made []l10n.Target) error {
	if s.Drafts == nil {
		return nil
	}
	bySegment := make(map[l10n.SegmentID]l10n.Target, len(made))
	for _, t := range made {
		bySegment[t.Segment] = t
	}
	seen := map[l10n.Hash]bool{}
	var ds []l10n.Drafted
	for _, at := range e.Places() {
		t, hash := bySegment[at.Segment.ID], at.Segment.Hash()
		source := at.Segment.Source.Text()
		d := l10n.Drafted{Segment: at.Segment.ID, Class: t.MatchClass(), Score: t.Origin.Score, Text: t.Text, Repeated: seen[hash],
			Words: l10n.CountWords(source), Characters: utf8.RuneCountInString(source)}
		if d.Class == l10n.MatchEngine {
			d.Engine, d.Score = t.Origin.Provider, 0
		}
		for _, i := range t.Issues {
			d.Checks = append(d.Checks, i.Check)
		}
		seen[hash] = true
		ds = append(ds, d)
	}
	return s.Drafts.RecordDrafted(ctx, tr, ds)
}
