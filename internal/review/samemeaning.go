package review

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

// Declare takes an editor's word that segments whose source has changed mean what they meant: their approved targets
// stand for the new source, with the approvals that they have. The word is bound to the hashes of both sources and
// holds for every locale of the document. When nothing is left to look at, the review is over. A repeat changes
// nothing. A refusal wraps [l10n.ErrRefused].
func (s *Service) Declare(ctx context.Context, k l10n.TranslationKey, d l10n.Decision) (Decided, error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil {
		return Decided{}, err
	}
	if err := ofItsRun(tr, d); err != nil {
		return Decided{}, err
	}
	if tr.Base == nil {
		return Decided{},
			fmt.Errorf("%w: nothing of this document was approved before, so no meaning can be the same", l10n.ErrRefused)
	}
	e, err := s.extraction(ctx, tr.Extraction)
	if err != nil {
		return Decided{}, err
	}
	old, err := s.extraction(ctx, tr.Base.Extraction)
	if err != nil {
		return Decided{}, err
	}
	approved, err := blob.GetJSON[[]l10n.Target](ctx, s.Blobs, tr.Base.Targets)
	if err != nil {
		return Decided{}, err
	}
	same, words, err := sameMeaning(follow.Compare(old, e), approved, k.Document, d)
	if err != nil {
		return Decided{}, err
	}
	if source := l10n.SourceHash(e.Units); d.SourceHash != source {
		if stated := d.AsStated(); d.Seal != nil {
			d.Stated = &stated
		}
		d.SourceHash = source
	}
	if err := s.Records.RecordDecision(ctx, k, d, func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		if t.Step != d.Step {
			return nil, notWaiting(d.Step, t.Step)
		}
		for i := range ts {
			if approved, ok := same[ts[i].Segment]; ok {
				approved.Version = ts[i].Version + 1
				ts[i] = approved
			}
		}
		recount(t, ts)
		return nil, nil
	}); err != nil {
		return Decided{}, err
	}
	if err := s.Records.DeclareSame(ctx, words); err != nil {
		return Decided{}, err
	}
	ts, err := s.Records.Targets(ctx, k)
	if err != nil {
		return Decided{}, err
	}
	carried, err := s.settle(ctx, tr, ts)
	return Decided{SourceHash: d.SourceHash, TargetHash: l10n.TargetsHash(ts), Targets: carried.Targets,
		Unconfirmed: l10n.CountProgress(ts).Unconfirmed, Carried: carried.Approvals, Recorded: &d}, err
}

// sameMeaning takes the approved target of each segment that has changed and that the declaration is about, and writes
// the declarations. It is about the segments that it names, each of which must be a changed one, or about all that
// changed. A change of figures is a change of meaning.
func sameMeaning(c follow.Comparison, approved []l10n.Target, doc l10n.DocumentID, d l10n.Decision,
) (map[l10n.SegmentID]l10n.Target, []l10n.SameMeaning, error) {
	same, words := map[l10n.SegmentID]l10n.Target{}, []l10n.SameMeaning(nil)
	for _, ch := range c.Changes {
		id := ch.Place.Segment.ID
		named := slices.Contains(d.Segments, id)
		if len(d.Segments) > 0 && !named {
			continue
		}
		target, word, why := declareOne(ch, approved, doc, d)
		switch {
		case why == "":
			same[id] = target
			words = append(words, word)
		case named:
			return nil, nil, fmt.Errorf("%w: segment %s %s", l10n.ErrRefused, id, why)
		}
	}
	if len(words) == 0 {
		return nil, nil, fmt.Errorf("%w: no segment is a changed form of an approved one with the same figures",
			l10n.ErrRefused)
	}
	return same, words, nil
}

// declareOne takes the approved target of one change, or says why it cannot be taken.
func declareOne(ch follow.Change, approved []l10n.Target, doc l10n.DocumentID,
	d l10n.Decision) (t l10n.Target, word l10n.SameMeaning, why string) {
	if ch.Kind != follow.Changed {
		return t, word, "is no changed form of an approved one"
	}
	old, now := ch.Old.Segment, ch.Place.Segment
	if !slices.Equal(figures(old.Source), figures(now.Source)) {
		return t, word, "has another figure than before, and so it says something else; change its translation instead"
	}
	i := indexOf(approved, old.ID)
	if i < 0 {
		return t, word, "is no changed form of an approved one"
	}
	word = l10n.SameMeaning{ID: d.ID, Document: doc, Old: old.Hash(), New: now.Hash(), By: d.By, At: d.At}
	if d.Seal != nil {
		word.Decision = &d
	}
	t, ok := translate.SameMeaning(approved[i], ch.Place, word)
	if !ok {
		return t, word, "has other inline codes than its approved translation"
	}
	return t, word, ""
}

// figures are the runs of digits of a text, in their order.
func figures(f l10n.Fragment) []string {
	return strings.FieldsFunc(f.Text(), func(r rune) bool { return !unicode.IsDigit(r) })
}
