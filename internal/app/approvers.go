package app

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Approvers returns who approved a translation since a run began, in order; nobody where the records can't be read.
func (a *App) Approvers(ctx context.Context, r l10n.Run, k l10n.TranslationKey) []l10n.UserID {
	decisions, err := a.Store.Decisions(ctx, k)
	if err != nil {
		return nil
	}
	var who []l10n.UserID
	for _, d := range decisions {
		switch {
		case d.At.Before(r.StartedAt):
		case d.Kind == l10n.RequestChanges:
			who = nil
		case d.Kind == l10n.Approve: // a step that machines ended was approved by nobody
			who = append(who, d.By)
		}
	}
	return who
}
