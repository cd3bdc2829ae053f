package work

import (
	"context"
	"errors"

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
	people, err := s.peopleTexts(ctx, k, base, earlier, e)
	if err != nil {
		return out, err
	}
	out.People, out.Gone = people.known(e, k.Locale), people.gone
	corrections, err := s.Prior.Corrections(ctx, k)
	if err != nil {
		return out, err
	}
	reopen(&out, e, corrections)
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

// aligned names the segment of an earlier extraction that each segment of the present one is.
func (s *Service) aligned(ctx context.Context, earlier l10n.Ref,
	e *l10n.Extraction) (map[l10n.SegmentID]l10n.SegmentID, error) {
	before, err := s.Extraction(ctx, earlier)
	if err != nil {
		return nil, err
	}
	return follow.Compare(before, e).Was(), nil
}
