// Package activities is where workflows touch the world: one struct, one file a stage. Each activity loads what its refs
// name, calls the stage, stores what came of it, and maps the error once (errors.go). No document text passes through an
// activity's input or result, so that it is never in a history.
package activities

import (
	"context"
	"log/slog"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/gather"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/proofread"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// Records keeps what the pipeline remembers.
type Records interface {
	Run(ctx context.Context, id l10n.RunID) (l10n.Run, error)
	SaveRun(ctx context.Context, r l10n.Run) error
	Document(ctx context.Context, id l10n.DocumentID) (l10n.Document, error)
	SaveDocument(ctx context.Context, d l10n.Document) error
	Translations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error)
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	SaveTranslation(ctx context.Context, t l10n.Translation) error
	UpdateTranslation(ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error) (l10n.Translation, error)
	Targets(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error)
	UpdateTargets(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) (l10n.Translation, []l10n.Target, error)
	Approved(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error)
	SameMeanings(ctx context.Context, doc l10n.DocumentID) ([]l10n.SameMeaning, error)
}

// Activities holds what the stages need. Its methods are the activities; their names are their contract.
type Activities struct {
	Blobs       blob.Blobs
	Records     Records
	Review      *review.Service
	Fetcher     *fetch.Fetcher
	Segmenter   extract.Segmenter
	Translator  *translate.Translator
	Proofreader *proofread.Proofreader
	Site        *site.Service
	Gather      *gather.Service
	Watch       *watch.Service
	Logger      *slog.Logger
}

func (a *Activities) plan(ctx context.Context, ref l10n.Ref) (l10n.Plan, error) {
	return blob.GetJSON[l10n.Plan](ctx, a.Blobs, ref)
}

// Extraction loads an extraction; the desk reads through it too.
func (a *Activities) Extraction(ctx context.Context, ref l10n.Ref) (*l10n.Extraction, error) {
	e, err := blob.GetJSON[l10n.Extraction](ctx, a.Blobs, ref)
	return &e, err
}

// Snapshot loads targets as they were approved; the desk reads through it.
func (a *Activities) Snapshot(ctx context.Context, ref l10n.Ref) ([]l10n.Target, error) {
	return blob.GetJSON[[]l10n.Target](ctx, a.Blobs, ref)
}
