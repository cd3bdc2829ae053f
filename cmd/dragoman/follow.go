package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/progress"
)

// follow shows a run's progress until it has ended, and fails when the run did. It reads the records, which are quicker
// and cheaper to ask than Temporal's visibility.
func (s *session) follow(ctx context.Context, a *app.App, run l10n.RunID) error {
	view := s.newView(ctx, a)
	defer view.Close()
	for {
		r, err := a.Store.Run(ctx, run)
		if err != nil && !errors.Is(err, l10n.ErrNotFound) && ctx.Err() == nil {
			return err
		}
		ts, err := a.Store.Translations(ctx, l10n.TranslationFilter{Run: run, Limit: 100_000})
		if err != nil && ctx.Err() == nil {
			return err
		}
		view.Update(r, ts)
		if r.Status != "" && r.Status != l10n.RunRunning {
			view.Close()
			return s.ended(r, ts)
		}
		select {
		case <-ctx.Done():
			view.Close()
			s.say("The run goes on: dragoman show %s", run)
			return nil
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// ended tells how a run ended.
func (s *session) ended(r l10n.Run, ts []l10n.Translation) error {
	if s.cli.JSON {
		if err := json.NewEncoder(s.out).Encode(status{r, ts}); err != nil {
			return err
		}
	} else {
		s.printTranslations(ts)
	}
	if r.Status != l10n.RunCompleted {
		return fmt.Errorf("run %s %s: %s", r.ID, r.Status, r.Comment)
	}
	return nil
}

func (s *session) newView(ctx context.Context, a *app.App) progress.View {
	if s.cli.JSON {
		return progress.Silent{}
	}
	approvers := func(r l10n.Run, k l10n.TranslationKey) []l10n.UserID { return a.Approvers(ctx, r, k) }
	return progress.NewView(s.out, progress.Options{Approvers: approvers})
}
