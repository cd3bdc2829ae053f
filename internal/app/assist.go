package app

import (
	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Assist is the service of what stands at a translator's side. It asks the engines that this process has opened.
func (a *App) Assist() *assist.Service {
	s := &assist.Service{Records: a.Store, Blobs: a.Store, Memory: a.Memory, Engines: a.Translator, Locks: a.Store,
		Price: func(p l10n.ProviderName) float64 { return a.Config.Providers[p].Price }}
	if a.Terms != nil {
		s.Terms = a.Terms
	}
	return s
}
