package work

import (
	"context"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Canceller ends work that is under way.
type Canceller interface {
	CancelRun(context.Context, l10n.RunID) error
	CancelDocument(context.Context, l10n.DocumentID) error
	CancelTranslation(context.Context, l10n.TranslationKey) error
}

// Cancel ends a run, or the work on one of its pages. Who ended it, and why, is in the records before it ends, so that
// nobody has to ask. A word without a reason is refused, and so is one on what has ended.
func (s *Service) Cancel(ctx context.Context, c l10n.Cancellation, end Canceller) error {
	if c.By == "" || strings.TrimSpace(c.Comment) == "" {
		return fmt.Errorf("%w: say why it shall end", l10n.ErrRefused)
	}
	if c.Document == "" {
		return s.cancelRun(ctx, c, end)
	}
	ts, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Run: c.Run, Document: c.Document, Locale: c.Locale})
	if err != nil {
		return err
	}
	open := 0
	for _, t := range ts {
		if t.Stage.Ended() {
			continue
		}
		open++
		if err := s.update(ctx, t.TranslationKey, func(t *l10n.Translation) {
			if t.Run == c.Run && !t.Stage.Ended() {
				t.Cancelled = &c
			}
		}); err != nil {
			return err
		}
	}
	switch {
	case open == 0:
		return fmt.Errorf("%w: nothing of it is under way in run %s", l10n.ErrRefused, c.Run)
	case c.Locale == "":
		return end.CancelDocument(ctx, c.Document)
	}
	return end.CancelTranslation(ctx, l10n.TranslationKey{Document: c.Document, Locale: c.Locale})
}

func (s *Service) cancelRun(ctx context.Context, c l10n.Cancellation, end Canceller) error {
	_, err := s.Runs.UpdateRun(ctx, c.Run, func(r *l10n.Run) error {
		if r.Status != l10n.RunRunning {
			return fmt.Errorf("%w: run %s is not under way", l10n.ErrRefused, c.Run)
		}
		r.Cancelled = &c
		return nil
	})
	if err != nil {
		return err
	}
	return end.CancelRun(ctx, c.Run)
}
