package app

import "github.com/dragoman-l10n/dragoman/internal/overview"

// Overview says how work stands.
func (a *App) Overview() *overview.Service {
	return &overview.Service{Records: a.Store, Pages: a.Store, Blobs: a.Store, Barred: a.Review.Barred}
}
