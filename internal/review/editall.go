package review

import (
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// EditAll stores changes of many targets of a translation in one transaction, and returns how many texts it has changed. Those
// that are refused, for one of the reasons of [Service.Edit], are told and keep none of the others from being stored.
func (s *Service) EditAll(ctx context.Context, tr l10n.Translation, e *l10n.Extraction, edits []l10n.Edit) (n int, refused map[l10n.SegmentID]error, err error) {
	refused = map[l10n.SegmentID]error{}
	places := map[l10n.SegmentID]l10n.Place{}
	for _, at := range e.Places() {
		places[at.Segment.ID] = at
	}
	var ready []*savingEdit
	for _, edit := range edits {
		at, ok := places[edit.Segment]
		if !ok {
			refused[edit.Segment] = errNoSegment(edit.Segment)
			continue
		}
		one, err := s.prepareAt(ctx, tr, e, edit, at)
		switch {
		case err == nil:
			ready = append(ready, &savingEdit{readyEdit: one})
		case isRefusal(err):
			refused[edit.Segment] = err
		default:
			return 0, nil, err
		}
	}
	if len(ready) == 0 {
		return 0, refused, nil
	}
	compare, err := s.Checker.Consistency(ctx, tr.Site, e, tr.Locale)
	if err != nil {
		return 0, nil, brokenOff(ready[0].Segment, err)
	}
	var a applied
	now, _, err := s.Records.UpdateTargets(ctx, tr.TranslationKey, func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		a = applied{refused: map[l10n.SegmentID]error{}}
		for _, one := range ready {
			if err := a.apply(t, ts, one); err != nil {
				a.refused[one.Segment] = err
			}
		}
		compare(ts)
		recount(t, ts)
		for i := range a.changed {
			a.changed[i].Target = ts[indexOf(ts, a.changed[i].Segment)] // with what the comparison found
		}
		return ts, nil
	})
	if err != nil {
		return 0, nil, err
	}
	for _, one := range ready {
		if why := a.refused[one.Segment]; why != nil {
			refused[one.Segment] = why
		}
	}
	s.afterEdits(ctx, now, e, a.changed)
	return len(a.changed), refused, nil
}

func errNoSegment(id l10n.SegmentID) error { return fmt.Errorf("segment %s: %w", id, l10n.ErrNotFound) }

// isRefusal reports whether an error is about an edit, and not about the house.
func isRefusal(err error) bool {
	for _, of := range []error{l10n.ErrConflict, l10n.ErrRefused, l10n.ErrCodes, l10n.ErrTooLong, l10n.ErrNotFound} {
		if errors.Is(err, of) {
			return true
		}
	}
	return false
}
