package work

import (
	"context"
	"errors"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// previous returns a translation's record as it stands, or the zero value. A page that was renamed begins with what
// was approved of it under its old address.
func (s *Service) previous(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	t, err := s.Translations.Translation(ctx, k)
	if !errors.Is(err, l10n.ErrNotFound) {
		return t, err
	}
	d, err := s.Documents.Document(ctx, k.Document)
	if err != nil || d.Was == "" || d.Was == k.Document {
		return l10n.Translation{}, l10n.IgnoreNotFound(err)
	}
	t, err = s.Translations.Translation(ctx, l10n.TranslationKey{Document: d.Was, Locale: k.Locale})
	if err != nil {
		return l10n.Translation{}, l10n.IgnoreNotFound(err)
	}
	base := baseOf(t)
	if base == nil {
		return l10n.Translation{}, nil
	}
	renamed := *base
	renamed.Document = d.Was
	return l10n.Translation{Base: &renamed}, nil
}

// baseOf is the version that people approved last, which the next one is compared with.
func baseOf(t l10n.Translation) *l10n.Base {
	if t.Targets != "" && t.Extraction != "" {
		return &l10n.Base{Run: t.Run, Extraction: t.Extraction, Targets: t.Targets}
	}
	return t.Base
}

// priorWork gathers what approvals, people's unfinished work and declarations say of a document. base is the version
// that was approved last, and earlier the extraction that the targets on the desk are of.
func (s *Service) priorWork(ctx context.Context, k l10n.TranslationKey, e *l10n.Extraction, base *l10n.Base,
	earlier l10n.Ref) (translate.Known, error) {
	var out translate.Known
	var err error
	if out.Approved.Targets, err = s.Prior.Approved(ctx, k); err != nil {
		return out, err
	}
	if base != nil {
		snapshot, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, base.Targets)
		if err != nil {
			return out, err
		}
		out.Approved.Targets = append(out.Approved.Targets, snapshot...)
		if out.Approved.Was, err = s.aligned(ctx, base.Extraction, e); err != nil {
			return out, err
		}
	}
	if out.Kept, err = s.unfinished(ctx, k, e, earlier); err != nil {
		return out, err
	}
	same, err := s.Prior.SameMeanings(ctx, k.Document)
	if err != nil || len(same) == 0 {
		return out, err
	}
	out.Same = map[l10n.Hash]l10n.SameMeaning{}
	for _, m := range same {
		out.Same[m.New] = m
	}
	return out, nil
}

// unfinished are the targets that people wrote, or approved at an early step, in a review that did not come to its
// end. What they wrote for a text that has changed since is theirs to look at again: it becomes a target of the new
// text that needs an edit.
func (s *Service) unfinished(ctx context.Context, k l10n.TranslationKey, e *l10n.Extraction,
	earlier l10n.Ref) (translate.Earlier, error) {
	var out translate.Earlier
	if earlier == "" {
		return out, nil
	}
	ts, err := s.Prior.Targets(ctx, k)
	if err != nil {
		return out, err
	}
	kept := slices.DeleteFunc(ts, func(t l10n.Target) bool { return t.State != l10n.Reviewed && !written(t) })
	if out.Targets = kept; len(kept) == 0 {
		return out, nil
	}
	before, err := s.Extraction(ctx, earlier)
	if err != nil {
		return out, err
	}
	c := follow.Compare(before, e)
	out.Was = c.Was()
	for _, ch := range c.Changes {
		if ch.Kind != follow.Changed {
			continue
		}
		old, now := ch.Old.Segment, ch.Place.Segment
		i := slices.IndexFunc(kept, func(t l10n.Target) bool {
			return t.Segment == old.ID && t.SourceHash.Holds(old.Hash()) && written(t)
		})
		if i < 0 {
			continue
		}
		t := kept[i]
		t.Segment, t.SourceHash, t.SubState = now.ID, now.Hash(), l10n.SubNeedsEdit
		t.Origin.Detail = "from: " + old.Source.Text()
		out.Targets = append(out.Targets, t)
	}
	return out, nil
}

// written reports whether a person wrote a target that nobody has finally approved.
func written(t l10n.Target) bool {
	return (t.SubState == l10n.SubHuman || t.SubState == l10n.SubNeedsEdit) && !t.State.AtLeast(l10n.Final)
}

// aligned names the segment of an earlier extraction that each segment of the present one is.
func (s *Service) aligned(ctx context.Context, earlier l10n.Ref,
	e *l10n.Extraction) (map[l10n.SegmentID]l10n.SegmentID, error) {
	before, err := s.Extraction(ctx, earlier)
	if err != nil {
		return nil, err
	}
	return follow.Compare(before, e).Was(), nil
}
