// Package work is a translation on its way to its review: runs and their documents, what is known of a document before
// it is translated, the draft, the checks, waiting for engines, and which run may take a document over from another.
package work

import (
	"context"
	"log/slog"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Runs keeps the records of runs. A function that is passed in changes a record in one transaction, refuses by an
// error, and may be called again or not at all; so do those of the other interfaces. Run of an unknown one is
// [l10n.ErrNotFound].
type Runs interface {
	Run(ctx context.Context, id l10n.RunID) (l10n.Run, error)
	UpdateRun(ctx context.Context, id l10n.RunID, change func(*l10n.Run) error) (l10n.Run, error)
}

// Documents keeps what the last fetch of a document said. Document returns [l10n.ErrNotFound] for an unknown one, and
// UpdateDocument makes it.
type Documents interface {
	Document(ctx context.Context, id l10n.DocumentID) (l10n.Document, error)
	UpdateDocument(ctx context.Context, id l10n.DocumentID, change func(*l10n.Document) error) (l10n.Document, error)
}

// Translations keeps the records of translations and their targets. OpenTranslation makes a record that is not there;
// the others return [l10n.ErrNotFound].
type Translations interface {
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	Translations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error)
	OpenTranslation(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation) error) (l10n.Translation, error)
	UpdateTranslation(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation) error) (l10n.Translation, error)
	UpdateTargets(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) (l10n.Translation, []l10n.Target, error)
}

// Prior is what people did for a document before.
type Prior interface {
	// Approved are the targets that were ever approved, the latest last. KeptTexts is all that people wrote or signed, the
	// oldest first.
	KeptTexts(ctx context.Context, k l10n.TranslationKey) ([]l10n.KeptText, error)
	Approved(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error)
	SameMeanings(ctx context.Context, doc l10n.DocumentID) ([]l10n.SameMeaning, error)
	// Corrections are the published sentences that people found wrong, the oldest first.
	Corrections(ctx context.Context, k l10n.TranslationKey) ([]l10n.CorrectedSentence, error)
}

// Drafts keeps what there was for segments before people saw them. A repeat changes nothing.
type Drafts interface {
	RecordDrafted(ctx context.Context, tr l10n.Translation, ds []l10n.Drafted) error
}

// Source is where pages come from.
type Source interface {
	// Discover returns the addresses of the pages that a source names.
	Discover(ctx context.Context, s fetch.Source) ([]string, error)
	// Fetch gets a page, by a conditional request when prev is not nil. A page that is not modified has no body.
	Fetch(ctx context.Context, url string, prev *l10n.Document) (l10n.Document, []byte, error)
}

// Planner makes the plan of a requested run by the configuration of this worker. An error says what to do.
type Planner interface {
	Plan(r l10n.Request) (l10n.Plan, error)
}

// Checker writes the issues that the checks find into all targets of a document.
type Checker interface {
	CheckAll(ctx context.Context, site l10n.SiteName, e *l10n.Extraction, locale l10n.Locale, ts []l10n.Target) error
}

// Service brings documents and translations on their way. It is safe for concurrent use.
type Service struct {
	Runs         Runs
	Documents    Documents
	Translations Translations
	Prior        Prior
	// Drafts may be nil: then nobody can tell later what people changed.
	Drafts Drafts
	Blobs  blob.Blobs
	Source Source
	// Linked gets a file of ITS rules that a page names by a link, relative to the page. nil leaves such files aside.
	Linked     func(ctx context.Context, page, href string) ([]byte, error)
	Segmenter  extract.Segmenter
	Translator *translate.Translator
	Checker    Checker
	Review     *review.Service
	Planner    Planner
	Logger     *slog.Logger
}

// Extraction loads what was extracted from a page.
func (s *Service) Extraction(ctx context.Context, ref l10n.Ref) (*l10n.Extraction, error) {
	e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, ref)
	return &e, err
}

// KeptTexts loads texts of people whose sentence is gone.
func (s *Service) KeptTexts(ctx context.Context, ref l10n.Ref) ([]l10n.KeptText, error) {
	return blob.GetJSON[[]l10n.KeptText](ctx, s.Blobs, ref)
}

// Snapshot loads targets as they were approved.
func (s *Service) Snapshot(ctx context.Context, ref l10n.Ref) ([]l10n.Target, error) {
	return blob.GetJSON[[]l10n.Target](ctx, s.Blobs, ref)
}
