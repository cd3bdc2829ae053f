package activities

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// DeclareSameMeaning takes an editor's word that segments whose source has changed mean what they meant: their approved
// targets stand for the new source, with the approvals that they have. The word is bound to the hashes of both sources
// and holds for every locale of the document. When nothing is left to look at, the review is over. A repeat changes
// nothing.
func (a *Activities) DeclareSameMeaning(ctx context.Context, in DecisionInput) (Decided, error) {
	s, err := a.declare(ctx, in)
	if err != nil {
		return Decided{}, fail(err)
	}
	var ts []l10n.Target
	d := in.Decision
	d.SourceHash = l10n.SourceHash(s.extraction.Units)
	if err := a.Records.RecordDecision(ctx, in.Key, d, func(t *l10n.Translation, now []l10n.Target) ([]l10n.Target, error) {
		if t.Step != d.Step {
			return nil, fmt.Errorf("%w: step %q is not waiting, step %q is", l10n.ErrRefused, d.Step, t.Step)
		}
		for i := range now {
			if same, ok := s.targets[now[i].Segment]; ok {
				same.Version = now[i].Version + 1
				now[i] = same
			}
		}
		before := t.Progress
		t.Progress = l10n.CountProgress(now)
		t.Progress.Characters, t.Progress.Sent, t.Progress.Saved = before.Characters, before.Sent, before.Saved
		return nil, nil
	}); err != nil {
		return Decided{}, fail(err)
	}
	if ts, err = a.Records.Targets(ctx, in.Key); err != nil {
		return Decided{}, fail(err)
	}
	out := Decided{SourceHash: d.SourceHash, TargetHash: l10n.TargetsHash(ts)}
	return out, fail(a.settle(ctx, s, ts, &out))
}

// sameness is a declaration that can be made.
type sameness struct {
	translation l10n.Translation
	extraction  *l10n.Extraction
	targets     map[l10n.SegmentID]l10n.Target
}

// declare finds the approved targets of the segments that are meant, and writes the declaration.
func (a *Activities) declare(ctx context.Context, in DecisionInput) (*sameness, error) {
	s := &sameness{targets: map[l10n.SegmentID]l10n.Target{}}
	var err error
	if s.translation, err = a.Records.Translation(ctx, in.Key); err != nil {
		return nil, err
	}
	base := s.translation.Base
	if base == nil {
		return nil, fmt.Errorf("%w: nothing of this document was approved before, so no meaning can be the same", l10n.ErrRefused)
	}
	if s.extraction, err = a.Extraction(ctx, s.translation.Extraction); err != nil {
		return nil, err
	}
	old, err := a.Extraction(ctx, base.Extraction)
	if err != nil {
		return nil, err
	}
	approved, err := blob.GetJSON[[]l10n.Target](ctx, a.Blobs, base.Targets)
	if err != nil {
		return nil, err
	}
	words, err := s.match(follow.Compare(old, s.extraction), approved, in.Decision)
	if err != nil {
		return nil, err
	}
	for i := range words {
		words[i].Document = in.Key.Document
	}
	return s, a.Records.DeclareSame(ctx, words)
}

// match takes the approved target of each segment that changed and is meant. A segment that is named must be one.
func (s *sameness) match(c follow.Comparison, approved []l10n.Target, d l10n.Decision) ([]l10n.SameMeaning, error) {
	var words []l10n.SameMeaning
	for _, ch := range c.Changes {
		id := ch.Place.Segment.ID
		named := slices.Contains(d.Segments, id)
		if ch.Kind != follow.Changed || len(d.Segments) > 0 && !named {
			if named {
				return nil, fmt.Errorf("%w: segment %s is no changed form of an approved one", l10n.ErrRefused, id)
			}
			continue
		}
		if !slices.Equal(figures(ch.Old.Segment.Source), figures(ch.Place.Segment.Source)) {
			if named {
				return nil, fmt.Errorf("%w: a figure of segment %s has changed, and so has what it says; change its translation instead", l10n.ErrRefused, id)
			}
			continue // people look at it
		}
		word := l10n.SameMeaning{ID: d.ID, Old: ch.Old.Segment.Hash(), New: ch.Place.Segment.Hash(), By: d.By, At: d.At}
		i := slices.IndexFunc(approved, func(t l10n.Target) bool { return t.Segment == ch.Old.Segment.ID })
		if i < 0 {
			continue
		}
		t, ok := translate.SameMeaning(approved[i], ch.Place, word)
		switch {
		case ok:
			s.targets[id] = t
			words = append(words, word)
		case named:
			return nil, fmt.Errorf("%w: segment %s has other inline codes than its approved translation", l10n.ErrRefused, id)
		}
	}
	if len(words) == 0 {
		return nil, fmt.Errorf("%w: no segment is a changed form of an approved one with the same figures", l10n.ErrRefused)
	}
	return words, nil
}

// figures are the runs of digits of a text, in their order.
func figures(f l10n.Fragment) []string {
	return strings.FieldsFunc(f.Text(), func(r rune) bool { return !unicode.IsDigit(r) })
}

// settle ends a review that has nothing left to look at.
func (a *Activities) settle(ctx context.Context, s *sameness, ts []l10n.Target, out *Decided) error {
	signed, err := a.signedApart(ctx, s.translation, ts)
	if err != nil || signed == nil {
		return err
	}
	checked := Checked{}
	if err := a.keepCarried(ctx, s.translation, ts, signed, &checked); err != nil {
		return err
	}
	out.Targets, out.Carried = checked.Targets, checked.Carried
	return nil
}
