package work

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// embargoOf is the embargo of a translation that begins, with what people have said of it: the plan's own word counts
// first. A run that takes a page over keeps the hour of the one that had it; so does a retry, with what was said meanwhile.
// t is the record as it stands.
func embargoOf(t l10n.Translation, in Opening, p l10n.Plan) (*l10n.Embargo, []l10n.EmbargoAct) {
	switch {
	case t.Run == in.Run && t.Run != "":
		return t.Embargo, t.EmbargoActs
	case p.Embargo != nil:
		return p.Embargo, nil
	case t.Embargo != nil && (!t.Stage.Ended() || t.Stage == l10n.StageSuperseded):
		return t.Embargo, t.EmbargoActs
	}
	return in.Embargo, nil
}

// Embargo takes a person's word on when locales of a document go to visitors into their records. It is about all of them
// or none: one whose translation has not begun yet, or is not of the run any more, refuses it.
func (s *Service) Embargo(ctx context.Context, act l10n.EmbargoAct, locales []l10n.Locale) error {
	if act.Kind == l10n.Reschedule {
		if act.Embargo == nil {
			return fmt.Errorf("%w: say another hour, or hold", l10n.ErrRefused)
		}
		if err := act.Embargo.Check(act.At); err != nil {
			return fmt.Errorf("%w: %w", l10n.ErrRefused, err)
		}
	}
	for _, l := range locales {
		if !act.Of(l) {
			return fmt.Errorf("%w: the act is not about %s", l10n.ErrRefused, l)
		}
		t, err := s.Translations.Translation(ctx, l10n.TranslationKey{Document: act.Document, Locale: l})
		if err != nil && l10n.IgnoreNotFound(err) != nil {
			return err
		}
		if err != nil || t.Run != act.Run {
			return fmt.Errorf("%s into %s is only beginning: try again in a moment: %w", act.Document, l, l10n.ErrConflict)
		}
	}
	for _, l := range locales {
		if err := s.update(ctx, l10n.TranslationKey{Document: act.Document, Locale: l}, func(t *l10n.Translation) {
			said := slices.ContainsFunc(t.EmbargoActs, func(a l10n.EmbargoAct) bool { return a.ID == act.ID })
			if t.Run != act.Run || said {
				return
			}
			t.Embargo, t.EmbargoActs = t.Embargo.After(act), append(t.EmbargoActs, act)
		}); err != nil {
			return err
		}
	}
	return nil
}
