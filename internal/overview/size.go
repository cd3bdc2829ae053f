package overview

import (
	"context"
	"math"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

// Size is how many segments and words of the source there are.
type Size struct{ Segments, Words int }

// Leverage is how much of a text is of which class.
type Leverage map[report.ClassName]Size

func (l Leverage) add(c report.ClassName, words int) {
	sum := l[c]
	l[c] = Size{sum.Segments + 1, sum.Words + words}
}

// Words are those of all classes.
func (l Leverage) Words() int {
	n := 0
	for _, s := range l {
		n += s.Words
	}
	return n
}

// Work is how much work there is, in words of new text: the words of each class by its weight in reports.
func (l Leverage) Work() int {
	sum := 0.0
	for c, s := range l {
		sum += float64(s.Words) * c.Weight()
	}
	return int(math.Ceil(sum - 1e-9))
}

// version is a translation as it was at one moment: a change of its targets changes the record too.
type version struct {
	l10n.TranslationKey
	extraction l10n.Ref
	updated    time.Time
	progress   l10n.Progress
}

// Leverage says how much text of each class a translation has, as it stands.
func (s *Service) Leverage(ctx context.Context, t l10n.Translation) (Leverage, error) {
	of := t.TargetsOf
	if of == "" {
		of = t.Extraction
	}
	if of == "" {
		return Leverage{}, nil
	}
	v := version{t.TranslationKey, of, t.UpdatedAt, t.Progress}
	return s.sizes.get(v, func() (Leverage, error) {
		sources, err := s.sources(ctx, of)
		if err != nil {
			return nil, err
		}
		ts, err := s.Records.Targets(ctx, t.TranslationKey)
		if err != nil {
			return nil, err
		}
		l := Leverage{}
		for _, g := range ts {
			if source, ok := sources[g.Segment]; ok {
				l.add(report.ClassOf(g.MatchClass(), g.Origin.Score, source.repeated), source.words)
			}
		}
		return l, nil
	})
}

// source is what is counted of a segment's source.
type source struct {
	words    int
	repeated bool // an earlier segment of the page says the same
}

// sources are those of an extraction.
func (s *Service) sources(ctx context.Context, ref l10n.Ref) (map[l10n.SegmentID]source, error) {
	return s.texts.get(ref, func() (map[l10n.SegmentID]source, error) {
		e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, ref)
		if err != nil {
			return nil, err
		}
		all, seen := map[l10n.SegmentID]source{}, map[l10n.Hash]bool{}
		for i := range e.Units {
			for _, g := range e.Units[i].Segments {
				hash := g.Hash()
				all[g.ID] = source{l10n.CountWords(g.Source.Text()), seen[hash]}
				seen[hash] = true
			}
		}
		return all, nil
	})
}
