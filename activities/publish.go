package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

type (
	// ReadyLocale is a locale that can be published.
	ReadyLocale = site.ReadyLocale
	// PublishedOutput says what was published.
	PublishedOutput = site.Published
	// InPart says how much of a page that is live before its approval is in the source's language.
	InPart = site.InPart
	// Purged is what a cache answered.
	Purged = publish.Purged
)

// PublishInput is a document with the locales to publish now.
type PublishInput struct {
	Run                  l10n.RunID
	Plan                 l10n.Ref
	Document             l10n.Document
	Extraction, Skeleton l10n.Ref
	Locales              []ReadyLocale
	Assets               l10n.Ref `json:",omitempty"` // of Gathered
}

// PublishDocument makes one publication of a document and switches visitors to it.
func (a *Activities) PublishDocument(ctx context.Context, in PublishInput) (PublishedOutput, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (PublishedOutput, error) {
		return a.Site.Publish(ctx, p, site.Ready{
			Run: in.Run, Document: in.Document, Extraction: in.Extraction, Skeleton: in.Skeleton, Locales: in.Locales,
			Assets: in.Assets,
		})
	})
}

// VerifyInput names a document whose current publication is read back. Publication is the one that was just made, for
// whoever reads the history: a later one may have taken its place.
type VerifyInput struct {
	Plan        l10n.Ref
	Document    l10n.DocumentID
	Publication l10n.PublicationID
}

// VerifyPublication reads what visitors get and compares it with the document's current publication.
func (a *Activities) VerifyPublication(ctx context.Context, in VerifyInput) error {
	_, err := withPlan(ctx, a, in.Plan, func(p l10n.Plan) (struct{}, error) {
		return struct{}{}, a.Site.Verify(ctx, p, in.Document)
	})
	return err
}

// MendInput names a site whose pages may link to pages that have been published since.
type MendInput struct {
	Run  l10n.RunID
	Plan l10n.Ref
}

// MendLinks publishes the documents again whose links have changed, and the site's lists. It returns how many documents
// it published.
func (a *Activities) MendLinks(ctx context.Context, in MendInput) (int, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) (int, error) {
		return a.Site.MendLinks(ctx, p)
	})
}

// PurgeInput names the addresses that have changed.
type PurgeInput struct {
	Plan      l10n.Ref
	Addresses []string
}

// PurgeCaches tells the caches before the plan's destination, and returns what they answered.
func (a *Activities) PurgeCaches(ctx context.Context, in PurgeInput) ([]Purged, error) {
	return withPlan(ctx, a, in.Plan, func(p l10n.Plan) ([]Purged, error) {
		return a.Site.Purge(ctx, p, in.Addresses)
	})
}
