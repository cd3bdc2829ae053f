package work

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Park writes into a translation's record that it waits for engines, why, and until when they are asked again.
func (s *Service) Park(ctx context.Context, k l10n.TranslationKey, reason string, until time.Time) error {
	return s.update(ctx, k, func(t *l10n.Translation) { t.Stage, t.Comment, t.Until = l10n.StageParked, reason, until })
}

// Unpark writes that a parked translation goes on.
func (s *Service) Unpark(ctx context.Context, k l10n.TranslationKey) error {
	return s.update(ctx, k, func(t *l10n.Translation) {
		t.Stage, t.Comment, t.Until = l10n.StageTranslate, "", time.Time{}
	})
}

// End writes how a run's translation ended, and why. The record of a later run is left alone, and so is
// one that has ended already.
func (s *Service) End(ctx context.Context, k l10n.TranslationKey, run l10n.RunID, stage l10n.Stage,
	comment string) error {
	if !stage.Ended() || stage == l10n.StagePublished || stage == l10n.StageWithdrawn {
		return fmt.Errorf("%w: %q is no way in which a translation ends without being published", l10n.ErrRefused, stage)
	}
	_, err := s.Translations.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
		if t.Run != run || t.Stage.Ended() {
			return errStays
		}
		t.Stage, t.Comment, t.Step, t.Assignee = stage, comment, "", ""
		return nil
	})
	if errors.Is(err, errStays) {
		return nil
	}
	return err
}

// errStays leaves a record as it is.
var errStays = errors.New("the record stays as it is")

func (s *Service) update(ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation)) error {
	_, err := s.Translations.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
		change(t)
		return nil
	})
	return err
}
