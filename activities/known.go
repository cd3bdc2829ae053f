package activities

import (
	"context"
	"errors"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// previous is a translation's record as it stands, the zero value where there is none. A renamed page begins with what
// was approved of it under its old address.
func (a *Activities) previous(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	t, err := a.Records.Translation(ctx, k)
	if !errors.Is(err, l10n.ErrNotFound) {
		return t, err
	}
	d, err := a.Records.Document(ctx, k.Document)
	if err != nil || d.Was == "" || d.Was == k.Document {
		return l10n.Translation{}, l10n.IgnoreNotFound(err)
	}
	t, err = a.Records.Translation(ctx, l10n.TranslationKey{Document: d.Was, Locale: k.Locale})
	if base := baseOf(t); base != nil {
		base := *base
		base.Document = d.Was
		return l10n.Translation{Base: &base}, l10n.IgnoreNotFound(err)
	}
	return l10n.Translation{}, l10n.IgnoreNotFound(err)
}

// baseOf is the version that people approved last, which the next one is compared with.
func baseOf(t l10n.Translation) *l10n.Base {
	if t.Targets != "" && t.Extraction != "" {
		return &l10n.Base{Run: t.Run, Extraction: t.Extraction, Targets: t.Targets}
	}
	return t.Base
}

// known gathers what approvals, people's unfinished work and declarations say of a document. earlier is the extraction
// that the targets on the desk are of.
func (a *Activities) known(ctx context.Context, k l10n.TranslationKey, e *l10n.Extraction, base *l10n.Base, earlier l10n.Ref) (translate.Known, error) {
	var out translate.Known
	var err error
	if out.Approved.Targets, err = a.Records.Approved(ctx, k); err != nil {
		return out, err
	}
	if base != nil {
		snapshot, err := blob.GetJSON[[]l10n.Target](ctx, a.Blobs, base.Targets)
		if err != nil {
			return out, err
		}
		out.Approved.Targets = append(out.Approved.Targets, snapshot...)
		if out.Approved.Was, err = a.was(ctx, base.Extraction, e); err != nil {
			return out, err
		}
	}
	if out.Kept, err = a.unfinished(ctx, k, e, earlier); err != nil {
		return out, err
	}
	same, err := a.Records.SameMeanings(ctx, k.Document)
	if err != nil || len(same) == 0 {
		return out, err
	}
	out.Same = map[l10n.Hash]l10n.SameMeaning{}
	for _, m := range same {
		out.Same[m.New] = m
	}
	return out, nil
}

// unfinished are the targets that people wrote, or approved at an early step, in a review that did not come to its end.
func (a *Activities) unfinished(ctx context.Context, k l10n.TranslationKey, e *l10n.Extraction, earlier l10n.Ref) (translate.Earlier, error) {
	var out translate.Earlier
	ts, err := a.Records.Targets(ctx, k)
	if err != nil || earlier == "" {
		return out, err
	}
	out.Targets = slices.DeleteFunc(ts, func(t l10n.Target) bool {
		return t.State != l10n.Reviewed && (t.SubState != l10n.SubHuman || t.State.AtLeast(l10n.Final))
	})
	if len(out.Targets) == 0 {
		return out, nil
	}
	out.Was, err = a.was(ctx, earlier, e)
	return out, err
}

func (a *Activities) was(ctx context.Context, old l10n.Ref, e *l10n.Extraction) (map[l10n.SegmentID]l10n.SegmentID, error) {
	before, err := a.Extraction(ctx, old)
	if err != nil {
		return nil, err
	}
	return follow.Compare(before, e).Was(), nil
}
