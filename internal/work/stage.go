package work

import (
	"context"
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

// End writes how a run's translation ended, and why. The record of a later run is left alone.
func (s *Service) End(ctx context.Context, k l10n.TranslationKey, run l10n.RunID, stage l10n.Stage,
	comment string) error {
	return s.update(ctx, k, func(t *l10n.Translation) {
		if t.Run == run {
			t.Stage, t.Comment, t.Step, t.Assignee = stage, comment, "", ""
		}
	})
}

func (s *Service) update(ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation)) error {
	_, err := s.Translations.UpdateTranslation(ctx, k, func(t *l10n.Translation) error {
		change(t)
		return nil
	})
	return err
}
