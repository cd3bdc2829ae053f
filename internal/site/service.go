// Package site is what the visitors of a site get: localized pages, the links between them, and the lists beside them.
// It renders and publishes pages, goes back to earlier publications, withdraws documents, and compares what visitors
// get with what was published.
//
// A change of what visitors get always takes the same three steps, under the document's lock: make a publication of all
// pages of the document, switch the destination to it, and write into the records what visitors get now. The
// destination is the truth: a repeat after a crash finds the publication there, and completes the records.
package site

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Pages are the records of what visitors get.
type Pages interface {
	// PublishedPages returns the pages of one document, by locale.
	PublishedPages(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID) ([]l10n.PublishedPage, error)
	// PublishedSite returns all pages of a site. The slice is shared, so callers must not change it.
	PublishedSite(ctx context.Context, site l10n.SiteName) ([]l10n.PublishedPage, error)
	// PublishedSites returns the sites that have published a document, or any document when doc is empty.
	PublishedSites(ctx context.Context, doc l10n.DocumentID) ([]l10n.SiteName, error)
	// UpdatePublished changes the pages of one document in a transaction. change may be called again.
	UpdatePublished(ctx context.Context, site l10n.SiteName, doc l10n.DocumentID,
		change func([]l10n.PublishedPage) ([]l10n.PublishedPage, error)) error
	// Locked calls f while nobody else holds the lock of that name, in this process or another.
	Locked(ctx context.Context, name string, f func() error) error
}

// Translations are the records of documents on their way into a locale, and of the runs that brought them there.
type Translations interface {
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	Translations(ctx context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error)
	Targets(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error)
	// UpdateTranslation changes a record in a transaction; [l10n.ErrNotFound] when there is none.
	UpdateTranslation(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation) error) (l10n.Translation, error)
	Run(ctx context.Context, id l10n.RunID) (l10n.Run, error)
}

// Corrections are the published sentences that people found wrong.
type Corrections interface {
	Corrections(ctx context.Context, k l10n.TranslationKey) ([]l10n.CorrectedSentence, error)
}

// Destination is where publications go, and the address under which visitors find them.
type Destination struct {
	Publisher *publish.Publisher
	URL       string
	// Address, where it is not nil, is how the destination itself makes a page's address of its path.
	Address func(base, path string) string
	// Neutral, where it is not nil, makes a file harmless for a program that reads more in it than a browser does.
	Neutral func(contentType string, body []byte) []byte
	// Purger tells the caches before it; nil where there are none.
	Purger Purger
}

// Service publishes sites. It is safe for concurrent use.
type Service struct {
	Blobs        blob.Blobs
	Pages        Pages
	Translations Translations
	Rollbacks    Rollbacks
	// Corrections are the published sentences that people found wrong; nil knows none.
	Corrections  Corrections
	Destinations map[string]Destination
	Bundle       *i18n.Bundle
	// OfficialName returns the form that a name has in the target language, and false where none is known. nil knows none.
	OfficialName func(source, target l10n.Locale, name string) (string, bool)
	// Configured returns the plan that a site has by its configuration. It is asked for documents of which the records
	// know nothing; nil answers for no site.
	Configured func(l10n.SiteName) (l10n.Plan, error)
	// Tool is the program's name and version, for manifests.
	Tool string
	// Versions are those of what pages are made with, for manifests too.
	Versions map[string]string
	Logger   *slog.Logger
	// Sources remembers pages that were taken apart; nil remembers none.
	Sources *Sources
}

// neutral is a file as it goes to the destination.
func (d Destination) neutral(contentType string, body []byte) []byte {
	if d.Neutral == nil {
		return body
	}
	return d.Neutral(contentType, body)
}

// destination is where a plan publishes to.
func (s *Service) destination(p l10n.Plan) (Destination, error) {
	d, ok := s.Destinations[p.Destination]
	if !ok {
		return Destination{}, fmt.Errorf("%w: this worker has no destination %q", l10n.ErrRefused, p.Destination)
	}
	return d, nil
}

// locked holds the lock of what is published of a document.
func (s *Service) locked(ctx context.Context, doc l10n.DocumentID, f func() error) error {
	return s.Pages.Locked(ctx, "publish "+string(doc), f)
}

// lockedForNaming holds the document's lock and, where pages get names of their own, the site's as well, so that no two
// documents choose the same name.
func (s *Service) lockedForNaming(ctx context.Context, p l10n.Plan, doc l10n.DocumentID, f func() error) error {
	locked := func() error { return s.locked(ctx, doc, f) }
	if p.URLs.Kept() {
		return locked()
	}
	return s.Pages.Locked(ctx, "names "+string(p.Site), locked)
}
