package app

import "github.com/dragoman-l10n/dragoman/internal/lens"

// Lens is the service that lays a sentence in all languages side by side.
func (a *App) Lens() *lens.Service {
	s := &lens.Service{Records: a.Store, Sources: a.Work}
	if a.Terms != nil {
		s.Glossary = a.Terms
	}
	return s
}
