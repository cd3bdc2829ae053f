package app

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/offline"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// Offline is the service that takes texts out as files and back.
func (a *App) Offline() *offline.Service {
	return &offline.Service{Records: a.Store, Sources: a.Work, Reviews: openSegments{a.Review}, Editor: a.Review, Blobs: a.Store}
}

// openSegments knows which segments wait for a person's word.
type openSegments struct{ *review.Service }

func (s openSegments) Open(ctx context.Context, t l10n.Translation, ts []l10n.Target) ([]l10n.SegmentID, error) {
	b, err := s.Board(ctx, t, ts)
	return b.Open, err
}
