package app

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// Accounts tells how texts came to stand as they do. With the records alone it does not know what visitors get, nor the
// memory.
func (a *App) Accounts() *review.Accounts {
	s := &review.Accounts{Said: a.Store, Texts: a.Store, Counts: a.Store, Blobs: a.Store,
		Price: func(p l10n.ProviderName) float64 { return a.Config.Providers[p].Price }}
	if a.Memory != nil {
		s.Memory = a.Memory
	}
	if a.Site != nil {
		s.Publications = a.Site
	}
	return s
}
