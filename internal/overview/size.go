package overview

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// version is a translation as it was at one moment: a change of its targets changes the record too.
type version struct {
	l10n.TranslationKey
	extraction l10n.Ref
	updated    time.Time
	progress   l10n.Progress
}

// Leverage says how much text of each match class a translation has, as it stands.
func (s *Service) Leverage(ctx context.Context, t l10n.Translation) (l10n.Leverage, error) {
	of := t.TargetsOf
	if of == "" {
		of = t.Extraction
	}
	if of == "" {
		return l10n.Leverage{}, nil
	}
	v := version{t.TranslationKey, of, t.UpdatedAt, t.Progress}
	return s.sizes.get(v, func() (l10n.Leverage, error) {
		sizes, err := s.segmentSizes(ctx, of)
		if err != nil {
			return nil, err
		}
		ts, err := s.Records.Targets(ctx, t.TranslationKey)
		if err != nil {
			return nil, err
		}
		l := l10n.Leverage{}
		for _, g := range ts {
			if size, ok := sizes[g.Segment]; ok {
				l.Add(g.MatchClass(), size)
			}
		}
		return l, nil
	})
}

// segmentSizes are the sizes of an extraction's segments.
func (s *Service) segmentSizes(ctx context.Context, ref l10n.Ref) (map[l10n.SegmentID]l10n.Size, error) {
	return s.texts.get(ref, func() (map[l10n.SegmentID]l10n.Size, error) {
		e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, ref)
		if err != nil {
			return nil, err
		}
		sizes := map[l10n.SegmentID]l10n.Size{}
		for i := range e.Units {
			for _, g := range e.Units[i].Segments {
				sizes[g.ID] = l10n.SizeOf(g.Source)
			}
		}
		return sizes, nil
	})
}
